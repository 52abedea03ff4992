import { newId } from "../../../shared/ids.ts";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import type { Recap, RecapPage } from "../../../shared/meetings/recap.ts";
import { may } from "../../../shared/roles.ts";
import type { Me } from "../../../shared/sign-in/sign-in.ts";
import { api, ask } from "../../api.ts";
import { createKept, type Kept } from "../../kept.ts";
import { loadPartners, organizations, people } from "../../organizations/organizations.ts";
import { whoOf } from "../../shell/who.ts";
import { meetingOf } from "../meetings.ts";

const opened = new Map<string, Kept<RecapPage>>();

/** The recap of a meeting, as I may see it; the same for everybody on this screen who asks. */
export function recapOf(id: string): Kept<RecapPage> {
  const found =
    opened.get(id) ??
    createKept(`recap:${id}`, () => ask(api.meetings[":id"].recap.$get({ param: { id }, query: {} })));
  opened.set(id, found);
  return found;
}

/** Everything that a recap's page shows. */
export const loadRecap = (id: string) =>
  Promise.all([meetingOf(id).load(), recapOf(id).load(), loadPartners()]);

/** Whether I lead this meeting. */
export const leads = (me: Me, meeting: MeetingWithAgenda) => may.leadMeeting(whoOf(me), meeting);

/** Whether my organization's word on these minutes is asked for, and is mine to give. */
export const mayConfirm = (
  me: Me,
  it: Pick<MeetingWithAgenda, "recapSentOn" | "memberIds" | "confirmations">,
) =>
  it.recapSentOn !== null &&
  may.speakFor(whoOf(me), me.organization.id) &&
  it.memberIds.includes(me.organization.id) &&
  !it.confirmations.some(({ organizationId }) => organizationId === me.organization.id);

/** Whether I may write down what is wrong in the minutes. */
export const mayCorrect = (me: Me, meeting: MeetingWithAgenda) =>
  meeting.recapSentOn !== null && (may.speakFor(whoOf(me), me.organization.id) || leads(me, meeting));

export async function confirmMinutes(id: string) {
  await ask(api.meetings[":id"].confirmations.$post({ param: { id } }));
  await meetingOf(id).load();
}

export async function correctMinutes(id: string, said: { was: string; text: string }) {
  const json = { id: newId("pst"), was: said.was.trim() || null, text: said.text };
  await ask(api.meetings[":id"].errata.$post({ param: { id }, json }));
  await meetingOf(id).load();
}

export async function sendRecap(id: string) {
  await ask(api.meetings[":id"].recap.$post({ param: { id } }));
  await Promise.all([meetingOf(id).load(), recapOf(id).load()]);
}

/** The hue and name of an organization; the name is the recap's own where it has one. */
export function organizationOf(id: string, recap?: Pick<Recap, "names">) {
  const known = organizations.value()?.find((it) => it.id === id);
  return { hue: known?.hue ?? 0, name: recap?.names[id] ?? known?.shortName ?? "—" };
}

export const personOf = (id: string | null) => people.value()?.find((it) => it.id === id)?.name;
