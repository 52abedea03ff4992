import { createMemo, createSignal, For, type JSX, lazy, onMount, Show, Suspense } from "solid-js";
import type { Passage } from "../../shared/threads/post.ts";
import { people } from "../organizations/organizations.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Failure } from "../ui/Failure.tsx";
import { arrowLeftIcon, xIcon } from "../ui/icons.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import type { Shown } from "./PassageLayer.tsx";
import type { PassagePlace } from "./passage-places.ts";
import { words } from "./passage-words.ts";
import styles from "./passages.module.css";
import type { Passages } from "./passages.ts";
import { createThread } from "./thread.ts";
import { loadUnread } from "./unread.ts";

const Thread = lazy(() => import("./Thread.tsx").then((it) => ({ default: it.Thread })));

/** Loads what a thread is shown with, before anybody opens one. */
export const preloadThread = () => void Thread.preload();

type Places = ReadonlyMap<string, PassagePlace & { now?: string }>;

interface PanelProps {
  passages: Passages;
  shown: readonly Shown[];
  places: Places;
  /** The passage whose thread is open; without one, all are listed. */
  open: string | undefined;
  /** The language of the text. */
  lang: string;
  mayDiscuss: boolean;
  keys: string;
  onOpen: (of: string | undefined) => void;
  onClose: () => void;
  /** Brings the passage into view; false when it is nowhere. */
  onShow: (of: string) => boolean;
}

