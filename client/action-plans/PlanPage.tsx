import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, Match, on, onMount, Show, Suspense, Switch } from "solid-js";
import { dayIn } from "../../shared/dates.ts";
import { may } from "../../shared/roles.ts";
import { boardIcon } from "../commitments/icons.ts";
import { loadNames } from "../commitments/names.ts";
import { DocumentBanner } from "../documents/DocumentBanner.tsx";
import { Presence } from "../documents/Presence.tsx";
import { SaveState } from "../documents/SaveState.tsx";
import { lazyPart } from "../lazy-part.ts";
import { organizations } from "../organizations/organizations.ts";
import { table2Icon } from "../records/icons.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { signInAgain, useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { isTextField } from "../ui/focus.ts";
import { historyIcon, pencilIcon, plusIcon } from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { ActivityPanel } from "./ActivityPanel.tsx";
import { AddActivity } from "./AddActivity.tsx";
import { asOne } from "./as-one.ts";
import { createLivePlans, type LivePlans, PlansProvider, usePlans } from "./live-plans.ts";
import { Matrix } from "./Matrix.tsx";
import { PhonePlan } from "./PhonePlan.tsx";
import { PlanCrumb } from "./PlanCrumb.tsx";
import styles from "./plan.module.css";
import { activities, planDocuments, strategies } from "./plans.ts";
import { rowPlans } from "./row-plans.ts";
import { timelineIcon } from "./views/icons.ts";
import { PrintedPlan } from "./views/PrintedPlan.tsx";
import { PrintMenu } from "./views/PrintMenu.tsx";
import { words } from "./words.ts";

const Grid = lazyPart(() => import("./Grid.tsx"));

const PlanTexts = lazyPart(() => import("./PlanTexts.tsx"));
const QuarterTimeline = lazyPart(() => import("./views/QuarterTimeline.tsx"));
const Board = lazyPart(() => import("./views/Board.tsx"));

/** The views in the order of their keys. A new one takes its place here and in `View` below. */
const views = ["matrix", "timeline", "board", "grid"] as const;
type ViewName = (typeof views)[number];
const leads = {
  matrix: "leadMatrix",
  timeline: "leadTimeline",
  board: "leadBoard",
  grid: "leadGrid",
} as const satisfies Record<ViewName, string>;

