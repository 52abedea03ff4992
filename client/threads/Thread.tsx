import { createSignal, For, onCleanup, onMount, Show } from "solid-js";
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
import styles from "./thread.module.css";
import { createThread, type ThreadState } from "./thread.ts";
import { piecesOf } from "./tree.ts";
import { words } from "./words.ts";

/** What partners say under a record: it grows while one reads, and nobody loses their place or their words. */
export function Thread(props: {
  recordKind: RecordKind;
  /** Where the record is, as `shared/threads/post.ts` says. */
  of: string;
  title: string;
  /** Told when everything shown has been read. */
  onRead?: () => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const thread = createThread(props.recordKind, props.of);
  const takesPart = () => may.takePart(whoOf(me()));
  let region: HTMLElement | undefined;

  const live = useLive(
    () => undefined,
    (item) => void keepingPlace(region, () => thread.hear(item).then(noteRead)),
    () => void thread.load(),
  );
  onMount(async () => {
    await thread.load();
    live.open();
    await noteRead();
  });
  async function noteRead() {
    if (document.hidden || !takesPart()) return;
    await thread.noteRead();
    props.onRead?.();
  }
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
        {(tree) => (
          <>
            <Show when={thread.mayHaveEarlier()}>
              <button type="button" class={styles.earlier} onClick={() => void thread.loadEarlier()}>
                {t("earlier")}
              </button>
            </Show>
            <Show when={tree().length > 0} fallback={<p class={styles.note}>{t("empty")}</p>}>
              <ol class={styles.posts}>
                <For each={tree().map((it) => it.post.id)}>
                  {(id) => {
                    const branch = () => tree().find((it) => it.post.id === id);
                    return (
                      <Show when={branch()}>
                        {(it) => (
                          <OnePost
                            post={it().post}
                            replies={it().replies}
                            thread={thread}
                            draft={props.of}
                            newFrom={wasNew() ?? firstNew()}
                          />
                        )}
                      </Show>
                    );
                  }}
                </For>
              </ol>
            </Show>
            <Show when={takesPart()} fallback={<p class={styles.note}>{t("readOnly")}</p>}>
              <Composer
                label={t("write")}
                draft={{ thread: props.of, replyTo: null }}
                onSend={(said, id) => thread.write(said, null, id)}
              />
            </Show>
          </>
        )}
      </Show>
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
}) {
  const t = useWords(words);
  const me = useMe();
  const [isReplying, setReplying] = createSignal(false);
  const [isEditing, setEditing] = createSignal(false);
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
    <li class={styles.post} data-gone={isGone()} id={props.post.id}>
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
              <span>({t("edited")})</span>
            </Show>
            <Show when={props.post.kind}>{(kind) => <span class={styles.kind}>{t(kind())}</span>}</Show>
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
                    <OnePost post={it()} thread={props.thread} draft={props.draft} newFrom={props.newFrom} />
                  )}
                </Show>
              )}
            </For>
          </ol>
          <Show when={isReplying()}>
            <Composer
              label={t("replyTo", { name: name() })}
              draft={{ thread: props.draft, replyTo: props.post.id }}
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
