import { createRate, type Rate } from "../http/rate.ts";

/** How often somebody may try. Nobody is locked out by another's tries: mailed links go on working. */
export interface Limits {
  /** Wrong passwords for one address from one visitor; the same person elsewhere is not disturbed. */
  passwordsByAddress: Rate;
  passwordsByVisitor: Rate;
  /**
   * Sign-in links to one address. They are asked for without a sign-in, so the time is shorter than a link lives:
   * even when a stranger uses them up, the newest one in the mailbox still opens the door.
   */
  linksByAddress: Rate;
  linksByVisitor: Rate;
  invitationsByPerson: Rate;
  /** Mailed buttons: made-up tokens from one visitor, and presses of one link. */
  actsByVisitor: Rate;
  actsByLink: Rate;
}

const minute = 60;

export const createLimits = (): Limits => ({
  passwordsByAddress: createRate({ points: 5, duration: 15 * minute }),
  passwordsByVisitor: createRate({ points: 50, duration: 15 * minute }),
  linksByAddress: createRate({ points: 3, duration: 10 * minute }),
  linksByVisitor: createRate({ points: 30, duration: 10 * minute }),
  invitationsByPerson: createRate({ points: 100, duration: 60 * minute }),
  actsByVisitor: createRate({ points: 30, duration: 10 * minute }),
  actsByLink: createRate({ points: 60, duration: 10 * minute }),
});
