import { A, useNavigate, useParams } from "@solidjs/router";
import { createMemo, createSignal, For, Match, onMount, Show, Switch, untrack } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { may } from "../../shared/roles.ts";
import { linkIcon, printerIcon } from "../commitments/icons.ts";
import { isOnline } from "../online.ts";
import { organizations } from "../organizations/organizations.ts";
import { signpostIcon } from "../records/icons.ts";
import { recordName } from "../records/record-name.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { createThread, type ThreadState } from "../threads/thread.ts";
import { loadUnread } from "../threads/unread.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { checkIcon, ellipsisIcon, pencilIcon, refreshCwIcon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { words as parts } from "../ui/words.ts";
import { useWords } from "../words/words.ts";
import { CorrectDialog, OnBehalfDialog, ReviewDialog } from "./AfterDialogs.tsx";
import { Aside } from "./Aside.tsx";
import { Brief } from "./Brief.tsx";
import { StandingChip } from "./Chip.tsx";
import { CloseDialog } from "./CloseDialog.tsx";
import { DetailsDialog } from "./DetailsDialog.tsx";
import { Discussion } from "./Discussion.tsx";
import { decisions } from "./decisions.ts";
import { historyIcon, phoneIcon } from "./icons.ts";
import { NewDecisionDialog } from "./NewDecisionDialog.tsx";
import { loadNames, organizationOf, partnerName, personName, useToday } from "./names.ts";
import { Outcome } from "./Outcome.tsx";
import { createOpenDecision } from "./open.ts";
import { PositionPicker } from "./PositionPicker.tsx";
import { Positions } from "./Positions.tsx";
import { Proposal } from "./Proposal.tsx";
import styles from "./page.module.css";
import { RewordDialog, type Rewording } from "./RewordDialog.tsx";
import { words } from "./words.ts";

type Open = "details" | "close" | "correct" | "review" | "replace" | "on_behalf";

/** One decision: what is asked, where the own partner stands, where the others do, and what was said. */
export default function DecisionPage() {
  const t = useWords(words);
  const params = useParams<{ decision: string }>();
  const one = createOpenDecision(() => params.decision);
  // Asked for together with the decision, so that nobody waits for one after the other.
  const thread = createMemo(() => {
    const state = createThread("decision", params.decision);
    void untrack(state.load);
    return state;
  });
  // What is known of names is good enough for the first look; a browser takes only a few questions at a time.
  onMount(() => (organizations.value() ? thread().need().finally(loadNames) : loadNames()));
  const isGone = () => (one.failure() as { code?: string } | undefined)?.code === "not_found";
  const title = () => {
    const it = one.value();
    return it ? `D-${it.number} ${it.title}` : t("decision");
  };
  return (
    <Page title={title()} actions={<Show when={one.value()}>{(it) => <Actions it={it()} one={one} />}</Show>}>
      <Switch fallback={<Skeleton lines={8} />}>
        <Match when={one.value()}>
          {(it) => (
            <>
              <Show when={one.failure() && isOnline()}>
                <div class={styles.failure}>
                  <Failure error={one.failure()} onRetry={() => void one.load()} />
                </div>
              </Show>
              <About it={it()} one={one} thread={thread()} />
            </>
          )}
        </Match>
        <Match when={isGone()}>
          <div class={styles.alone}>
            <EmptyState
              title={t("notThere")}
              action={<ButtonLink href="/decisions">{t("toRegister")}</ButtonLink>}
            >
              {t("notThereText")}
            </EmptyState>
          </div>
        </Match>
        <Match when={one.failure()}>
          <div class={styles.failure}>
            <Failure error={one.failure()} onRetry={() => void one.load()} />
          </div>
        </Match>
      </Switch>
    </Page>
  );
}

type One = ReturnType<typeof createOpenDecision>;

function About(props: { it: DecisionWithHistory; one: One; thread: ThreadState }) {
  const t = useWords(words);
  const me = useMe();
  const today = useToday();
  const it = () => props.it;
  const mayLead = () => may.leadDecision(whoOf(me()), it());
  const [rewording, setRewording] = createSignal<Rewording>();
  const [isReviewing, setReviewing] = createSignal(false);
  const publicBody = () => {
    const own = organizationOf(me().organization.id) ?? me().organization;
    return own.isPublicBody ? own : undefined;
  };
  return (
    <>
      <div class={styles.decision} data-decision={it().id}>
        <div class={styles.main}>
          <div class={styles.chips}>
            <span class={styles.kind}>
              <Icon of={signpostIcon} />
              {t("decisionN", { number: it().number })}
            </span>
            <StandingChip it={it()} today={today()} long />
          </div>
          <Heading class={styles.title}>{it().title}</Heading>
          <p class={styles.raised}>
            <Show
              when={recordName(it().fromMeetingId ?? "")}
              fallback={t("raisedBy", {
                name: personName(it().openedBy),
                partner: partnerName(it().raisedByOrganizationId),
              })}
            >
              {(meeting) => (
                <>
                  {t("raisedIn", { name: personName(it().openedBy) })}{" "}
                  <A href={meeting().href ?? "/meetings"}>{meeting().label}</A>.
                </>
              )}
            </Show>{" "}
            {t(`method_${it().method}`)}
          </p>
          <Show when={!isOpen(it())}>
            <Outcome it={it()} mayReview={mayLead()} onReview={() => setReviewing(true)} />
          </Show>
          <section class={styles.card} aria-label={t("proposal")}>
            <Proposal it={it()} />
            <PositionPicker it={it()} onChanged={props.one.load} />
            <Positions it={it()} />
          </section>
          <Context it={it()} />
          <Show when={publicBody()}>
            {(own) => (
              <div class={styles.gap}>
                <Banner kind="info">{t("publicRecord", { partner: own().shortName })}</Banner>
              </div>
            )}
          </Show>
          <Discussion
            it={it()}
            thread={props.thread}
            mayReword={mayLead() && isOpen(it())}
            onTakeUp={(post) => setRewording({ post })}
            onRead={() => void loadUnread()}
          />
        </div>
        <Aside it={it()} onChanged={props.one.load} />
      </div>
      <Brief it={it()} />
      <RewordDialog
        it={it()}
        of={rewording()}
        onClose={() => setRewording(undefined)}
        onChanged={props.one.load}
      />
      <ReviewDialog
        it={it()}
        open={isReviewing()}
        onClose={() => setReviewing(false)}
        onChanged={props.one.load}
      />
    </>
  );
}

