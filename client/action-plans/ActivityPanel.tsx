import { A } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import type { ActivityStatus, ActivityWithHistory, Milestone } from "../../shared/action-plans/activity.ts";
import { activityStatuses } from "../../shared/action-plans/activity.ts";
import {
  planLimits,
  reachMilestone,
  removeActivity,
  removeMilestone,
  setDependency,
  setIndicator,
  setMilestone,
  setStatus,
  setSupport,
  setValue,
} from "../../shared/action-plans/plan.ts";
import { isPastDate } from "../../shared/action-plans/readings.ts";
import { partsInWords } from "../../shared/action-plans/sentences.ts";
import { circleOf, wouldWaitForItself } from "../../shared/action-plans/waiting.ts";
import type { Day } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import type { HistoryItem } from "../../shared/log/history.ts";
import { api, ask } from "../api.ts";
import { commitments, useLiveCommitments } from "../commitments/commitments.ts";
import { sayAway, sayNearDay } from "../commitments/days.ts";
import { linkIcon } from "../commitments/icons.ts";
import panel from "../commitments/panel.module.css";
import { Standing } from "../commitments/Standing.tsx";
import { indicators } from "../indicators/indicators.ts";
import { useLive } from "../live.ts";
import { groupOf } from "../meetings/meetings.ts";
import { organizations, partnersHere } from "../organizations/organizations.ts";
import { chartLineIcon, table2Icon } from "../records/icons.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import {
  chevronLeftIcon,
  chevronRightIcon,
  plusIcon,
  trash2Icon,
  triangleAlertIcon,
  xIcon,
} from "../ui/icons.ts";
import { PickList } from "../ui/PickList.tsx";
import { Popover } from "../ui/Popover.tsx";
import { toast } from "../ui/toast.ts";
import { words as uiWords } from "../ui/words.ts";
import { sayList, sayRecent } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { ActivityDetails } from "./ActivityDetails.tsx";
import styles from "./activity.module.css";
import { type LiveActivity, usePlans } from "./live-plans.ts";
import { Flag, Partner, Status } from "./pieces.tsx";
import { strategies } from "./plans.ts";
import { sayMonth } from "./views/months.ts";
import { words } from "./words.ts";

interface PanelProps {
  id: string;
  today: Day;
  /** Beside the plan, where there is room; else a sheet over it. */
  isBeside: boolean;
  onClose: () => void;
  onTurn: (step: 1 | -1) => void;
}

/** An activity with all that hangs on it. */
export function ActivityPanel(props: PanelProps) {
  const t = useWords(words);
  const ui = useWords(uiWords);
  const plans = usePlans();
  const it = createMemo(() => plans.activity(props.id));
  async function copyLink() {
    try {
      await navigator.clipboard.writeText(`${location.origin}/plan/${props.id}`);
      toast(ui("copied"));
    } catch {
      toast(ui("copyFailed"));
    }
  }
  const Top = () => (
    <div class={panel.top}>
      <span class={`${panel.kind} ${styles.kind}`}>
        <Icon of={table2Icon} />
        {t("activity")}
      </span>
      <span class="num">{it()?.code ?? "—"}</span>
      <span class={panel.keys}>
        <Button kind="ghost" size="small" icon={linkIcon} aria-label={t("copyLink")} onClick={copyLink} />
        <Button
          kind="ghost"
          size="small"
          icon={chevronLeftIcon}
          aria-label={t("previous")}
          aria-keyshortcuts="["
          onClick={() => props.onTurn(-1)}
        />
        <Button
          kind="ghost"
          size="small"
          icon={chevronRightIcon}
          aria-label={t("next")}
          aria-keyshortcuts="]"
          onClick={() => props.onTurn(1)}
        />
        <Show when={props.isBeside}>
          <Button kind="ghost" size="small" icon={xIcon} aria-label={t("close")} onClick={props.onClose} />
        </Show>
      </span>
    </div>
  );
  const Inside = () => (
    <Show when={it()} fallback={<p class={panel.quiet}>{t("notFound")}</p>}>
      {(one) => <About it={one()} today={props.today} onClose={props.onClose} />}
    </Show>
  );
  return (
    <Show
      when={props.isBeside}
      fallback={
        <Dialog shape="record" open onClose={props.onClose} title={it()?.title || t("activity")}>
          <Top />
          <Inside />
        </Dialog>
      }
    >
      <aside class={panel.panel} aria-label={t("panel", { code: it()?.code ?? "" })}>
        <Top />
        <Show when={it()}>{(one) => <h2>{one().title}</h2>}</Show>
        <Inside />
      </aside>
    </Show>
  );
}

