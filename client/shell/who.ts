import type { Who } from "../../shared/roles.ts";
import type { Me } from "../../shared/sign-in/sign-in.ts";

/** As much of me as the rules in `shared/roles.ts` ask for. */
export const whoOf = (me: Me): Who => ({
  id: me.person.id,
  initiativeId: me.initiative.id,
  organizationId: me.organization.id,
  role: me.person.role,
  alsoFor: me.person.alsoFor,
});
