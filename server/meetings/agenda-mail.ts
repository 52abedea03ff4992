import type { Language } from "../../shared/languages.ts";
import { dayInWords } from "../../shared/log/happened.ts";
import type { MeetingRecord, Purpose } from "../../shared/meetings/meeting.ts";
import { may } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import type { MailDraft } from "../mail/draft.ts";
import { mailTo } from "../mail/mail-to.ts";
import type { Scene } from "./change.ts";

/**
 * Puts the agenda in line for everybody of the group who may see the meeting, each in their language, in the
 * transaction that says it went out; whoever sends it knows it. Call `deps.mail.wake()` after the commit.
 */
export async function mailAgenda(
  deps: Pick<Deps, "now" | "random">,
  { tx, was, group, who }: Pick<Scene, "tx" | "was" | "group" | "who">,
) {
  const members = await tx
    .selectFrom("person")
    .select(["id", "role", "organization_id as organizationId"])
    .where("initiative_id", "=", who.initiativeId)
    .where("organization_id", "in", group.memberIds)
    .where("removed_at", "is", null)
    .where("id", "!=", who.id)
    .orderBy("id")
    .execute();
  const shown = { visibility: was.visibility, groupId: group.id, organizationIds: [] };
  for (const it of members.filter((one) => may.takePart({ ...one, initiativeId: who.initiativeId })))
    if (may.see({ ...it, groupIds: new Set([group.id]) }, shown))
      await mailTo(deps, tx, { personId: it.id }, (reader) => agendaMail(was, reader));
}

const words = {
  en: {
    subject: (it: MeetingRecord, day: string) => `Agenda: ${it.title}, ${day}`,
    hello: (name: string) => `Hello ${name},`,
    when: (it: MeetingRecord, day: string) =>
      `This is what ${it.title} will talk about, on ${day} from ${it.startsAt} to ${it.endsAt}${it.place ? `, ${it.place}` : ""}.`,
    minutes: (count: number) => (count === 1 ? "1 minute" : `${count} minutes`),
    open: "Open the agenda",
    closing: "You can propose an item, or write under one, until the meeting begins.",
  },
  es: {
    subject: (it: MeetingRecord, day: string) => `Orden del día: ${it.title}, ${day}`,
    hello: (name: string) => `Hola, ${name}:`,
    when: (it: MeetingRecord, day: string) =>
      `De esto tratará ${it.title}, el ${day} de ${it.startsAt} a ${it.endsAt}${it.place ? `, ${it.place}` : ""}.`,
    minutes: (count: number) => (count === 1 ? "1 minuto" : `${count} minutos`),
    open: "Abrir el orden del día",
    closing: "Puede proponer un punto, o escribir bajo uno, hasta que empiece la reunión.",
  },
};

const purposeWords: Record<Language, Record<Purpose, string>> = {
  en: {
    connect: "Connect",
    inform: "Inform",
    discuss: "Discuss",
    decide: "Decide",
    review_commitments: "Review commitments",
    commit: "Commit",
  },
  es: {
    connect: "Conectar",
    inform: "Informar",
    discuss: "Conversar",
    decide: "Decidir",
    review_commitments: "Revisar compromisos",
    commit: "Comprometerse",
  },
};

/** The agenda as a mail; what is only proposed is not on it. */
function agendaMail(it: MeetingRecord, reader: { name: string; language: Language }): MailDraft {
  const say = words[reader.language];
  const day = dayInWords(it.day)[reader.language];
  return {
    subject: say.subject(it, day),
    paragraphs: [say.hello(reader.name), say.when(it, day)],
    items: it.agenda
      .filter((one) => one.status === "planned")
      .map((one) => ({
        title: one.title,
        lines: [`${purposeWords[reader.language][one.purpose]}, ${say.minutes(one.minutes)}`],
      })),
    buttons: [{ label: say.open, path: `/meetings/${it.id}/agenda` }],
    closing: [say.closing],
  };
}
