import type { ChangedCheckIn, CheckIn, NewCheckIn } from "../../shared/overview/check-in.ts";
import type { Overview } from "../../shared/overview/overview.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** Who has been heard of, and who was in the room: for the backbone alone. */
export const overview = createKept<Overview>("overview", () => ask(api.overview.$get()));

/** What the backbone noted about contacts, the newest first. */
export const checkIns = createKept<CheckIn[]>(
  "check-ins",
  async () => (await ask(api["check-ins"].$get())).items,
);

/** Sees that both are asked for. Only for whom `may.seePulse` says so. */
export const loadOverview = () => Promise.all([overview.need(), checkIns.need()]);

const newestFirst = (a: CheckIn, b: CheckIn) => b.on.localeCompare(a.on) || b.seq - a.seq;

/** Notes a contact, and shows it. */
export async function noteCheckIn(asked: NewCheckIn) {
  const noted = await ask(api["check-ins"].$post({ json: asked }));
  checkIns.change((all) => [noted, ...all.filter((it) => it.id !== noted.id)].sort(newestFirst));
}

/** Puts an own note right. */
export async function changeCheckIn(id: string, asked: ChangedCheckIn) {
  const changed = await ask(api["check-ins"][":id"].$patch({ param: { id }, json: asked }));
  checkIns.change((all) => [changed, ...all.filter((it) => it.id !== id)].sort(newestFirst));
}

/** Takes a note away. */
export async function removeCheckIn(id: string) {
  await ask(api["check-ins"][":id"].$delete({ param: { id } }));
  checkIns.change((all) => all.filter((it) => it.id !== id));
}
