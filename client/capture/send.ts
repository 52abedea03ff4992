import type { Commitment, NewCommitment } from "../../shared/commitments/commitment.ts";
import type { Agreement, Decision, NewDecision } from "../../shared/decisions/decision.ts";
import type { NewReading } from "../../shared/indicators/indicator.ts";
import type { NewParkedItem } from "../../shared/meetings/asked.ts";
import { api, ask, Problem } from "../api.ts";
import type { Captured } from "./queue.ts";
import type { Recorded } from "./records.ts";

/** What the server is told of a capture, by its kind. */
export type Told =
  | { is: "commitment"; json: NewCommitment }
  /** `agreed`: it was agreed in the room, and is recorded as such right after. */
  | { is: "decision"; json: NewDecision; agreed: Omit<Agreement, "version"> | null }
  | { is: "reading"; indicatorId: string; json: NewReading }
  | { is: "parked"; json: NewParkedItem };

export type CapturedRecord = Captured<Told>;

/**
 * Tells the server of a capture, and answers with the record where there is one to show. Told twice it is one; a
 * record that is there already is an answer too.
 */
export async function tell({ id, meetingId, body }: CapturedRecord): Promise<Recorded | undefined> {
  switch (body.is) {
    case "commitment": {
      const { commitment } = await ask(api.commitments.$post({ json: body.json })).catch(
        thereAlready(async () => ({
          commitment: (await ask(api.commitments[":id"].$get({ param: { id } }))) as Commitment,
        })),
      );
      return { kind: "commitment", it: commitment };
    }
    case "decision": {
      let { decision } = await ask(api.decisions.$post({ json: body.json })).catch(
        thereAlready(async () => ({
          decision: (await ask(api.decisions[":id"].$get({ param: { id } }))) as Decision,
        })),
      );
      if (body.agreed && decision.status === "open") {
        const json = { ...body.agreed, version: decision.version };
        ({ decision } = await ask(api.decisions[":id"].outcome.$post({ param: { id }, json })));
      }
      return { kind: "decision", it: decision };
    }
    case "reading":
      await ask(api.indicators[":id"].readings.$post({ param: { id: body.indicatorId }, json: body.json }));
      return undefined;
    case "parked":
      await ask(api.meetings[":id"]["parking-lot"].$post({ param: { id: meetingId }, json: body.json }));
      return undefined;
  }
}

/** Two people may have pressed Enter on the same line: the second finds the record of the first. */
const thereAlready =
  <Answer>(find: () => Promise<Answer>) =>
  async (error: unknown): Promise<Answer> => {
    if (!(error instanceof Problem) || error.code !== "conflict") throw error;
    return find().catch(() => {
      throw error;
    });
  };