/** What partners say about a passage of the text, or the list of all that is spoken of: beside the text. */
export function PassageAside(props: PanelProps & { takesFocus: boolean }) {
  const t = useWords(words);
  let panel!: HTMLElement;
  onMount(() => props.takesFocus && panel.focus({ preventScroll: true }));
  return (
    <section
      ref={panel}
      class={styles.panel}
      tabindex="-1"
      aria-label={t("passages")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <header class={styles.head}>
        <Show when={props.open} fallback={<h2>{t("passages")}</h2>}>
          <Back {...props} />
        </Show>
        <Button
          kind="ghost"
          size="small"
          icon={xIcon}
          aria-label={t("close")}
          onClick={() => props.onClose()}
        />
      </header>
      <Inside {...props} />
    </section>
  );
}

/** The same, over the text, where there is no room beside it. */
export function PassageSheet(props: PanelProps) {
  const t = useWords(words);
  return (
    <Dialog shape="record" open onClose={() => props.onClose()} title={t("passages")}>
      <div class={styles.inSheet}>
        <Show when={props.open}>
          <Back {...props} />
        </Show>
        <Inside {...props} />
      </div>
    </Dialog>
  );
}

function Back(props: PanelProps) {
  const t = useWords(words);
  return (
    <Button kind="ghost" size="small" icon={arrowLeftIcon} onClick={() => props.onOpen(undefined)}>
      {t("all")}
    </Button>
  );
}

function Inside(props: PanelProps) {
  return (
    <Show when={props.open} keyed fallback={<List {...props} />}>
      {(of) => <One {...props} of={of} />}
    </Show>
  );
}

const nameOf = (id: string) => people.value()?.find((it) => it.id === id)?.name;
const when = (at: number) => sayRecent(new Date(at).toISOString(), Date.now());

/** All that is spoken of, in the order of the text; what is no longer in it comes last. */
function List(props: PanelProps) {
  const t = useWords(words);
  const placed = createMemo(() => {
    const all = props.shown.map((it) => ({ it, place: props.places.get(it.of) }));
    const from = ({ place }: (typeof all)[number]) =>
      place && place.is !== "gone" ? place.from : Number.POSITIVE_INFINITY;
    return all.sort((a, b) => from(a) - from(b));
  });
  type Line = ReturnType<typeof placed>[number];
  const isGone = ({ place }: Line) => place?.is === "gone";
  const neverStood = ({ it }: Line) => props.passages.find(it.of)?.quoteStood === false;
  const Lines = (lines: { of: ReturnType<typeof placed> }): JSX.Element => (
    <ul class={styles.list}>
      <For each={lines.of}>
        {({ it }) => (
          <li>
            <button type="button" onClick={() => props.onOpen(it.of)} data-new={it.unread > 0}>
              <span class={styles.words} lang={props.lang}>
                {it.quote || t("noQuote")}
              </span>
              <small>
                <Show
                  when={
                    props.passages.find(it.of)?.quoteStood === false && props.places.get(it.of)?.is !== "gone"
                  }
                >
                  <span class={styles.last}>{t("notFound")}</span>
                </Show>
                <Show when={!it.isBegun} fallback={t("begun")}>
                  {t("posts", { count: it.count })}
                  <Show when={it.unread > 0}>
                    {" "}
                    <em>{t("newPosts", { count: it.unread })}</em>
                  </Show>
                  <Show when={props.passages.find(it.of)}>
                    {(one) => (
                      <span class={styles.last}>
                        {t("markedBy", {
                          name: nameOf(one().lastBy) ?? t("somebody"),
                          when: when(one().lastAt),
                        })}
                      </span>
                    )}
                  </Show>
                </Show>
              </small>
            </button>
          </li>
        )}
      </For>
    </ul>
  );
  const here = () => placed().filter((it) => !isGone(it));
  const gone = () => placed().filter((it) => isGone(it) && !neverStood(it));
  const never = () => placed().filter((it) => isGone(it) && neverStood(it));
  return (
    <>
      <Show when={props.passages.failure() && !props.passages.isKnown() && props.passages.failure()}>
        {(error) => <Failure error={error()} onRetry={() => void props.passages.load()} />}
      </Show>
      <Show
        when={placed().length > 0}
        fallback={
          <Show when={props.passages.isKnown()}>
            <p class={styles.note}>{t("none")}</p>
            <p class={styles.note}>
              {props.mayDiscuss ? t("noneHint", { keys: props.keys }) : t("noneRead")}
            </p>
          </Show>
        }
      >
        <Lines of={here()} />
        <Show when={gone().length > 0}>
          <h3 class={styles.goneHead}>{t("goneList")}</h3>
          <Lines of={gone()} />
        </Show>
        <Show when={never().length > 0}>
          <h3 class={styles.goneHead}>{t("neverList")}</h3>
          <Lines of={never()} />
        </Show>
      </Show>
    </>
  );
}

const shortMax = 80;
const short = (text: string) => (text.length > shortMax ? `${text.slice(0, shortMax - 1)}…` : text);

function One(props: PanelProps & { of: string }) {
  const t = useWords(words);
  const it = createMemo(() => props.shown.find(({ of }) => of === props.of));
  /** Stays on the screen when the last words about it were taken away. */
  const [was, setWas] = createSignal<Shown>();
  createMemo(() => it() && setWas(it()));
  const marked = (): Passage | undefined => props.passages.find(props.of);
  const place = () => props.places.get(props.of);
  const [begun] = props.passages.begun().filter(({ of }) => of === props.of);
  const state = createThread(
    "passage",
    props.of,
    begun && {
      passage: { quote: begun.quote, from: begun.from, to: begun.to },
      onBegun(post) {
        void props.passages.load().then(() => props.passages.drop(props.of));
        toast(t("sent"), () => {
          void state.remove(post).then(
            () => void props.passages.load(),
            (error: Error) => toast(error.message),
          );
        });
      },
    },
  );
  let body!: HTMLDivElement;
  // Who has just chosen words wants to say something about them.
  const focusField = () =>
    body.querySelector<HTMLTextAreaElement>("textarea")?.focus({ preventScroll: true });
  return (
    <div class={styles.one} ref={body}>
      <Show
        when={was()}
        fallback={
          <Show when={props.passages.isKnown()} fallback={<Skeleton lines={3} />}>
            <p class={styles.note}>{t("over")}</p>
          </Show>
        }
      >
        {(one) => (
          <>
            <Show when={one().quote} fallback={<p class={styles.note}>{t("noQuote")}</p>}>
              <blockquote class={styles.quote} lang={props.lang} data-gone={place()?.is === "gone"}>
                {one().quote}
              </blockquote>
            </Show>
            <Show when={marked()?.quoteStood === false}>
              <p class={styles.note}>{t("notFound")}</p>
            </Show>
            <Show when={place()?.is === "changed"}>
              <p class={styles.note}>{t("changed")}</p>
              <blockquote class={styles.now} lang={props.lang}>
                {place()?.now}
              </blockquote>
            </Show>
            <p class={styles.about}>
              <Show when={marked()}>
                {(mark) => (
                  <span>
                    {t("markedBy", { name: nameOf(mark().by) ?? t("somebody"), when: when(mark().at) })}
                  </span>
                )}
              </Show>
              <Show when={place()?.is === "gone" && marked()?.quoteStood !== false}>
                <span class={styles.gone}>{t("gone")}</span>
              </Show>
              <Show when={place() && place()!.is !== "gone"}>
                <button type="button" class={styles.show} onClick={() => props.onShow(props.of)}>
                  {t("show")}
                </button>
              </Show>
            </p>
            <Suspense fallback={<Skeleton lines={3} />}>
              <Thread
                recordKind="passage"
                of={props.of}
                title={t("about", { quote: short(one().quote) })}
                prompt={t("prompt")}
                state={state}
                onRead={() => {
                  void props.passages.load();
                  void loadUnread();
                }}
              />
              <Show when={begun}>
                <Ready onReady={focusField} />
              </Show>
            </Suspense>
          </>
        )}
      </Show>
    </div>
  );
}

/** Says when what stands before it is on the screen. */
function Ready(props: { onReady: () => void }) {
  onMount(() => requestAnimationFrame(() => props.onReady()));
  return null;
}
