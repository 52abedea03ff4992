import { type RouteDefinition, Router, type RouteSectionProps } from "@solidjs/router";
import { lazy, Match, onMount, Show, Suspense, Switch } from "solid-js";
import styles from "./app.module.css";
import { Shell } from "./shell/Shell.tsx";
import { loadMe, meFailure, whoIsHere } from "./sign-in/me.ts";
import { Failure } from "./ui/Failure.tsx";
import { Skeleton } from "./ui/Skeleton.tsx";

const WelcomePage = lazy(() => import("./sign-in/WelcomePage.tsx"));

/** Every page and its address. Pages marked `isOpen` need no sign-in. */
const routes: RouteDefinition[] = [
  { path: "/", component: lazy(() => import("./home/HomePage.tsx")) },
  { path: "/meetings", component: lazy(() => import("./meetings/MeetingsPage.tsx")) },
  { path: "/meetings/:meeting", component: lazy(() => import("./meetings/RoomPage.tsx")) },
  { path: "/meetings/:meeting/recap", component: lazy(() => import("./meetings/recap/RecapPage.tsx")) },
  { path: "/meetings/:meeting/agenda", component: lazy(() => import("./meetings/PreparePage.tsx")) },
  { path: "/groups/:group?", component: lazy(() => import("./meetings/GroupsPage.tsx")) },
  {
    path: "/commitments/:commitment?",
    component: lazy(() => import("./commitments/CommitmentsPage.tsx")),
  },
  { path: "/decisions", component: lazy(() => import("./decisions/DecisionsPage.tsx")) },
  { path: "/decisions/:decision", component: lazy(() => import("./decisions/DecisionPage.tsx")) },
  {
    path: "/common-agenda/:language?",
    component: lazy(() => import("./common-agenda/CommonAgendaPage.tsx")),
  },
  { path: "/plan/:activity?", component: lazy(() => import("./action-plans/PlanPage.tsx")) },
  {
    path: "/indicators/:indicator?",
    component: lazy(() => import("./indicators/IndicatorsPage.tsx")),
    // The answer is a long one: it is on its way while the page itself still is.
    preload: ({ intent }) => {
      if (intent !== "preload" && whoIsHere())
        void import("./indicators/charts.ts").then(({ charts }) => charts.need());
    },
  },
  { path: "/partners/:organization?", component: lazy(() => import("./organizations/PartnersPage.tsx")) },
  { path: "/timeline/:event?", component: lazy(() => import("./timeline/TimelinePage.tsx")) },
  { path: "/settings", component: lazy(() => import("./settings/SettingsPage.tsx")) },
  { path: "/overview", component: lazy(() => import("./overview/OverviewPage.tsx")) },
  { path: "/outbox", component: lazy(() => import("./mail/OutboxPage.tsx")) },
  {
    path: "/enter/:token",
    component: lazy(() => import("./sign-in/EnterPage.tsx")),
    info: { isOpen: true },
  },
  {
    path: "/act/:token",
    component: lazy(() => import("./act/ActPage.tsx")),
    info: { isOpen: true },
  },
  {
    path: "/set-up/:token",
    component: lazy(() => import("./initiative/SetUpPage.tsx")),
    info: { isOpen: true },
  },
  { path: "*", component: lazy(() => import("./shell/NotFoundPage.tsx")) },
];

const isOpen = (pathname: string) => /^\/(enter|set-up|act)\//.test(pathname);

/** The whole app. Somebody who is not signed in is welcomed at any address, and goes on there afterwards. */
export const App = () => <Router root={Root}>{routes}</Router>;

function Root(props: RouteSectionProps) {
  onMount(loadMe);
  return (
    <Suspense fallback={<Skeleton lines={4} />}>
      <Switch fallback={<NotYet />}>
        <Match when={isOpen(props.location.pathname)}>{props.children}</Match>
        <Match when={whoIsHere()}>
          <Shell>{props.children}</Shell>
        </Match>
        <Match when={whoIsHere() === null}>
          <WelcomePage />
        </Match>
      </Switch>
    </Suspense>
  );
}

/** Before we know who is here. */
const NotYet = () => (
  <Show when={meFailure()} fallback={<Skeleton lines={4} />}>
    {(error) => (
      <main class={styles.alone}>
        <h1>Common Thread</h1>
        <Failure error={error()} onRetry={loadMe} />
      </main>
    )}
  </Show>
);
