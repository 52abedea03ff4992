import { createEffect, onCleanup } from "solid-js";
import type { RecordKind } from "../../shared/documents/record.ts";
import { organizations } from "../organizations/organizations.ts";
import { announce } from "../ui/announce.ts";
import { sayWeekdayWithin } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import type { Captures } from "./captures.ts";
import type { Records } from "./records.ts";
import { words } from "./words.ts";

/** Shows and says aloud what the server made of the captures: recorded under which number, or refused and why. */
export function sayWhatBecame(options: {
  captures: Captures;
  records: Records;
  meetingId(): string;
  nameOf(kind: RecordKind, target: string): string;
}) {
  const t = useWords(words);
  const { captures, records } = options;
  onCleanup(
    captures.onSent((it, recorded) => {
      if (recorded) records.put(it.id, recorded);
      // Its event says so as well, but this answer is there first.
      if (it.body.is === "reading") records.again(it.body.indicatorId);
      if (it.meetingId !== options.meetingId() || !recorded) return;
      if (recorded.kind === "commitment") {
        const { number, dueOn, ownerOrganizationId, status } = recorded.it;
        const who = organizations.value()?.find((one) => one.id === ownerOrganizationId)?.shortName ?? "";
        const said = { number: `C-${number}`, who, day: sayWeekdayWithin(dueOn) };
        announce(status === "offered" ? t("offeredTo", said) : t("recordedFor", said));
      } else announce(t("recordedAs", { number: options.nameOf(recorded.kind, it.id) }));
    }),
  );
  // What could not be recorded is told at once; its card says it as well.
  createEffect((told: ReadonlySet<string> = new Set()) => {
    const refused = captures.all().filter((it) => it.refusal);
    for (const it of refused)
      if (!told.has(it.id)) {
        const { message, isSecond } = it.refusal!;
        announce(isSecond ? message : `${t("refused")}. ${message}`, "assertive");
      }
    return new Set(refused.map((it) => it.id));
  });
}
