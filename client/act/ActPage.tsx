import { useParams } from "@solidjs/router";
import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import type { ActView } from "../../shared/acts/act.ts";
import { api, ask, Problem } from "../api.ts";
import { isOnline } from "../online.ts";
import { Door } from "../sign-in/Door.tsx";
import { Banner } from "../ui/Banner.tsx";
import { ButtonLink } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayDay } from "../words/dates.ts";
import { chooseLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { ActForm, type Answer } from "./ActForm.tsx";
import styles from "./act.module.css";
import { CommitmentCard } from "./CommitmentCard.tsx";
import { DecisionCard } from "./DecisionCard.tsx";
import { MinutesCard } from "./MinutesCard.tsx";
import { outcomeOf } from "./outcome.ts";
import { ReadingCard, valueIn } from "./ReadingCard.tsx";
import { words } from "./words.ts";

/**
 * Where a button of a mail leads. Opening it changes nothing, because mail programs open links by themselves; the one
 * button does, and nobody has to sign in.
 */
export default function ActPage() {
  const t = useWords(words);
  const params = useParams<{ token: string }>();
  const [view, setView] = createSignal<ActView>();
  const [isUnknown, setUnknown] = createSignal(false);
  const loading = createDoing();
  const doing = createDoing();
  const load = () =>
    loading.run(async () => {
      try {
        const known = view();
        const it = await ask(api.acts[":token"].$get({ param: { token: params.token } }));
        if (!known) chooseLanguage(it.language);
        setView(it);
      } catch (error) {
        if (!(error instanceof Problem && error.code === "not_found")) throw error;
        setUnknown(true);
      }
    });
  onMount(load);
  const act = (answer: Answer) =>
    doing.run(async () => {
      try {
        const json = { version: view()!.version, ...answer };
        setView(await ask(api.acts[":token"].$post({ param: { token: params.token }, json })));
      } catch (error) {
        // It changed while this page was open: show how it is now, and ask again.
        if (error instanceof Problem && ["conflict", "forbidden", "not_found"].includes(error.code))
          await load();
        throw error;
      }
    });
  return (
    <Door title={t("title")} initiative={view()?.initiative}>
      <Show when={!isOnline()}>
        <Banner kind="offline">{t("offline")}</Banner>
      </Show>
      <Switch fallback={<Skeleton lines={4} />}>
        <Match when={isUnknown()}>
          <h1>{t("unknown")}</h1>
          <p class={styles.lead}>{t("unknownText")}</p>
          <WayOn />
        </Match>
        <Match when={view()}>
          {(it) => (
            <Show when={it().state === "open"} fallback={<Outcome view={it()} />}>
              <ActForm view={it()} isBusy={doing.isBusy()} fields={doing.fields()} onAct={act}>
                <Show when={doing.failure()}>
                  <Failure error={doing.failure()} />
                </Show>
              </ActForm>
            </Show>
          )}
        </Match>
        <Match when={loading.failure()}>
          <Failure error={loading.failure()} onRetry={load} />
        </Match>
      </Switch>
    </Door>
  );
}

/** What came of it, or why nothing can be done. */
function Outcome(props: { view: ActView }) {
  const t = useWords(words);
  const said = () => outcomeOf(props.view);
  const values = () => ({
    name: props.view.said?.by ?? "",
    day: props.view.said ? sayDay(props.view.said.on) : "",
    due: props.view.commitment ? sayDay(props.view.commitment.dueOn) : "",
    owner:
      props.view.commitment?.owner ??
      props.view.meeting?.organization ??
      props.view.decision?.organization ??
      props.view.reading?.organization ??
      "",
    value: valueIn(props.view.reading),
    backbone: props.view.backbone,
  });
  return (
    <>
      <div role="status">
        <h1>{t(said().title)}</h1>
        <p class={styles.lead}>{t(said().text, values())}</p>
      </div>
      <Show when={props.view.commitment}>{(it) => <CommitmentCard commitment={it()} />}</Show>
      <Show when={props.view.meeting}>{(it) => <MinutesCard meeting={it()} />}</Show>
      <Show when={props.view.decision}>{(it) => <DecisionCard decision={it()} />}</Show>
      <Show when={props.view.reading}>{(it) => <ReadingCard reading={it()} />}</Show>
      <WayOn path={pathOf(props.view)} />
    </>
  );
}

/** The page of the record, for whoever signs in. */
function pathOf({ commitment, meeting, decision, reading }: ActView) {
  if (reading) return `/indicators/${reading.indicatorId}`;
  if (commitment) return `/commitments/${commitment.id}`;
  if (decision) return `/decisions/${decision.id}`;
  return meeting ? `/meetings/${meeting.id}/recap` : undefined;
}

function WayOn(props: { path?: string | undefined }) {
  const t = useWords(words);
  return (
    <div class={styles.actions}>
      <ButtonLink href={props.path ?? "/"}>{t(props.path ? "openRecord" : "home")}</ButtonLink>
    </div>
  );
}
