import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { useLiveCommitments } from "../commitments/commitments.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { useLiveDecisions } from "../decisions/open.ts";
import { groups } from "../meetings/meetings.ts";
import { isOnline } from "../online.ts";
import { loadPartners, organizations, people } from "../organizations/organizations.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { useMe } from "../sign-in/me.ts";
import { Failure } from "../ui/Failure.tsx";
import { sayToday } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { AgendaCard } from "./AgendaCard.tsx";
import { FirstSteps } from "./FirstSteps.tsx";
import { firstSteps, stepsTaken } from "./first-steps.ts";
import styles from "./home.module.css";
import { NeedsYou, useNeeds } from "./NeedsYou.tsx";
import { OurPeople, PartnerTiles } from "./WhoIsHere.tsx";
import { words } from "./words.ts";

const minuteMs = 60_000;

/** What needs my organization, and the way to everything else. */
export default function HomePage() {
  const t = useWords(words);
  const me = useMe();
  const load = () => Promise.all([loadPartners(), commonAgenda.need(), groups.need()]);
  onMount(load);
  useLiveCommitments();
  useLiveDecisions();
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), minuteMs);
  onCleanup(() => clearInterval(timer));

  const needs = useNeeds();
  const isNew = () => stepsTaken(me().person.id).length < firstSteps.length;
  /** A title such as "Lead (Schools)" says the organization twice. */
  const name = () => me().person.name.replace(/\s*\(.*\)$/, "");
  const greeting = () => {
    const hour = new Date(now()).getHours();
    const key = hour >= 5 && hour < 12 ? "morning" : hour >= 12 && hour < 18 ? "afternoon" : "evening";
    return t(key, { name: name() });
  };
  const today = () => {
    const values = { day: sayToday(now()), organization: me().organization.shortName };
    const count = needs()?.length;
    if (count === undefined) return t("todayFirst", values);
    if (count > 0) return t("today", { ...values, count });
    const left = firstSteps.length - stepsTaken(me().person.id).length;
    return left > 0 ? t("todayNew", { ...values, count: left }) : t("todayNone", values);
  };
  const failure = () => organizations.failure() ?? people.failure() ?? commonAgenda.failure();

  return (
    <Page title={t("title")}>
      <div class={styles.home}>
        <div class={styles.left}>
          <div class={styles.greeting}>
            <Heading>{greeting()}</Heading>
            <p>{today()}</p>
          </div>
          <Show when={isOnline() && failure()}>{(error) => <Failure error={error()} onRetry={load} />}</Show>
          <Show when={isNew()}>
            <FirstSteps />
          </Show>
          <Show when={needs()?.length !== 0 || !isNew()}>
            <NeedsYou needs={needs()} />
          </Show>
        </div>
        <div class={styles.right}>
          <AgendaCard now={now()} />
          <OurPeople />
          <PartnerTiles />
        </div>
      </div>
    </Page>
  );
}
