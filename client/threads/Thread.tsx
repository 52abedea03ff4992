import { createMemo, createSignal, createUniqueId, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { may } from "../../shared/roles.ts";
import type { Post, RecordKind } from "../../shared/threads/post.ts";
import { useLive } from "../live.ts";
import { isOnline } from "../online.ts";
import { organizations, people } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { Composer } from "./Composer.tsx";
import { Earlier } from "./Earlier.tsx";
import { RecordChip } from "./Records.tsx";
import styles from "./thread.module.css";
import { createThread, type ThreadState } from "./thread.ts";
import { type Knot, piecesOf, withKnots } from "./tree.ts";
import { words } from "./words.ts";

/** Nobody waits for it, and whoever writes goes first. */
const noteReadMs = 400;

/** What partners say under a record: it grows while one reads, and nobody loses their place or their words. */
export function Thread(props: {
  recordKind: RecordKind;
  /** Where the record is, as `shared/threads/post.ts` says. */
  of: string;
  title: string;
  /** Told when everything shown has been read. */
  onRead?: () => void;
  /** What else happened to the record, to stand between the posts. */
  knots?: readonly RecordKnot[];
  /** What else can be done with a post, beside replying to it. */
  acts?: (post: Post) => JSX.Element;
  /** The thread, when its page has asked for it already: then nobody waits twice. */
  state?: ThreadState;
  /** What the field for a new post asks for. */
  prompt?: string;
}) {
  const t = useWords(words);
  const me = useMe();
  const thread = props.state ?? createThread(props.recordKind, props.of);
  const takesPart = () => may.takePart(whoOf(me()));
  let region: HTMLElement | undefined;

  const live = useLive(
    () => undefined,
    // The place is kept in the very turn that moves it: what comes next measures from there.
    (item) => void keepingPlace(region, () => thread.hear(item)).then(noteReadSoon),
    () => void thread.load(),
  );
  onMount(async () => {
    await thread.need();
    live.open();
    await showSought();
    await noteRead();
  });
  /** The post that a mail leads to stands in view, however long ago it was written. */
  async function showSought() {
    const id = location.hash.slice(1);
    if (!/^pst_\w+$/.test(id)) return;
    const sought = () => region?.querySelector<HTMLElement>(`#${id}`);
    while (!sought() && thread.mayHaveEarlier() && !thread.failure()) await thread.loadEarlier();
    sought()?.scrollIntoView({ block: "center" });
    sought()?.focus({ preventScroll: true });
  }
  async function noteRead() {
    if (document.hidden || !takesPart()) return;
    if (await thread.noteRead()) props.onRead?.();
  }
  /** What comes one after the other is noted once. */
  let reading: ReturnType<typeof setTimeout> | undefined;
  function noteReadSoon() {
    clearTimeout(reading);
    reading = setTimeout(() => void noteRead(), noteReadMs);
  }
  onCleanup(() => {
    if (reading !== undefined) clearTimeout(reading);
  });
  const onVisible = () => void noteRead();
  document.addEventListener("visibilitychange", onVisible);
  onCleanup(() => document.removeEventListener("visibilitychange", onVisible));

  /** The first post that is new to the reader. */
  const firstNew = () =>
    thread
      .tree()
      ?.flatMap((it) => [it.post, ...it.replies])
      .filter((it) => it.seq > thread.readSeq() && it.by !== me().person.id)
      .at(0)?.id;
  /** Posts by their ids and what happened by its number, in one order; what stays is not drawn anew. */
  const lines = createMemo(() =>
    withKnots(thread.tree() ?? [], props.knots ?? [], thread.mayHaveEarlier()).map((it) =>
      "branch" in it ? it.branch.post.id : it.knot.seq,
    ),
  );
  const branches = createMemo(() => new Map((thread.tree() ?? []).map((it) => [it.post.id, it])));
  const knots = createMemo(() => new Map((props.knots ?? []).map((it) => [it.seq, it])));
  const [wasNew, setWasNew] = createSignal<string>();
  onMount(() => queueMicrotask(() => setWasNew(firstNew())));

  return (
    <section ref={region} class={styles.thread} aria-label={t("threadOf", { title: props.title })}>
      <Show when={thread.failure()}>
        {(error) => (
          <Show when={isOnline() || !thread.tree()}>
            <Failure error={error()} onRetry={() => void thread.load()} />
          </Show>
        )}
      </Show>
      <Show when={thread.tree()} fallback={<Waiting thread={thread} />}>
        {(_) => (
          <>
            <Show when={thread.mayHaveEarlier()}>
              <button type="button" class={styles.earlier} onClick={() => void thread.loadEarlier()}>
                {t("earlier")}
              </button>
            </Show>
            <Show when={thread.status()}>{(it) => <WhereWeAre post={it()} />}</Show>
            <Show when={lines().length > 0} fallback={<p class={styles.note}>{t("empty")}</p>}>
              <ol class={styles.posts} classList={{ [styles.feed!]: props.knots !== undefined }}>
                <For each={lines()}>
                  {(line) => (
                    <Show
                      when={typeof line === "string" && branches().get(line)}
                      fallback={
                        <Show when={typeof line !== "string" && knots().get(line as number)}>
                          {(it) => <KnotLine knot={it()} />}
                        </Show>
                      }
                    >
                      {(it) => (
                        <OnePost
                          post={it().post}
                          replies={it().replies}
                          thread={thread}
                          draft={props.of}
                          newFrom={wasNew() ?? firstNew()}
                          acts={props.acts}
                        />
                      )}
                    </Show>
                  )}
                </For>
              </ol>
            </Show>
            <Show when={takesPart()} fallback={<p class={styles.note}>{t("readOnly")}</p>}>
              <Composer
                label={props.prompt ?? t("write")}
                draft={{ thread: props.of, replyTo: null }}
                isPrivateOnly={thread.isPrivateOnly()}
                onSend={(said, id) => thread.write(said, null, id)}
              />
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}

/** Something that happened to the record, as the thread tells it between the posts. */
export interface RecordKnot extends Knot {
  /** Milliseconds since 1970. */
  at: number;
  text: JSX.Element;
  note?: JSX.Element;
  /** Who said it, where it was somebody's own word; what has nobody is drawn as a knot. */
  by?: { name: string; hue: number; organization: string };
}

const KnotLine = (props: { knot: RecordKnot }) => (
  <li class={styles.knotLine} data-knot={props.knot.seq}>
    <Show when={props.knot.by} fallback={<span class={styles.knot} aria-hidden="true" />}>
      {(by) => <Avatar name={by().name} hue={by().hue} />}
    </Show>
    <div class={styles.said}>
      <p class={styles.who}>
        <Show when={props.knot.by}>
          {(by) => (
            <>
              <b>{by().name}</b> <span>{by().organization}</span>
            </>
          )}
        </Show>{" "}
        {props.knot.text} <span>{sayRecent(new Date(props.knot.at).toISOString(), Date.now())}</span>
      </p>
      <Show when={props.knot.note}>{(note) => <p class={styles.text}>{note()}</p>}</Show>
    </div>
  </li>
);

/** Where things stand, above everything else that was said. */
function WhereWeAre(props: { post: Post }) {
  const t = useWords(words);
  const name = () => people.value()?.find((it) => it.id === props.post.by)?.name ?? t("somebody");
  return (
    <section class={styles.status} aria-label={t("status")}>
      <p class={styles.who}>
        <b>{t("status")}</b>{" "}
        <span>
          {name()}, {sayRecent(new Date(props.post.at).toISOString(), Date.now())}
        </span>
      </p>
      <p class={styles.text}>{props.post.text}</p>
    </section>
  );
}

const Waiting = (props: { thread: ThreadState }) => (
  <Show when={!props.thread.failure()}>
    <Skeleton lines={3} />
  </Show>
);

/** What arrives pushes the field in which somebody writes; the page scrolls by as much, so that it stays in its place. */
async function keepingPlace(region: HTMLElement | undefined, change: () => Promise<void>) {
  const field = document.activeElement;
  const isOurs = field instanceof HTMLElement && region?.contains(field);
  const was = isOurs ? field.getBoundingClientRect().top : 0;
  await change();
  if (!isOurs) return;
  const by = field.getBoundingClientRect().top - was;
  if (by === 0) return;
  for (let it = field.parentElement; it; it = it.parentElement)
    if (it.scrollHeight > it.clientHeight && /auto|scroll/.test(getComputedStyle(it).overflowY)) {
      it.scrollTop += by;
      return;
    }
}

function OnePost(props: {
  post: Post;
  replies?: Post[];
  thread: ThreadState;
  draft: string;
  newFrom: string | undefined;
  acts?: ((post: Post) => JSX.Element) | undefined;
}) {
  const t = useWords(words);
  const me = useMe();
  const [isReplying, setReplying] = createSignal(false);
  const [isEditing, setEditing] = createSignal(false);
  const [showsWordings, setShowsWordings] = createSignal(false);
  const wordingsId = createUniqueId();
  const person = () => people.value()?.find((it) => it.id === props.post.by);
  const organization = () => organizations.value()?.find((it) => it.id === person()?.organizationId);
  const name = () => person()?.name ?? t("somebody");
  const isGone = () => props.post.removedAt !== null;
  const isOwn = () => props.post.by === me().person.id;
  const takesPart = () => may.takePart(whoOf(me()));
  const named = () =>
    props.post.mentionIds.map(
      (id) =>
        people.value()?.find((it) => it.id === id)?.name ??
        organizations.value()?.find((it) => it.id === id)?.shortName ??
        "",
    );
  const remove = () =>
    props.thread.remove(props.post).then(
      () => toast(t("removedToast")),
      (error: Error) => toast(error.message),
    );
  return (
    <li class={styles.post} data-gone={isGone()} id={props.post.id} tabIndex={-1}>
      <Show when={props.newFrom === props.post.id}>
        <p class={styles.new}>{t("newHere")}</p>
      </Show>
      <Show when={!isGone()} fallback={<p class={styles.gone}>{t("removed")}</p>}>
        <Avatar name={name()} hue={organization()?.hue ?? 0} />
        <div class={styles.said}>
          <p class={styles.who}>
            <b>{name()}</b>{" "}
            <span>
              {organization()?.shortName ?? (organization() && initialsOf(organization()!.name))},{" "}
              {sayRecent(new Date(props.post.at).toISOString(), Date.now())}
            </span>{" "}
            <Show when={props.post.editedAt}>
              <button
                type="button"
                class={styles.edited}
                aria-label={t("showWordings", { name: name() })}
                aria-expanded={showsWordings()}
                aria-controls={showsWordings() ? wordingsId : undefined}
                onClick={() => setShowsWordings(!showsWordings())}
              >
                ({t("edited")})
              </button>{" "}
            </Show>
            <Show when={props.post.kind}>{(kind) => <span class={styles.kind}>{t(kind())}</span>}</Show>
            <Show when={props.post.privateTo}>
              <span class={`${styles.kind} ${styles.private}`}>{t("toBackbone")}</span>
            </Show>
          </p>
          <Show
            when={!isEditing()}
            fallback={
              <Composer
                label={t("editOwn")}
                draft={{ thread: props.draft, replyTo: props.post.id }}
                post={props.post}
                onCancel={() => setEditing(false)}
                onSend={async (said) => {
                  await props.thread.edit(props.post, said);
                  setEditing(false);
                }}
              />
            }
          >
            <p class={styles.text}>
              <For each={piecesOf(props.post.text, named())}>
                {(it) => (
                  <Show when={it.isName} fallback={it.text}>
                    <b class={styles.name}>{it.text}</b>
                  </Show>
                )}
              </For>
            </p>
            <Show when={showsWordings() && props.post.editedAt}>
              <Earlier id={wordingsId} post={props.post} name={name()} />
            </Show>
            <Show when={props.post.recordIds.length > 0}>
              <p class={styles.records}>
                <For each={props.post.recordIds}>{(id) => <RecordChip id={id} />}</For>
              </p>
            </Show>
            <Show when={takesPart()}>
              <p class={styles.acts}>
                <button type="button" onClick={() => setReplying(true)}>
                  {t("reply")}
                </button>
                <Show when={isOwn()}>
                  <button type="button" onClick={() => setEditing(true)}>
                    {t("edit")}
                  </button>
                </Show>
                <Show when={may.removePost(whoOf(me()), props.post)}>
                  <button type="button" disabled={!isOnline()} onClick={() => void remove()}>
                    {t("remove")}
                  </button>
                </Show>
                {props.acts?.(props.post)}
              </p>
            </Show>
          </Show>
        </div>
      </Show>
      <Show when={(props.replies?.length ?? 0) > 0 || isReplying()}>
        <div class={styles.replies}>
          <ol>
            <For each={props.replies?.map((it) => it.id)}>
              {(id) => (
                <Show when={props.replies?.find((it) => it.id === id)}>
                  {(it) => (
                    <OnePost
                      post={it()}
                      thread={props.thread}
                      draft={props.draft}
                      newFrom={props.newFrom}
                      acts={props.acts}
                    />
                  )}
                </Show>
              )}
            </For>
          </ol>
          <Show when={isReplying()}>
            <Composer
              label={t("replyTo", { name: name() })}
              draft={{ thread: props.draft, replyTo: props.post.id }}
              isPrivateOnly={props.thread.isPrivateOnly() || props.post.privateTo !== null}
              onCancel={() => setReplying(false)}
              onSend={async (said, id) => {
                await props.thread.write(said, props.post.id, id);
                setReplying(false);
              }}
            />
          </Show>
        </div>
      </Show>
    </li>
  );
}