function About(props: { it: LiveActivity; today: Day; onClose: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const plans = usePlans();
  const it = () => props.it;
  const doc = () => plans.docOf(it().id)!;
  const strategy = () => strategies.value()?.find((one) => one.id === it().strategyId);
  /** Waits for another one, or no longer does; two that wait for each other would both never begin. */
  function waitFor(id: string) {
    const is = !it().dependsOnIds.includes(id);
    if (is && wouldWaitForItself(plans.activities(), it().id, id)) {
      const other = plans.activity(id);
      toast(t("waitsInCircle", { code: it().code ?? t("newCode"), other: other?.code ?? t("newCode") }));
      return;
    }
    setDependency(doc(), it().id, id, is);
  }
  /** Each may have been right when it was said: two people at the same moment make a circle that neither saw. */
  const circle = createMemo(() =>
    it().dependsOnIds.length > 0 ? circleOf(plans.activities(), it().id).map((one) => one.code ?? "—") : [],
  );
  const month = (day: Day) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? sayMonth(day) : "—");
  return (
    <>
      <div class={styles.state}>
        <Status status={it().status} />
        <Show when={it().note}>
          <span class={styles.note}>{it().note}</span>
        </Show>
      </div>
      <dl class={panel.facts}>
        <Fact label={t("lead")}>
          <Show when={it().leadOrganizationId} fallback={<span class={styles.quiet}>{t("nobody")}</span>}>
            {(id) => <Partner id={id()} />}
          </Show>
          <Show when={it().mayEdit}>
            <Pick
              label={t("lead")}
              choices={partnersHere().map(choiceOf)}
              onPick={(id) => plans.lead(it().id, id)}
            />
          </Show>
        </Fact>
        <Fact label={t("supports")}>
          <For each={it().supportOrganizationIds} fallback={<span class={styles.quiet}>{t("none")}</span>}>
            {(id) => (
              <span class={styles.line}>
                <Partner id={id} />
                <Show when={it().mayEdit}>
                  <Button
                    kind="ghost"
                    size="small"
                    icon={xIcon}
                    aria-label={`${t("removeMilestone")}: ${organizations.value()?.find((one) => one.id === id)?.shortName ?? t("gone")}`}
                    onClick={() => setSupport(doc(), it().id, id, false)}
                  />
                </Show>
              </span>
            )}
          </For>
          <Show when={it().mayEdit}>
            <Pick
              label={t("supports")}
              choices={partnersHere()
                .filter(
                  ({ id }) => id !== it().leadOrganizationId && !it().supportOrganizationIds.includes(id),
                )
                .map(choiceOf)}
              onPick={(id) => setSupport(doc(), it().id, id, true)}
            />
          </Show>
        </Fact>
        <Fact label={t("when")}>{t("fromTo", { from: month(it().startsOn), to: month(it().endsOn) })}</Fact>
        <Fact label={t("strategy")}>
          {strategy() ? `${strategy()!.order} ${strategy()!.name[language()]}` : "—"}
        </Fact>
        <Show when={groupOf(it().groupId)}>
          {(group) => (
            <Fact label={t("group")}>
              <A href={`/groups/${it().groupId}`}>{group().name[language()]}</A>
            </Fact>
          )}
        </Show>
        <Show when={it().resources}>
          <Fact label={t("resources")}>{it().resources}</Fact>
        </Show>
        <Fact label={t("moves")}>
          <span class={panel.chips}>
            <For each={it().indicatorIds} fallback={<Flag kind="warn">{t("noIndicator")}</Flag>}>
              {(id) => <Moved id={id} />}
            </For>
          </span>
          <Show when={it().mayEdit}>
            <Pick
              label={t("moves")}
              chosen={it().indicatorIds}
              choices={(indicators.value() ?? []).map((one) => ({
                id: one.id,
                label: `${one.code} ${one.name[language()]}`,
                names: [one.code, one.name.en, one.name.es],
              }))}
              onPick={(id) => setIndicator(doc(), it().id, id, !it().indicatorIds.includes(id))}
            />
          </Show>
        </Fact>
        <Show when={it().dependsOnIds.length > 0 || it().mayEdit}>
          <Fact label={t("dependsOn")}>
            <For each={it().dependsOnIds} fallback={<span class={styles.quiet}>{t("waitsForNone")}</span>}>
              {(id) => (
                <A class={styles.block} href={`/plan/${id}`}>
                  {plans.activity(id)?.code ?? "—"} {plans.activity(id)?.title ?? t("gone")}
                </A>
              )}
            </For>
            <Show when={circle().length > 0}>
              <p class={styles.wrong}>
                <Icon of={triangleAlertIcon} />
                {t("inCircle", { code: it().code ?? t("newCode"), others: sayList(circle()) })}
              </p>
            </Show>
            <Show when={it().mayEdit}>
              <Pick
                label={t("dependsOn")}
                chosen={it().dependsOnIds}
                choices={plans
                  .activities()
                  .filter(({ id }) => id !== it().id)
                  .map(({ id, code, title }) => ({
                    id,
                    label: `${code ?? "—"} ${title}`,
                    names: [code ?? "", title],
                  }))}
                onPick={waitFor}
              />
            </Show>
          </Fact>
        </Show>
        <Fact label={t("visibility")}>{t(it().visibility === "public" ? "v_public" : "v_partners")}</Fact>
      </dl>
      <Show when={it().mayEdit}>
        <StateForm it={it()} />
        <ActivityDetails it={it()} />
      </Show>
      <Milestones it={it()} today={props.today} />
      <Commitments it={it()} today={props.today} />
      <Thread it={it()} />
      <Show when={it().mayEdit}>
        <Button
          kind="ghost"
          size="small"
          icon={trash2Icon}
          onClick={() => {
            const { id, title } = it();
            removeActivity(doc(), id);
            props.onClose();
            toast(t("removed", { title }), () => plans.restore(id));
          }}
        >
          {t("removeActivity")}
        </Button>
      </Show>
    </>
  );
}