/** Why it is on the table, and what else was looked at. */
function Context(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  return (
    <Show when={props.it.context || props.it.options.length > 0}>
      <div class={styles.context}>
        <Show when={props.it.context}>
          {(context) => (
            <section>
              <h2>{t("context")}</h2>
              <p>{context()}</p>
            </section>
          )}
        </Show>
        <Show when={props.it.options.length > 0}>
          <section>
            <h2>{t("options")}</h2>
            <ol>
              <For each={props.it.options}>
                {(it) => (
                  <li>
                    {it.title}
                    <Show when={it.id === props.it.chosenOptionId}>
                      <b>
                        <Icon of={checkIcon} />
                        {t("chosen")}
                      </b>
                    </Show>
                  </li>
                )}
              </For>
            </ol>
          </section>
        </Show>
      </div>
    </Show>
  );
}

/** What can be done with it, in the top bar, for whoever may. */
function Actions(props: { it: DecisionWithHistory; one: One }) {
  const t = useWords(words);
  const p = useWords(parts);
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = createSignal<Open>();
  const [rewording, setRewording] = createSignal<Rewording>();
  const it = () => props.it;
  const mayLead = () => may.leadDecision(whoOf(me()), it());
  const isStill = () => isOpen(it());
  async function copyLink() {
    try {
      await navigator.clipboard.writeText(`${location.origin}/decisions/${it().id}`);
      toast(p("copied"));
    } catch {
      toast(p("copyFailed"));
    }
  }
  const items = (): MenuItem[] => [
    ...(mayLead() && isStill()
      ? [
          { label: t("reword"), icon: pencilIcon, onSelect: () => setRewording({}) },
          { label: t("details"), icon: pencilIcon, onSelect: () => setOpen("details") },
        ]
      : []),
    ...(me().person.role === "backbone" && isStill()
      ? [{ label: t("recordFor"), icon: phoneIcon, onSelect: () => setOpen("on_behalf") }]
      : []),
    ...(mayLead() && !isStill()
      ? [
          ...(it().status === "adopted"
            ? [{ label: t("review"), icon: refreshCwIcon, onSelect: () => setOpen("review") }]
            : []),
          { label: t("correct"), icon: historyIcon, onSelect: () => setOpen("correct") },
        ]
      : []),
    ...(may.takePart(whoOf(me())) && it().status === "adopted"
      ? [{ label: t("replace"), icon: signpostIcon, onSelect: () => setOpen("replace") }]
      : []),
    { label: t("printBrief"), icon: printerIcon, onSelect: () => window.print() },
    { label: t("copyLink"), icon: linkIcon, onSelect: () => void copyLink() },
  ];
  /** The one before or after it in the register. */
  const beside = createMemo(() => {
    const all = decisions.value() ?? [];
    const at = all.findIndex(({ id }) => id === it().id);
    return { previous: at > 0 ? all[at - 1] : undefined, next: at >= 0 ? all[at + 1] : undefined };
  });
  const turn = (to: { id: string } | undefined) => to && navigate(`/decisions/${to.id}`);
  useKeys(() => ({
    "[": () => turn(beside().previous),
    "]": () => turn(beside().next),
    // What somebody is writing is let go first.
    Escape: () => {
      const writing = document.querySelector<HTMLElement>("[data-own-position] form [data-cancel]");
      if (writing) writing.click();
      else navigate("/decisions");
    },
  }));
  const close = () => setOpen(undefined);
  const around = { onClose: close, onChanged: props.one.load };
  return (
    <>
      <Show when={mayLead() && isStill()}>
        <Button
          class={styles.wide}
          disabled={!isOnline()}
          title={isOnline() ? undefined : t("offlineReason")}
          onClick={() => setOpen("close")}
        >
          {t("close")}
        </Button>
      </Show>
      <Menu
        label={t("moreActions")}
        align="end"
        items={() => [
          ...(mayLead() && isStill()
            ? [{ label: t("close"), icon: checkIcon, onSelect: () => setOpen("close") }]
            : []),
          ...items(),
        ]}
        trigger={(button) => <Button {...button} icon={ellipsisIcon} aria-label={t("moreActions")} />}
      />
      <DetailsDialog it={it()} open={open() === "details"} {...around} />
      <CloseDialog it={it()} open={open() === "close"} {...around} />
      <CorrectDialog it={it()} open={open() === "correct"} {...around} />
      <ReviewDialog it={it()} open={open() === "review"} {...around} />
      <OnBehalfDialog it={it()} open={open() === "on_behalf"} {...around} />
      <RewordDialog
        it={it()}
        of={rewording()}
        onClose={() => setRewording(undefined)}
        onChanged={props.one.load}
      />
      <NewDecisionDialog
        open={open() === "replace"}
        replaces={it()}
        onClose={close}
        onMade={(made) => {
          close();
          navigate(`/decisions/${made.id}`);
        }}
      />
    </>
  );
}
