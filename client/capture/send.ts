import type { Commitment, NewCommitment } from "../../shared/commitments/commitment.ts";
import type { Agreement, Decision, NewDecision } from "../../shared/decisions/decision.ts";
import type { NewReading } from "../../shared/indicators/indicator.ts";
import type { NewParkedItem } from "../../shared/meetings/asked.ts";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import { api, ask, Problem } from "../api.ts";
import { useWords } from "../words/words.ts";
import type { Captured } from "./queue.ts";
import type { Recorded } from "./records.ts";
import { words } from "./words.ts";

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
        thereAlready(async () => {
          const found = (await ask(api.commitments[":id"].$get({ param: { id } }))) as Commitment;
          mustSay(found, body.json, commitmentFields);
          return { commitment: found };
        }),
      );
      return { kind: "commitment", it: commitment };
    }
    case "decision": {
      let { decision } = await ask(api.decisions.$post({ json: body.json })).catch(
        thereAlready(async () => {
          const found = (await ask(api.decisions[":id"].$get({ param: { id } }))) as Decision;
          mustSay(found, body.json, ["proposal"]);
          return { decision: found };
        }),
      );
      if (body.agreed && decision.status === "open") {
        const json = { ...body.agreed, version: decision.version };
        ({ decision } = await ask(api.decisions[":id"].outcome.$post({ param: { id }, json })));
      }
      return { kind: "decision", it: decision };
    }
    case "reading":
      await ask(
        api.indicators[":id"].readings.$post({ param: { id: body.indicatorId }, json: body.json }),
      ).catch((error) => {
        // Another value stands under this id.
        throw error instanceof Problem && error.code === "conflict" && error.fields.id
          ? new RecordedFirst()
          : error;
      });
      return undefined;
    case "parked": {
      const json = body.json;
      const meeting = await ask(api.meetings[":id"]["parking-lot"].$post({ param: { id: meetingId }, json }));
      const parked = (meeting as MeetingRecord).parkingLot.find((it) => it.id === id);
      if (parked) mustSay(parked, json, ["text"]);
      return undefined;
    }
  }
}

const commitmentFields = [
  "what",
  "ownerOrganizationId",
  "ownerPersonId",
  "supportOrganizationIds",
  "dueOn",
  "activityId",
  "indicatorIds",
  "strategyIds",
] as const;

/**
 * Somebody else made the record of this line first, and it says something else. What was captured here stays in the
 * queue, and on the card, until its person records it besides or lets it go: nothing that was said is dropped silently.
 */
class RecordedFirst extends Error {
  readonly code = "conflict";
  readonly isSecond = true;
  constructor() {
    super(useWords(words)("recordedFirst"));
  }
}

function mustSay<Said extends object>(
  recorded: Said,
  told: Pick<Said, never>,
  fields: readonly (keyof Said & string)[],
) {
  const plain = (it: unknown) => JSON.stringify(Array.isArray(it) ? it.toSorted() : (it ?? null));
  const said = told as Partial<Said>;
  if (fields.some((name) => plain(recorded[name]) !== plain(said[name]))) throw new RecordedFirst();
}

/** Two people may have pressed Enter on the same line: the second finds the record of the first. */
const thereAlready =
  <Answer>(find: () => Promise<Answer>) =>
  async (error: unknown): Promise<Answer> => {
    if (!(error instanceof Problem) || error.code !== "conflict") throw error;
    return find().catch((reason) => {
      throw reason instanceof RecordedFirst ? reason : error;
    });
  };
