import { useLocation } from "@solidjs/router";
import { createEffect, createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { isOnline } from "../online.ts";
import { useMe } from "../sign-in/me.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { announce } from "../ui/announce.ts";
import { Banner } from "../ui/Banner.tsx";
import { Icon } from "../ui/Icon.tsx";
import { searchIcon } from "../ui/icons.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { arriveAt } from "./arrival.ts";
import { keepPlace } from "./kept-place.ts";
import { Mark } from "./Mark.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import styles from "./page.module.css";
import { openPalette } from "./palette.ts";
import { commandKey } from "./platform.ts";
import { words } from "./words.ts";

const backOnlineMs = 2_000;

interface PageProps {
  /** Names the page in the window's title and on the phone's top bar. */
  title: string;
  /** Stands in the top bar instead of the search, on wide screens: the page's own name and state. */
  crumb?: JSX.Element;
  /** Buttons at the end of the top bar. */
  actions?: JSX.Element;
  /** The page arranges and scrolls itself (columns); otherwise it scrolls as a whole. */
  fills?: boolean;
  /** The page says itself when it is offline. */
  saysOffline?: boolean;
  children: JSX.Element;
}

/** What every page has: the top bar, the window's title, the main landmark that gets the focus on arrival. */
export function Page(props: PageProps) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  let main: HTMLElement | undefined;

  createEffect(() => {
    document.title = `${props.title} · ${me().initiative.name[language()]} · Common Thread`;
  });
  onMount(() => arriveAt(main));
  const here = useLocation();
  createEffect(() => onCleanup(keepPlace(main!, here.pathname)));

  return (
    <div class={styles.page}>
      <header class={styles.top}>
        <div class={styles.phoneName}>
          <Mark size={28} />
          <b>{props.title}</b>
        </div>
        <Show
          when={props.crumb}
          fallback={
            <button
              type="button"
              class={styles.search}
              onClick={openPalette}
              aria-keyshortcuts="Control+K Meta+K"
            >
              <Icon of={searchIcon} />
              <span>{t("search")}</span>
              <span aria-hidden="true">
                <kbd>{commandKey} K</kbd>
              </span>
            </button>
          }
        >
          <div class={styles.crumb}>{props.crumb}</div>
        </Show>
        <div class={styles.actions}>
          {props.actions}
          <div class={styles.phoneOnly}>
            <PersonMenu
              align="end"
              trigger={(button) => (
                <button
                  type="button"
                  {...button}
                  class={styles.me}
                  aria-label={t("you", { name: me().person.name, organization: me().organization.shortName })}
                >
                  <Avatar name={me().person.name} hue={me().organization.hue} />
                </button>
              )}
            />
          </div>
        </div>
      </header>
      <Show when={!props.saysOffline}>
        <Connection />
      </Show>
      <main id="main" ref={main} tabindex="-1" class={props.fills ? styles.fills : styles.scrolls}>
        {props.children}
      </main>
    </div>
  );
}

/** A quiet line while offline, and two green seconds when it is over. */
function Connection() {
  const t = useWords(words);
  const [isBack, setBack] = createSignal(false);
  let was = isOnline();
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const is = isOnline();
    if (is === was) return;
    was = is;
    clearTimeout(timer);
    setBack(is);
    announce(is ? t("backOnline") : t("offline"), is ? "polite" : "assertive");
    if (is) timer = setTimeout(() => setBack(false), backOnlineMs);
  });
  onCleanup(() => clearTimeout(timer));
  return (
    <Show when={!isOnline() || isBack()}>
      <div class={styles.connection}>
        <Show when={isBack()} fallback={<Banner kind="offline">{t("offline")}</Banner>}>
          <Banner kind="ok">{t("backOnline")}</Banner>
        </Show>
      </div>
    </Show>
  );
}

/** The heading of a page; it gets the focus when the page opens. */
export const Heading = (props: { children: JSX.Element; class?: string | undefined }) => (
  <h1 tabindex="-1" class={`${styles.heading} ${props.class ?? ""}`}>
    {props.children}
  </h1>
);