/** The action plan: every working group's activities as one, by strategy and partner, in a table, in time. */
export default function PlanPage() {
  const t = useWords(words);
  const me = useMe();
  onMount(() => {
    void planDocuments.need();
    void loadNames();
  });
  const readsPlans = () => may.readPlans(whoOf(me()));
  const failure = () => planDocuments.failure() ?? strategies.failure() ?? organizations.failure();
  /** By name and right, so that a fresh answer about the same plans leaves them open. */
  const summaries = createMemo(() => planDocuments.value(), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  return (
    <Show
      when={strategies.value() && organizations.value() && summaries()}
      keyed
      fallback={
        <Page title={t("actionPlan")}>
          <Show when={failure()} fallback={<Skeleton lines={8} />}>
            {(error) => <Failure error={error()} onRetry={() => void planDocuments.load()} />}
          </Show>
        </Page>
      }
    >
      {(_) => {
        // An observer reads what is public from the rows; everybody else has the plans themselves.
        const plans: LivePlans = readsPlans()
          ? createLivePlans(summaries()!, { personId: me().person.id, epoch: me().initiative.epoch })
          : rowPlans(() => activities.value() ?? []);
        return (
          <PlansProvider value={plans}>
            <Plan />
          </PlansProvider>
        );
      }}
    </Show>
  );
}

function Plan() {
  const t = useWords(words);
  const me = useMe();
  const plans = usePlans();
  const params = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const isPhone = createMedia("(max-width: 720px)");
  const isWide = createMedia("(min-width: 1181px)");
  const today = () => dayIn(me().initiative.timeZone, Date.now());
  const [isAdding, setAdding] = createSignal<{ strategyId?: string } | undefined>(
    search.do === "new" ? {} : undefined,
  );
  const [panelIn, setPanelIn] = createSignal<HTMLElement>();
  /** What ‹ › walk through: the activities of the cell that was opened, or all that are shown. */
  const [walk, setWalk] = createSignal<readonly string[]>([]);

  const view = (): ViewName => {
    const asked = views.find((it) => it === search.as) ?? "matrix";
    return asked === "grid" && isPhone() ? "matrix" : asked;
  };
  /** Where one writes; on a phone, which has no table to write in, everywhere; and where a link leads to one. */
  const showsTexts = () =>
    plans.plans.length > 0 && (view() === "grid" || isPhone() || search.text !== undefined);
  const show = (it: ViewName) =>
    setSearch({ as: it === "matrix" ? undefined : it }, { replace: true, scroll: false });
  const open = (id: string | undefined, among: readonly string[] = []) => {
    if (among.length > 0) setWalk(among);
    navigate(`/plan${id ? `/${id}` : ""}${location.search}`, { scroll: false });
  };
  const turn = (step: 1 | -1) => {
    const all = walk().includes(params.activity ?? "") ? walk() : plans.activities().map((it) => it.id);
    const at = all.indexOf(params.activity ?? "");
    const next = all[(at + step + all.length) % all.length];
    if (next) open(next);
  };
  useKeys(() => ({
    ...(plans.mayAdd() ? { n: () => setAdding({}) } : {}),
    ...(hasStrategies()
      ? Object.fromEntries(views.map((it, index) => [String(index + 1), () => show(it)]))
      : {}),
    ...(params.activity ? { "[": () => turn(-1), "]": () => turn(1), Escape: () => open(undefined) } : {}),
  }));
  createEffect(
    on(plans.removals, (it) => {
      if (it)
        toast(t("removedBy", { name: it.by ?? t("somebody"), title: it.title }), () =>
          plans.restore(it.activityId),
        );
    }),
  );
  const document = asOne(plans.plans.map((it) => it.open));
  const own = () => ({
    personId: me().person.id,
    name: me().person.name,
    organization: me().organization.shortName,
    hue: me().organization.hue,
  });
  const hasStrategies = () => (strategies.value() ?? []).length > 0;

  return (
    <Page
      title={t("actionPlan")}
      fills
      saysOffline
      crumb={
        view() === "grid" && plans.plans[0] ? (
          <PlanCrumb awareness={plans.plans[0].open.connection.awareness} personId={me().person.id} />
        ) : undefined
      }
      actions={
        <>
          <Show when={document}>{(it) => <SaveState state={it().state()} mayEdit={plans.mayAdd()} />}</Show>
          <Show when={plans.plans[0]}>
            {(it) => <Presence awareness={it().open.connection.awareness} me={own()} />}
          </Show>
          <Show when={view() === "grid" && hasStrategies()}>
            <ButtonLink href="/timeline?kind=activity" icon={historyIcon}>
              {t("changes")}
            </ButtonLink>
          </Show>
          <Show when={plans.mayAdd()}>
            <Button kind="primary" icon={plusIcon} hint="N" onClick={() => setAdding({})}>
              {t("activity")}
            </Button>
          </Show>
        </>
      }
    >
      <div
        class={styles.two}
        onKeyDown={(event) => {
          // Only what was written here, on whichever view.
          if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
          if (isTextField(event.target)) return;
          event.preventDefault();
          const isDone = event.shiftKey ? plans.redo() : plans.undo();
          if (!event.shiftKey) toast(t(isDone ? "undone" : "nothingToUndo"));
        }}
      >
        <div class={styles.main} data-document-column>
          <div class={styles.page}>
            <div class={styles.head}>
              <div>
                <Heading>{t("actionPlan")}</Heading>
                <p class={styles.lead}>{t(leads[view()])}</p>
              </div>
              <Show when={hasStrategies()}>
                <div class={styles.tools}>
                  <Segmented
                    class={styles.views}
                    label={t("views")}
                    value={view()}
                    onChange={show}
                    options={[
                      { value: "matrix", label: t("matrix"), icon: table2Icon },
                      { value: "timeline", label: t("timeline"), icon: timelineIcon },
                      { value: "board", label: t("board"), icon: boardIcon },
                      // Nobody types into a table on a phone.
                      ...(isPhone() ? [] : [{ value: "grid" as const, label: t("grid"), icon: pencilIcon }]),
                    ]}
                  />
                  <PrintMenu today={today()} />
                </div>
              </Show>
            </div>
            <Show when={document}>
              {(it) => (
                <DocumentBanner
                  document={it()}
                  onSignIn={() => void signInAgain().then(() => it().connection.retry())}
                />
              )}
            </Show>
            <Show when={plans.isThere() && plans.isPartial()}>
              <div role="status">
                <Banner kind="info">{t("partialShown")}</Banner>
              </div>
            </Show>
            <Show when={plans.isThere()} fallback={<Skeleton lines={8} waitsFor={t("loadingPlans")} />}>
              <Show
                when={hasStrategies()}
                fallback={
                  <EmptyState
                    title={t("emptyTitle")}
                    action={<ButtonLink href="/common-agenda">{t("openAgenda")}</ButtonLink>}
                  >
                    {t("emptyText")}
                  </EmptyState>
                }
              >
                <div class={styles.view}>
                  <Suspense fallback={<Skeleton lines={8} />}>
                    <Switch
                      fallback={
                        <Show when={!isPhone()} fallback={<PhonePlan today={today()} onOpen={open} />}>
                          <Matrix today={today()} open={params.activity} onOpen={open} />
                        </Show>
                      }
                    >
                      <Match when={view() === "timeline"}>
                        <QuarterTimeline today={today()} onOpen={open} />
                      </Match>
                      <Match when={view() === "board"}>
                        <Board today={today()} open={params.activity} onOpen={open} />
                      </Match>
                      <Match when={view() === "grid"}>
                        <Grid
                          today={today()}
                          onOpen={open}
                          onAdd={(strategyId) => setAdding({ strategyId })}
                        />
                      </Match>
                    </Switch>
                  </Suspense>
                  <Show when={showsTexts() && panelIn()}>
                    {(place) => (
                      <Suspense>
                        <PlanTexts panelIn={place()} />
                      </Suspense>
                    )}
                  </Show>
                </div>
                <PrintedPlan today={today()} />
              </Show>
            </Show>
          </div>
        </div>
        <div class={styles.passages} ref={setPanelIn} />
        <Show when={params.activity}>
          {(id) => (
            <ActivityPanel
              id={id()}
              today={today()}
              isBeside={isWide() && (view() === "matrix" || view() === "board")}
              onClose={() => open(undefined)}
              onTurn={turn}
            />
          )}
        </Show>
      </div>
      <Show when={isAdding()}>
        {(about) => (
          <AddActivity
            strategyId={about().strategyId}
            today={today()}
            onClose={() => setAdding(undefined)}
            onAdded={(id) => {
              setAdding(undefined);
              open(id);
            }}
          />
        )}
      </Show>
      <Conflict />
    </Page>
  );
}

/** Two people named two leads at once: whoever comes later is told, and says what is meant. */
function Conflict() {
  const t = useWords(words);
  const plans = usePlans();
  const nameOf = (id: string) => organizations.value()?.find((it) => it.id === id)?.shortName ?? t("gone");
  return (
    <Show when={plans.conflict()}>
      {(it) => {
        const code = () => plans.activity(it().activityId)?.code ?? t("newCode");
        const stands = () => nameOf(it().stands === "mine" ? it().mine : it().theirs);
        const other = () => nameOf(it().stands === "mine" ? it().theirs : it().mine);
        return (
          <Dialog
            open
            title={t("conflictTitle")}
            onClose={() => plans.settle(false)}
            footer={
              <>
                <Button onClick={() => plans.settle(false)}>{t("keep", { partner: stands() })}</Button>
                <Button kind="primary" onClick={() => plans.settle(true)}>
                  {t("change", { partner: other() })}
                </Button>
              </>
            }
          >
            <p>
              {t(it().stands === "mine" ? "conflictMine" : "conflictTheirs", {
                name: it().by?.name ?? t("somebody"),
                theirs: nameOf(it().theirs),
                mine: nameOf(it().mine),
                code: code(),
              })}
            </p>
          </Dialog>
        );
      }}
    </Show>
  );
}
