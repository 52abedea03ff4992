import { AppError } from "../../shared/errors.ts";
import type { Governance } from "../../shared/initiative/governance.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { readInitiative } from "./queries.ts";

/** Writes down what the partners agreed about deciding. It holds for what is closed from now on. */
export async function setGovernance(deps: Deps, governance: Governance, who: Who): Promise<Governance> {
  if (!may.setGovernance(who))
    throw new AppError("forbidden", "The backbone writes down how the partners decide. Ask it to.");
  return commit(deps, who.initiativeId, async (tx, append) => {
    const { governance: was } = await readInitiative(tx, who.initiativeId);
    if (JSON.stringify(was) === JSON.stringify(governance)) return was;
    await tx
      .updateTable("initiative")
      .set({ governance: JSON.stringify(governance) })
      .where("id", "=", who.initiativeId)
      .execute();
    const refs = [who.initiativeId];
    await append({ type: "initiative.governance_set", by: who.id, refs, data: { ...governance } });
    return governance;
  });
}
