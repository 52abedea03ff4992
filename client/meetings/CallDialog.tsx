import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { dayIn, instantIn, isRealDay } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import type { Language } from "../../shared/languages.ts";
import type { Repetition } from "../../shared/meetings/asked.ts";
import type { Group } from "../../shared/meetings/group.ts";
import { limits } from "../../shared/meetings/limits.ts";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import { daysOfSeries } from "../../shared/meetings/readings.ts";
import type { Visibility } from "../../shared/roles.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { organizations, people } from "../organizations/organizations.ts";
import formStyles from "../people/people.module.css";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, ChoiceField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { sayWeekday } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { clocksDiffer, dayOfSpan, placeOfZone, readersZone, saySpan } from "../words/zones.ts";
import { suggestedTitle } from "./listed.ts";
import styles from "./meetings.module.css";
import { loadMeetings } from "./meetings.ts";
import { words } from "./words.ts";

type Every = Repetition["every"] | "once";
const visibilities = ["public", "partners", "group", "backbone"] as const satisfies Visibility[];
const visibilityWord = {
  public: "public",
  partners: "partners",
  group: "visGroup",
  backbone: "backbone",
} as const;

/** Asks for what a meeting needs, or a series of them; or changes what was said of one. */
export function CallDialog(props: {
  open: boolean;
  /** The groups that one may call together. */
  groups: Group[];
  proposed?: string | undefined;
  /** The meeting that is changed; a new one when there is none. */
  meeting?: MeetingRecord | undefined;
  onClose: () => void;
  onCalled: (id: string) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const doing = createDoing();
  const zone = () => me().initiative.timeZone;
  const [groupId, setGroupId] = createSignal("");
  const [title, setTitle] = createSignal("");
  const [isOwnTitle, setOwnTitle] = createSignal(false);
  const [day, setDay] = createSignal("");
  const [startsAt, setStartsAt] = createSignal("09:00");
  const [endsAt, setEndsAt] = createSignal("10:30");
  const [place, setPlace] = createSignal("");
  const [facilitatorId, setFacilitatorId] = createSignal("");
  const [noteTakerId, setNoteTakerId] = createSignal("");
  const [interpretation, setInterpretation] = createSignal<Language[]>([]);
  const [visibility, setVisibility] = createSignal<Visibility>("partners");
  const [every, setEvery] = createSignal<Every>("once");
  const [times, setTimes] = createSignal(6);
  const [scope, setScope] = createSignal<"this" | "following">("this");
  /** Kept until the call went through: sent twice, it is one meeting. */
  let id = newId("mtg");

  const group = () => props.groups.find((it) => it.id === groupId());
  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        doing.clear();
        id = newId("mtg");
        const it = props.meeting;
        setGroupId(it?.groupId ?? props.proposed ?? props.groups[0]?.id ?? "");
        setOwnTitle(it !== undefined);
        setTitle(it?.title ?? "");
        setDay(it?.day ?? "");
        setStartsAt(it?.startsAt ?? "09:00");
        setEndsAt(it?.endsAt ?? "10:30");
        setPlace(it?.place ?? "");
        setFacilitatorId(it ? (it.facilitatorId ?? "") : me().person.id);
        setNoteTakerId(it?.noteTakerId ?? "");
        setInterpretation(it?.interpretation ?? []);
        setVisibility(it?.visibility ?? group()?.visibility ?? "partners");
        setEvery("once");
        setScope("this");
      },
    ),
  );
  // The group's own words, until somebody has better ones.
  createEffect(() => {
    const it = group();
    if (it && !isOwnTitle() && isRealDay(day())) setTitle(suggestedTitle(it, day(), language()));
  });

  const persons = createMemo(() => [
    { value: "", label: t("nobody") },
    ...(people.value() ?? [])
      .filter((it) => it.role !== "observer")
      .map((it) => ({
        value: it.id,
        label: `${it.name}, ${organizations.value()?.find((one) => one.id === it.organizationId)?.shortName ?? ""}`,
      })),
  ]);
  const days = createMemo(() => {
    const chosen = every();
    if (chosen === "once" || !isRealDay(day()) || !(times() >= 2 && times() <= limits.meetingsInSeriesMax))
      return [];
    return daysOfSeries(day(), { every: chosen, times: times() });
  });
  /** The same hours for somebody whose clocks show others. */
  const elsewhere = () => {
    if (!isRealDay(day()) || endsAt() <= startsAt()) return undefined;
    const at = (time: string) => new Date(instantIn(zone(), day(), time)).toISOString();
    const span = { startsAtInstant: at(startsAt()), endsAtInstant: at(endsAt()) };
    if (!clocksDiffer(span, readersZone(), zone())) return undefined;
    const said = { times: saySpan(span, readersZone()), own: placeOfZone(readersZone()) };
    const there = dayOfSpan(span, readersZone());
    return there === day() ? t("yourTimes", said) : t("yourTimesDay", { ...said, day: sayWeekday(there) });
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const details = {
      title: title(),
      day: day(),
      startsAt: startsAt(),
      endsAt: endsAt(),
      place: place(),
      facilitatorId: facilitatorId() || null,
      noteTakerId: noteTakerId() || null,
      interpretation: interpretation(),
      visibility: visibility(),
    };
    const was = props.meeting;
    await doing.run(async () => {
      if (was) {
        const json = { ...details, version: was.version, following: scope() === "following" };
        await ask(api.meetings[":id"].$patch({ param: { id: was.id }, json }));
        toast(t("saved"));
        props.onCalled(was.id);
        return;
      }
      const chosen = every();
      const repeats = chosen === "once" ? null : { every: chosen, times: times() };
      const made = await ask(
        api.meetings.$post({ json: { id, groupId: groupId(), ...details, repeats, agenda: [] } }),
      );
      await loadMeetings();
      toast(repeats ? t("calledSeries", { count: repeats.times }) : t("called", { title: made.title }));
      props.onCalled(made.id);
    });
  };
  const fields = doing.fields;
  const interprets = (it: Language) => interpretation().includes(it);
  const toggle = (it: Language, is: boolean) =>
    setInterpretation((were) => (is ? [...were, it] : were.filter((one) => one !== it)));
  return (
    <Dialog
      shape="sheet"
      open={props.open}
      onClose={props.onClose}
      title={t(props.meeting ? "change" : "call")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="call-meeting" disabled={doing.isBusy() || !isOnline()}>
            {props.meeting
              ? t("save")
              : days().length > 1
                ? t("callThem", { count: days().length })
                : t("callIt")}
          </Button>
        </>
      }
    >
      <form id="call-meeting" class={formStyles.form} onSubmit={submit}>
        <Show when={!isOnline()}>
          <Banner kind="offline">{t("offlineReason")}</Banner>
        </Show>
        <Show when={!props.meeting}>
          <SelectField
            label={t("group")}
            value={groupId()}
            onChange={(event) => {
              setGroupId(event.currentTarget.value);
              setVisibility(group()?.visibility ?? "partners");
            }}
            options={props.groups.map((it) => ({ value: it.id, label: it.name[language()] }))}
          />
        </Show>
        <TextField
          label={t("day")}
          type="date"
          required
          autofocus
          min={dayIn(zone(), Date.now())}
          value={day()}
          onInput={(event) => setDay(event.currentTarget.value)}
          error={fields().day}
        />
        <div class={styles.pair}>
          <TextField
            label={t("from")}
            type="time"
            required
            value={startsAt()}
            onInput={(event) => setStartsAt(event.currentTarget.value)}
            error={fields().startsAt}
          />
          <TextField
            label={t("to")}
            type="time"
            required
            value={endsAt()}
            onInput={(event) => setEndsAt(event.currentTarget.value)}
            error={fields().endsAt}
          />
        </div>
        <p class={styles.hint}>
          {t("localTimes", { place: placeOfZone(zone()) })} {elsewhere()}
        </p>
        <TextField
          label={t("meetingTitle")}
          required
          maxLength={160}
          value={title()}
          onInput={(event) => {
            setOwnTitle(true);
            setTitle(event.currentTarget.value);
          }}
          error={fields().title}
        />
        <TextField
          label={t("place")}
          hint={t("placeHint")}
          maxLength={200}
          value={place()}
          onInput={(event) => setPlace(event.currentTarget.value)}
          error={fields().place}
        />
        <SelectField
          label={t("facilitator")}
          value={facilitatorId()}
          onChange={(event) => setFacilitatorId(event.currentTarget.value)}
          options={persons()}
          error={fields().facilitatorId}
        />
        <SelectField
          label={t("noteTaker")}
          value={noteTakerId()}
          onChange={(event) => setNoteTakerId(event.currentTarget.value)}
          options={persons()}
        />
        <fieldset class={styles.group}>
          <legend>{t("interpretation")}</legend>
          <CheckField label={t("inSpanish")} checked={interprets("es")} onChange={(is) => toggle("es", is)} />
          <CheckField label={t("inEnglish")} checked={interprets("en")} onChange={(is) => toggle("en", is)} />
        </fieldset>
        <SelectField
          label={t("visibility")}
          value={visibility()}
          onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}
          options={visibilities.map((it) => ({ value: it, label: t(visibilityWord[it]) }))}
        />
        <Show
          when={props.meeting}
          fallback={
            <>
              <SelectField
                label={t("repeats")}
                value={every()}
                onChange={(event) => setEvery(event.currentTarget.value as Every)}
                options={(["once", "week", "two_weeks", "four_weeks", "month"] as const).map((it) => ({
                  value: it,
                  label: t(it),
                }))}
              />
              <Show when={every() !== "once"}>
                <TextField
                  label={t("times")}
                  type="number"
                  min={2}
                  max={limits.meetingsInSeriesMax}
                  required
                  value={times()}
                  onInput={(event) => setTimes(event.currentTarget.valueAsNumber)}
                  error={fields()["repeats.times"]}
                />
                <Show when={days().length > 0}>
                  <section class={styles.preview} aria-label={t("preview", { count: days().length })}>
                    <h3>{t("preview", { count: days().length })}</h3>
                    <ol>
                      <For each={days()}>{(it) => <li>{sayWeekday(it)}</li>}</For>
                    </ol>
                  </section>
                </Show>
              </Show>
            </>
          }
        >
          {(it) => (
            <Show when={it().seriesId}>
              <ChoiceField
                label={t("scope")}
                name="scope"
                value={scope()}
                onChange={setScope}
                options={[
                  { value: "this", label: t("onlyThis") },
                  { value: "following", label: t("following") },
                ]}
              />
            </Show>
          )}
        </Show>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
