import { safeMarkdown } from "../documents/safe-markdown.ts";
import type { Language } from "../languages.ts";
import { inMarkdown } from "./plain.ts";
import type { Recap, RecapCommitment, RecapDecision, RecapForm } from "./recap.ts";
import { asSentence, decisionInWords, inShort, recapWords, roomInWords } from "./recap-words.ts";

/**
 * A recap as Markdown, the same bytes for the same recap. *Short* is for the committee above: what was decided, what
 * stays open, what was taken on.
 */
export function recapToMarkdown(recap: Recap, language: Language, form: RecapForm): string {
  const words = recapWords[language];
  const isFull = form === "full";
  const blocks = [
    ...headOf(recap, language),
    ...section(
      words.inShort,
      inShort(recap, language).map((it, index) => `${index + 1}. ${inMarkdown(it)}`),
    ),
    ...(isFull ? roomOf(recap, language) : []),
    ...decisionsOf(recap.decided, words.decided, recap, language),
    ...decisionsOf(recap.open, words.open, recap, language),
    ...section(
      words.toSettle,
      recap.toSettle.map((it) => `- **${it.label}** ${inMarkdown(asSentence(it.text))}`),
      words.toSettleText,
    ),
    ...section(
      words.tookOn,
      recap.tookOn.map((it) => `- ${promiseOf(it, recap, language, isFull)}`),
    ),
    ...section(
      words.became,
      recap.became.map((it) => {
        const said = inMarkdown(words.becameOf(it, recap.names));
        return it.reason ? `- ${said} ${inMarkdown(words.quoted(it.reason))}` : `- ${said}`;
      }),
    ),
    ...(isFull ? [...saidOf(recap, language), ...aftermathOf(recap, language)] : []),
    ...nextOf(recap, language, isFull),
    ...footOf(recap, language),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const section = (title: string, lines: readonly string[], lead?: string): string[] =>
  lines.length === 0 ? [] : [`## ${title}`, ...(lead ? [lead] : []), lines.join("\n")];

function headOf(recap: Recap, language: Language): string[] {
  const words = recapWords[language];
  const where = [
    words.when(recap),
    inMarkdown(recap.place),
    recap.interpretation.length > 0 ? words.interpretation(recap.interpretation) : "",
  ];
  return [
    `# ${inMarkdown(recap.title)}`,
    `${inMarkdown(recap.initiative[language])}. ${words.kind}.`,
    where.filter(Boolean).map(asSentence).join(" "),
  ];
}

function roomOf(recap: Recap, language: Language): string[] {
  const words = recapWords[language];
  const lines = roomInWords(recap, language).map(inMarkdown);
  return section(
    words.inTheRoom,
    [asSentence(words.quorum(recap.quorum)), ...lines].map((it) => `- ${it}`),
  );
}

function decisionsOf(decisions: readonly RecapDecision[], title: string, recap: Recap, language: Language) {
  if (decisions.length === 0) return [];
  const words = recapWords[language];
  const called = (ids: readonly string[]) => inMarkdown(words.list(ids.map((id) => recap.names[id] ?? "—")));
  return [
    `## ${title}`,
    ...decisions.flatMap((it) => {
      const stances = it.stances.map(({ position, organizationIds, reasons }) => {
        const why = reasons.length > 0 ? ` ${inMarkdown(words.reasons(reasons))}` : "";
        return `- ${words.stance(position)} (${organizationIds.length}): ${called(organizationIds)}.${why}`;
      });
      if (it.notHeard.length > 0)
        stances.push(`- ${words.notHeard} (${it.notHeard.length}): ${called(it.notHeard)}.`);
      const more = [...(it.note ? [asSentence(it.note)] : []), ...decisionInWords(it, recap.names, language)]
        .map(inMarkdown)
        .join(" ");
      return [
        `### D-${it.number} ${inMarkdown(it.title)}`,
        inMarkdown(asSentence(it.sentence)),
        ...(stances.length > 0 ? [stances.join("\n")] : []),
        ...(more ? [more] : []),
      ];
    }),
  ];
}

function promiseOf(it: RecapCommitment, recap: Recap, language: Language, isFull: boolean) {
  const words = recapWords[language];
  const parts = [
    `**C-${it.number}** ${inMarkdown(asSentence(it.what))}`,
    `${inMarkdown(recap.names[it.ownerOrganizationId] ?? "—")}, ${words.dueBy(it.dueOn)}.`,
  ];
  if (it.status !== "active") parts.push(`${words.state(it.status)}.`);
  if (isFull && it.quote) parts.push(inMarkdown(words.saidAs(it.quote)));
  return parts.join(" ");
}

function saidOf(recap: Recap, language: Language): string[] {
  const words = recapWords[language];
  if (recap.said.length === 0) return [];
  return [
    `## ${words.said}`,
    ...recap.said.flatMap(({ heading, minutesSpent, markdown }) => {
      const title = inMarkdown(heading || words.generally);
      const spent = minutesSpent === null ? "" : ` (${words.minutes(minutesSpent)})`;
      // The notes' own headings go below this one.
      return [`### ${title}${spent}`, safeMarkdown(markdown).replace(/^(#{3,4}) /gm, "#$1 ")];
    }),
  ];
}

function aftermathOf(recap: Recap, language: Language): string[] {
  const words = recapWords[language];
  const parked = recap.parkingLot.map((it) => {
    const more = [
      it.sinceMeeting ? words.since(it.sinceMeeting) : "",
      it.raisedById ? words.raisedBy(recap.names[it.raisedById] ?? "—") : "",
      it.sinceMeeting ? "" : words.parkedState(it.status),
    ].filter(Boolean);
    const about = more.length > 0 ? ` (${inMarkdown(more.join(", "))})` : "";
    return `- ${inMarkdown(it.text)}${about}`;
  });
  const lines = (all: readonly string[] = []) => all.map((it) => `- ${inMarkdown(it)}`);
  return [
    ...section(words.parkingLot, parked),
    ...section(words.plus, lines(recap.debrief?.plus)),
    ...section(words.delta, lines(recap.debrief?.delta)),
  ];
}

function nextOf({ next }: Recap, language: Language, isFull: boolean): string[] {
  if (!next) return [];
  const words = recapWords[language];
  const agenda = isFull ? next.agenda.map((it, index) => `${index + 1}. ${inMarkdown(it)}`) : [];
  return [
    `## ${words.next}`,
    `${inMarkdown(next.title)}: ${inMarkdown(asSentence(words.nextMeeting(next)))}`,
    ...(agenda.length > 0 ? [agenda.join("\n")] : []),
  ];
}

function footOf({ sentOn, originalLanguage }: Recap, language: Language): string[] {
  const words = recapWords[language];
  const lines = [sentOn === null ? words.draft : words.sent(sentOn)];
  if (originalLanguage !== language) lines.push(words.original);
  return ["---", lines.join(" ")];
}
