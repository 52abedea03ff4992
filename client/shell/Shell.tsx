import { useLocation, useNavigate } from "@solidjs/router";
import {
  createEffect,
  createUniqueId,
  ErrorBoundary,
  type JSX,
  lazy,
  onMount,
  Show,
  Suspense,
} from "solid-js";
import { wakeCaptures } from "../capture/wake.ts";
import { stepOf, takeStep } from "../home/first-steps.ts";
import { chartLineIcon, signpostIcon, table2Icon } from "../records/icons.ts";
import { useMe } from "../sign-in/me.ts";
import { Announcer } from "../ui/Announcer.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import {
  activityIcon,
  bookOpenIcon,
  handshakeIcon,
  houseIcon,
  menuIcon,
  networkIcon,
  usersRoundIcon,
} from "../ui/icons.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { Broken } from "./Broken.tsx";
import { listenToKeys } from "./keyboard.ts";
import { Mark } from "./Mark.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { areShortcutsOpen, isPaletteOpen, openPalette, openShortcuts } from "./palette.ts";
import styles from "./shell.module.css";
import { unsent } from "./sign-out.ts";
import { words } from "./words.ts";

const News = lazy(() => import("./News.tsx"));
const Palette = lazy(() => import("./Palette.tsx"));
const SignOutDialog = lazy(() => import("./SignOut.tsx"));
const Shortcuts = lazy(() => import("./Shortcuts.tsx"));

/** What stands around every page of somebody who is signed in. */
export function Shell(props: { children: JSX.Element }) {
  const t = useWords(words);
  const location = useLocation();
  const navigate = useNavigate();
  listenToKeys({ palette: openPalette, shortcuts: openShortcuts, go: (to) => navigate(to) });
  const me = useMe();
  createEffect(() => {
    const step = stepOf(location.pathname);
    if (step) takeStep(me().person.id, step);
  });
  onMount(() => wakeCaptures(me().person.id));
  /** Pages with columns of their own leave the navigation only its icons. */
  const isNarrow = () => !/^\/(decisions(\/.*)?|settings|outbox|overview)?$/.test(location.pathname);
  return (
    <>
      <button type="button" class={styles.skip} onClick={() => document.getElementById("main")?.focus()}>
        {t("skip")}
      </button>
      <div class={styles.shell} classList={{ [styles.narrow!]: isNarrow() }}>
        <Side />
        <ErrorBoundary fallback={(error, reset) => <Broken error={error} reset={reset} />}>
          <Suspense fallback={<Skeleton lines={5} />}>{props.children}</Suspense>
        </ErrorBoundary>
        <Tabs />
      </div>
      <Toasts />
      <Announcer />
      {/* A new version may have taken their files away; the page itself then still works. */}
      <ErrorBoundary fallback={null}>
        <Suspense>
          <Show when={isPaletteOpen()}>
            <Palette />
          </Show>
          <Show when={unsent() > 0}>
            <SignOutDialog />
          </Show>
          <Show when={areShortcutsOpen()}>
            <Shortcuts />
          </Show>
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

function Side() {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const name = () => me().initiative.name[language()];
  return (
    <nav class={styles.side} aria-label={t("main")}>
      <a class={styles.brand} href="/" aria-label={t("brandHome", { initiative: name() })}>
        <Mark size={30} />
        <span>
          <b>{name()}</b>
          <small>Common Thread</small>
        </span>
      </a>
      <ul class={styles.nav}>
        <Entry href="/" icon={houseIcon} label={t("home")} />
        <Entry href="/meetings" icon={usersRoundIcon} label={t("meetings")} />
        <Entry href="/decisions" icon={signpostIcon} label={t("decisions")} hasNews />
        <Entry href="/commitments" icon={handshakeIcon} label={t("commitments")} />
      </ul>
      <p class={styles.group} id="foundations">
        <span>{t("foundations")}</span>
      </p>
      <ul class={styles.nav} aria-labelledby="foundations">
        <Entry href="/common-agenda" icon={bookOpenIcon} label={t("agenda")} />
        <Entry href="/plan" icon={table2Icon} label={t("plan")} />
        <Entry href="/indicators" icon={chartLineIcon} label={t("indicators")} />
        <Entry href="/partners" icon={networkIcon} label={t("partners")} />
        <Entry href="/timeline" icon={activityIcon} label={t("timeline")} />
      </ul>
      <PersonMenu
        trigger={(button) => (
          <button
            type="button"
            {...button}
            class={styles.person}
            aria-label={t("you", { name: me().person.name, organization: me().organization.shortName })}
          >
            <Avatar name={me().person.name} hue={me().organization.hue} />
            <span>
              <b>{me().person.name}</b>
              <small>{me().organization.shortName}</small>
            </span>
          </button>
        )}
      />
    </nav>
  );
}

interface Place {
  href: string;
  icon: string;
  label: string;
  /** Posts are written there: how many are new stands beside the name. */
  hasNews?: boolean;
}

/** Whether this place, or a page inside it, is the one that is shown. */
function useIsHere(place: Place) {
  const location = useLocation();
  const isHere = () =>
    location.pathname === place.href ||
    (place.href !== "/" && location.pathname.startsWith(`${place.href}/`));
  return () => (isHere() ? "page" : undefined);
}

function Entry(props: Place) {
  const newsId = createUniqueId();
  const location = useLocation();
  const current = useIsHere(props);
  return (
    <li>
      <a
        class={styles.entry}
        href={props.href}
        title={props.label}
        aria-current={current()}
        aria-describedby={props.hasNews ? newsId : undefined}
      >
        <Icon of={props.icon} />
        <span>{props.label}</span>
        <Show when={props.hasNews}>
          <Suspense>
            <News id={newsId} path={location.pathname} />
          </Suspense>
        </Show>
      </a>
    </li>
  );
}

function Tabs() {
  const t = useWords(words);
  return (
    <nav class={styles.tabs} aria-label={t("main")}>
      <Tab href="/" icon={houseIcon} label={t("home")} />
      <Tab href="/meetings" icon={usersRoundIcon} label={t("meetings")} />
      <Tab href="/decisions" icon={signpostIcon} label={t("decisions")} hasNews />
      <Tab href="/commitments" icon={handshakeIcon} label={t("commitments")} />
      <PersonMenu
        places
        align="end"
        trigger={(button) => (
          <button type="button" {...button} class={styles.tab}>
            <Icon of={menuIcon} />
            {t("more")}
          </button>
        )}
      />
    </nav>
  );
}

function Tab(props: Place) {
  const newsId = createUniqueId();
  const location = useLocation();
  const current = useIsHere(props);
  return (
    <a
      class={styles.tab}
      href={props.href}
      aria-current={current()}
      aria-describedby={props.hasNews ? newsId : undefined}
    >
      <Icon of={props.icon} />
      {props.label}
      <Show when={props.hasNews}>
        <Suspense>
          <News id={newsId} path={location.pathname} />
        </Suspense>
      </Show>
    </a>
  );
}
