import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { capturesOf } from "../../capture/captures.ts";
import type { CapturedRecord } from "../../capture/send.ts";
import { useMe } from "../../sign-in/me.ts";
import { sayDay, sayNumber } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { serverNow } from "./clock.ts";
import { partnerName } from "./people.ts";
import { mergeRail, type RailEntry } from "./rail.ts";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

/** Records that come close together are said in one breath. */
const gatherMs = 1_500;
/** A line that draws itself has done so by then. */
const drawnMs = 1_000;

/** What was captured at this meeting, kept up to date and said to whoever listens to the screen. */
export function createEntries(room: Room, announce: (text: string) => void) {
  const t = useWords(words);
  const [fresh, setFresh] = createSignal<ReadonlySet<string>>(new Set());
  let known: Set<string> | undefined;
  let sentences: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const me = useMe();
  const language = useLanguage();
  const captures = capturesOf(me().person.id);
  /** What was captured in this browser: the notes say so themselves. */
  const own = new Set<string>();
  const waiting = createMemo(() => {
    const all = captures.all().filter((it) => it.meetingId === room.id);
    for (const it of all) own.add(it.id);
    return all.map(entryOf);
  });
  const entries = createMemo(() => {
    const records = room.captured.records();
    return mergeRail({
      commitments: records?.commitments ?? [],
      decisions: records?.decisions ?? [],
      readings: (records?.indicators ?? []).flatMap(({ id, name, unit, latest }) =>
        latest
          ? [
              {
                id: latest.id,
                indicatorId: id,
                name: name[language()],
                value: latest.value === null ? "–" : `${sayNumber(latest.value)} ${unit}`,
                at: latest.saidAt,
                organizationId: latest.reportedByOrganizationId,
              },
            ]
          : [],
      ),
      parked: room.meeting()?.parkingLot ?? [],
      waiting: waiting(),
      at: (id) => room.captured.times().get(id),
    });
  });
  const isLoaded = () => room.captured.records() !== undefined && room.meeting() !== undefined;

  createEffect(
    on([entries, isLoaded], ([all, isLoaded]) => {
      if (!isLoaded) return;
      const ids = all.map((it) => it.id);
      const before = known;
      known = new Set([...(known ?? []), ...ids]);
      if (!before) return;
      const came = all.filter((it) => !before.has(it.id));
      for (const it of came) arrive(it);
    }),
  );
  function arrive(it: RailEntry) {
    if (it.at === undefined) room.captured.noteTime(it.id, serverNow());
    setFresh((were) => new Set(were).add(it.id));
    setTimeout(
      () =>
        setFresh((were) => {
          const left = new Set(were);
          left.delete(it.id);
          return left;
        }),
      drawnMs,
    );
    if (it.isWaiting || own.has(it.id)) return;
    sentences.push(sentenceOf(it));
    timer ??= setTimeout(() => {
      announce(sentences.join(" "));
      sentences = [];
      timer = undefined;
    }, gatherMs);
  }
  function sentenceOf(it: RailEntry) {
    if (it.kind === "commitment" && it.number && it.dueOn)
      return t("saidCommitment", {
        number: it.number,
        organization: partnerName(it.organizationId),
        day: sayDay(it.dueOn),
      });
    if (it.kind === "decision" && it.number) return t("saidDecision", { number: it.number, text: it.text });
    return t("saidOther", { kind: t(it.kind), text: it.text });
  }
  onCleanup(() => clearTimeout(timer));
  return { entries, isNew: (id: string) => fresh().has(id) };
}

/** What waits here, as the rail shows it. */
function entryOf({ id, kind, at, body, refusal }: CapturedRecord): RailEntry {
  const common = {
    id,
    kind,
    card: body.is === "reading" ? body.indicatorId : id,
    at,
    number: undefined,
    personId: null,
    dueOn: null,
    status: undefined,
    wasInNotes: true,
    isWaiting: true,
    refusal: refusal?.message,
  };
  switch (body.is) {
    case "commitment": {
      const { what: text, ownerOrganizationId: organizationId, ownerPersonId: personId, dueOn } = body.json;
      return { ...common, text, organizationId, personId, dueOn };
    }
    case "decision":
      return { ...common, text: body.json.title ?? body.json.proposal, organizationId: null };
    case "reading":
      return { ...common, text: `${body.json.period}: ${body.json.value ?? "–"}`, organizationId: null };
    case "parked":
      return { ...common, text: body.json.text, organizationId: body.json.raisedById };
  }
}
