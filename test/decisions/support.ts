import type { NewPosition } from "../../shared/decisions/asked.ts";
import type { Decided, Decision, DecisionWithHistory, NewDecision } from "../../shared/decisions/decision.ts";
import { newId } from "../../shared/ids.ts";
import type { Visitor } from "../support/server.ts";

/** What the server answers where it does what it was asked; throws its words where it does not. */
export async function decided(answer: Response | Promise<Response>): Promise<Decided> {
  const it = await answer;
  if (it.status !== 201 && it.status !== 200) throw new Error(`${it.status} ${await it.text()}`);
  return (await it.json()) as Decided;
}

/** Puts a proposal to the steering committee, whose eight partners all have a voice. */
export const raise = async (visitor: Visitor, more: Partial<NewDecision> = {}): Promise<Decision> =>
  (
    await decided(
      visitor.post("/api/decisions", {
        id: newId("dec"),
        proposal: "All new plantings use a 50 ft planted buffer.",
        groupId: "grp_steering",
        respondBy: "2026-12-10",
        ...more,
      }),
    )
  ).decision;

/** A decision as this visitor sees its page. */
export const read = async (visitor: Visitor, id: string) =>
  (await (await visitor.get(`/api/decisions/${id}`)).json()) as DecisionWithHistory;

/** Says where an organization stands, on the words as they are now. */
export async function stand(
  visitor: Visitor,
  id: string,
  position: NewPosition["position"],
  more: Partial<NewPosition> = {},
): Promise<Response> {
  const it = await read(visitor, id);
  const organizationId = more.organizationId;
  const before = it.positions?.find((said) => said.organizationId === organizationId);
  return visitor.post(`/api/decisions/${id}/positions`, {
    position,
    proposalVersion: it.proposalVersion,
    before: before ? before.earlier.length + 1 : 0,
    ...more,
  });
}