const choiceOf = ({ id, shortName, name }: { id: string; shortName: string; name: string }) => ({
  id,
  label: shortName,
  names: [shortName, name],
});

const Fact = (props: { label: string; children: JSX.Element }) => (
  <>
    <dt>{props.label}</dt>
    <dd>{props.children}</dd>
  </>
);

/** A small button that finds one of many. */
function Pick(props: {
  label: string;
  choices: Parameters<typeof PickList>[0]["choices"];
  chosen?: readonly string[];
  onPick: (id: string) => void;
}) {
  const t = useWords(words);
  return (
    <Popover
      label={props.label}
      trigger={(button) => (
        <button type="button" class={styles.pick} {...button} aria-label={`${t("edit")}: ${props.label}`}>
          {t("edit")}
        </button>
      )}
    >
      {(close) => (
        <PickList
          label={props.label}
          choices={props.choices}
          {...(props.chosen ? { chosen: props.chosen } : {})}
          onPick={(id) => {
            props.onPick(id);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function Moved(props: { id: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const it = () => indicators.value()?.find((one) => one.id === props.id);
  return (
    <Flag kind="indicator">
      <Icon of={chartLineIcon} />
      <Show when={it()} fallback={t("gone")}>
        {(one) => (
          <A href={`/indicators/${props.id}`}>
            {one().code} {one().name[language()]}
          </A>
        )}
      </Show>
    </Flag>
  );
}

/** How it goes, and what is to be said of it. */
function StateForm(props: { it: LiveActivity }) {
  const t = useWords(words);
  const plans = usePlans();
  const doc = () => plans.docOf(props.it.id)!;
  return (
    <details class={styles.more}>
      <summary>{t("sayHow")}</summary>
      <div class={styles.stateForm}>
        <label>
          <span>{t("status")}</span>
          <select
            value={props.it.status}
            onChange={(event) => setStatus(doc(), props.it.id, event.currentTarget.value as ActivityStatus)}
          >
            <For each={activityStatuses}>{(one) => <option value={one}>{t(`s_${one}`)}</option>}</For>
          </select>
        </label>
        <label>
          <span>{t("note")}</span>
          <textarea
            rows={2}
            maxLength={planLimits.noteLength}
            value={props.it.note}
            onChange={(event) => setValue(doc(), props.it.id, "note", event.currentTarget.value.trim())}
          />
        </label>
        <label>
          <span>{t("visibility")}</span>
          <select
            value={props.it.visibility}
            onChange={(event) => setValue(doc(), props.it.id, "visibility", event.currentTarget.value)}
          >
            <option value="partners">{t("v_partners")}</option>
            <option value="public">{t("v_public")}</option>
          </select>
        </label>
      </div>
    </details>
  );
}

function Milestones(props: { it: LiveActivity; today: Day }) {
  const t = useWords(words);
  const plans = usePlans();
  const doc = () => plans.docOf(props.it.id)!;
  const done = () => props.it.milestones.filter((one) => one.doneOn !== null).length;
  const [isAdding, setAdding] = createSignal(false);
  const [title, setTitle] = createSignal("");
  const [dueOn, setDue] = createSignal("");
  const State = (one: { of: Milestone }) => (
    <span
      class={styles.milestoneDot}
      data-is={one.of.doneOn ? "done" : isPastDate(one.of, props.today) ? "late" : "ahead"}
      aria-hidden="true"
    />
  );
  return (
    <section aria-labelledby="its-milestones">
      <h3 id="its-milestones" class={panel.title}>
        {t("milestones")}{" "}
        <small class={styles.count}>
          {t("milestonesDone", { done: done(), count: props.it.milestones.length })}
        </small>
      </h3>
      <ul class={styles.milestones}>
        <For each={props.it.milestones}>
          {(one) => (
            <li>
              <State of={one} />
              <span class={styles.milestoneTitle}>{one.title || "—"}</span>
              <span class={styles.milestoneDay}>
                <Show
                  when={one.doneOn}
                  fallback={
                    <>
                      {sayDayOf(one.dueOn, props.today)}
                      <Show when={isPastDate(one, props.today) && one.dueOn}>
                        <b>{sayAway(one.dueOn, props.today)}</b>
                      </Show>
                    </>
                  }
                >
                  {(day) => t("doneOn", { day: sayDayOf(day(), props.today) })}
                </Show>
              </span>
              <Show when={props.it.mayEdit}>
                <span class={styles.milestoneActs}>
                  <Button
                    size="small"
                    onClick={() =>
                      reachMilestone(doc(), props.it.id, one.id, one.doneOn ? null : props.today)
                    }
                  >
                    {t(one.doneOn ? "markNotDone" : "markDone")}
                  </Button>
                  <input
                    type="date"
                    aria-label={`${t("milestoneDue")}: ${one.title}`}
                    value={one.dueOn}
                    onChange={(event) =>
                      setMilestone(doc(), props.it.id, { id: one.id, dueOn: event.currentTarget.value })
                    }
                  />
                  <Button
                    kind="ghost"
                    size="small"
                    icon={xIcon}
                    aria-label={`${t("removeMilestone")}: ${one.title}`}
                    onClick={() => removeMilestone(doc(), props.it.id, one.id)}
                  />
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.it.mayEdit}>
        <Show
          when={isAdding()}
          fallback={
            <Button kind="ghost" size="small" icon={plusIcon} onClick={() => setAdding(true)}>
              {t("addMilestone")}
            </Button>
          }
        >
          <form
            class={styles.addMilestone}
            onSubmit={(event) => {
              event.preventDefault();
              if (!title().trim() || !dueOn()) return;
              setMilestone(doc(), props.it.id, {
                id: newId("mil"),
                title: title().trim(),
                dueOn: dueOn(),
                doneOn: null,
              });
              setTitle("");
              setDue("");
              setAdding(false);
            }}
          >
            <input
              required
              autofocus
              aria-label={t("milestoneTitle")}
              placeholder={t("milestoneTitle")}
              maxLength={planLimits.titleLength}
              value={title()}
              onInput={(event) => setTitle(event.currentTarget.value)}
            />
            <input
              required
              type="date"
              aria-label={t("milestoneDue")}
              value={dueOn()}
              onInput={(event) => setDue(event.currentTarget.value)}
            />
            <Button size="small" type="submit">
              {t("add")}
            </Button>
          </form>
        </Show>
      </Show>
    </section>
  );
}

const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day);
const sayDayOf = (day: string, today: Day) => (isDay(day) ? sayNearDay(day, today) : "—");

/** What was promised for it, the open ones first. */
function Commitments(props: { it: LiveActivity; today: Day }) {
  const t = useWords(words);
  useLiveCommitments();
  const own = createMemo(() => (commitments.value() ?? []).filter((one) => one.activityId === props.it.id));
  const openOnes = () =>
    own()
      .filter((one) => one.status === "active" || one.status === "offered")
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const late = () => openOnes().filter((one) => one.dueOn < props.today).length;
  return (
    <section aria-labelledby="its-commitments">
      <h3 id="its-commitments" class={panel.title}>
        {t("commitments")}{" "}
        <small class={styles.count}>
          <Show when={own().length > 0}>
            {t("commitmentsCount", { open: openOnes().length, late: late() })}
          </Show>
        </small>
      </h3>
      <Show when={own().length > 0} fallback={<p class={panel.quiet}>{t("noCommitments")}</p>}>
        <ul class={styles.commitments}>
          <For each={openOnes()}>
            {(one) => (
              <li>
                <Partner id={one.ownerOrganizationId} tileOnly />
                <span>
                  <A href={`/commitments/${one.id}`}>{one.what}</A>
                  <small>
                    C-{one.number} <Standing it={one} today={props.today} />
                  </small>
                </span>
                <span class={styles.due}>
                  {sayNearDay(one.dueOn, props.today)}
                  <small data-late={one.dueOn < props.today ? "" : undefined}>
                    {sayAway(one.dueOn, props.today)}
                  </small>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <p class={styles.links}>
        <Show when={own().length > openOnes().length}>
          <A href={`/commitments?show=all&serves=${encodeURIComponent(props.it.id)}`}>
            {t("allCommitments")}
          </A>
        </Show>
        <A href={`/commitments?do=new&serves=${encodeURIComponent(props.it.id)}`}>{t("newCommitment")}</A>
      </p>
    </section>
  );
}

/** Where it came from and what became of it, the first thing first. */
function Thread(props: { it: LiveActivity }) {
  const t = useWords(words);
  const language = useLanguage();
  const [history, setHistory] = createSignal<readonly HistoryItem[]>([]);
  const strategy = () => strategies.value()?.find((one) => one.id === props.it.strategyId);
  async function load(id: string) {
    try {
      const found: ActivityWithHistory = await ask(api.activities[":id"].$get({ param: { id } }));
      if (props.it.id === id) setHistory(found.history);
    } catch {
      // Not there yet, or no way to the server: the rest of the panel stands.
    }
  }
  useLive(
    () => undefined,
    (item) => {
      if (item.refs[0] === props.it.id) void load(props.it.id);
    },
  ).open();
  // Its code comes with its first event.
  createEffect(
    on(
      () => [props.it.id, props.it.code] as const,
      ([id, code]) => {
        setHistory([]);
        if (code) void load(id);
      },
    ),
  );
  return (
    <section aria-labelledby="its-thread">
      <h3 id="its-thread" class={panel.title}>
        {t("itsThread")}
      </h3>
      <ol class={panel.thread}>
        <Show when={strategy()}>
          {(one) => (
            <li class={panel.source}>
              <span class={panel.knot} aria-hidden="true" />
              <div>
                <A href="/common-agenda">{t("strategyInAgenda", { order: one().order })}</A>
                <small>{one().name[language()]}</small>
              </div>
            </li>
          )}
        </Show>
        <For each={history()}>
          {(item) => (
            <li class={item.type === "activity.changed" ? panel.small : panel.big}>
              <span class={panel.knot} aria-hidden="true" />
              <div>
                <span>{tellItem(item)}</span>
                <Show when={item.data?.note as string | null | undefined}>
                  {(note) => <q class={panel.note}>{note()}</q>}
                </Show>
                <small>
                  {item.by.name},{" "}
                  <A href={`/timeline/${item.seq}`}>
                    {sayRecent(new Date(item.at).toISOString(), Date.now())}
                  </A>
                </small>
              </div>
            </li>
          )}
        </For>
      </ol>
    </section>
  );

  function tellItem({ type, data }: HistoryItem): string {
    if (!data) return t("erased");
    const nameOf = (id: string) =>
      organizations.value()?.find((one) => one.id === id)?.shortName ?? t("gone");
    switch (type) {
      case "activity.planned":
        return data.leadOrganizationId
          ? t("told_plannedBy", { lead: nameOf(data.leadOrganizationId) })
          : t("told_planned");
      case "activity.changed": {
        const changed = (data.changed ?? {}) as Record<string, unknown>;
        const fields = Object.keys(changed);
        if (fields.length === 1 && typeof changed.leadOrganizationId === "string")
          return t("told_lead", { lead: nameOf(changed.leadOrganizationId) });
        if (fields.length === 1 && changed.removedOn === null) return t("told_back");
        const names = fields.map((it) => partsInWords[it as keyof typeof partsInWords]?.[language()] ?? it);
        return t("told_changed", { fields: sayList(names) });
      }
      case "activity.milestone_reached":
        return t("told_milestone", { title: data.title });
      case "activity.status_changed":
        return t(`s_${data.status as ActivityStatus}`);
      case "activity.removed":
        return t("told_removed");
      default:
        return t("told_unknown");
    }
  }
}
