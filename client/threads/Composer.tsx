import { createEffect, createSignal, createUniqueId, For, on, onMount, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import { may } from "../../shared/roles.ts";
import { limits, type Post, type PostKind, postKinds } from "../../shared/threads/post.ts";
import { isOnline } from "../online.ts";
import { organizations, partnersHere, people } from "../organizations/organizations.ts";
import { findsFor } from "../shell/finds.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { useWords } from "../words/words.ts";
import { draftOf, keepDraft } from "./drafts.ts";
import { AddRecord, RecordChip } from "./Records.tsx";
import styles from "./thread.module.css";
import type { Said } from "./thread.ts";
import { nameBeingTyped } from "./tree.ts";
import { words } from "./words.ts";

const namesMax = 6;

/** Where somebody writes a post, a reply or an edit. What is not sent waits here, also after a reload. */
export function Composer(props: {
  label: string;
  /** Names the thread and the post among all drafts of this person. */
  draft: { thread: string; replyTo: string | null };
  /** The post that is edited. */
  post?: Post;
  /** What is written goes to the backbone alone. */
  isPrivateOnly?: boolean;
  onSend: (said: Said, id: ReturnType<typeof newId>) => Promise<void>;
  onCancel?: () => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const id = createUniqueId();
  const doing = createDoing();
  const kept = () => draftOf(me().person.id, props.draft.thread, props.draft.replyTo);
  const [text, setText] = createSignal(props.post?.text ?? kept());
  const [kind, setKind] = createSignal<PostKind | null>(props.post?.kind ?? null);
  const [recordIds, setRecordIds] = createSignal<string[]>(props.post?.recordIds ?? []);
  const kinds = () => postKinds.filter((it) => it !== "status" || may.sumUp(whoOf(me())));
  const [typed, setTyped] = createSignal<{ from: number; typed: string }>();
  const [at, setAt] = createSignal(0);
  /** Kept until it was sent: sent twice, it is one post. */
  let postId = newId("pst");
  let area: HTMLTextAreaElement | undefined;

  const everybody = () => [
    ...(people.value() ?? []).map((it) => ({
      id: it.id,
      label: it.name,
      note: organizations.value()?.find((one) => one.id === it.organizationId)?.shortName ?? "",
    })),
    ...partnersHere().map((it) => ({ id: it.id, label: it.shortName, note: it.name })),
  ];
  const names = () => {
    const it = typed();
    return it ? findsFor(everybody(), it.typed).slice(0, namesMax) : [];
  };
  createEffect(on(names, (found) => typed() && announce(t("namesFound", { count: found.length }))));
  onMount(() => props.onCancel && area?.focus());

  function change(now: string) {
    setText(now);
    setAt(0);
    setTyped(nameBeingTyped(now, area?.selectionStart ?? now.length));
    if (!props.post) keepDraft(me().person.id, props.draft.thread, props.draft.replyTo, now);
  }
  function choose(name: string | undefined) {
    const it = typed();
    if (!it || !name || !area) return;
    const caret = area.selectionStart;
    const now = `${text().slice(0, it.from)}@${name} ${text().slice(caret)}`;
    change(now);
    setTyped(undefined);
    area.value = now;
    area.setSelectionRange(it.from + name.length + 2, it.from + name.length + 2);
    area.focus();
  }
  async function send() {
    if (text().trim() === "" || !isOnline()) return;
    const mentionIds = everybody()
      .filter((it) => text().includes(`@${it.label}`))
      .map((it) => it.id)
      .slice(0, limits.mentionsMax);
    const isSent = await doing.run(() =>
      props.onSend(
        {
          kind: kind(),
          text: text().trim(),
          mentionIds,
          recordIds: recordIds(),
          isPrivate: props.isPrivateOnly === true,
        },
        postId,
      ),
    );
    if (!isSent) return;
    announce(t("sent"));
    postId = newId("pst");
    change("");
    setKind(null);
    setRecordIds([]);
    area?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const found = names();
    if (found.length > 0) {
      const to = { ArrowDown: at() + 1, ArrowUp: at() - 1 + found.length }[event.key];
      if (to !== undefined) setAt(to % found.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(found[at()]?.label);
      else if (event.key === "Escape") setTyped(undefined);
      else return;
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
    else if (event.key === "Escape" && props.onCancel) props.onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <form
      class={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="sr-only" for={id}>
        {props.label}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={2}
        maxLength={limits.textMax}
        placeholder={t("placeholder")}
        value={text()}
        aria-haspopup="listbox"
        aria-controls={`${id}-names`}
        aria-autocomplete="list"
        aria-activedescendant={names().length > 0 ? `${id}-name-${at()}` : undefined}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(undefined)}
      />
      <ul
        id={`${id}-names`}
        class={styles.names}
        role="listbox"
        aria-label={t("names")}
        hidden={names().length === 0}
      >
        <For each={names()}>
          {(it, index) => (
            <li
              id={`${id}-name-${index()}`}
              role="option"
              aria-selected={at() === index()}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(it.label);
              }}
            >
              {it.label} <small>{it.note}</small>
            </li>
          )}
        </For>
      </ul>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
      <Show when={!isOnline()}>
        <p class={styles.note}>{t("offline")}</p>
      </Show>
      <Show when={props.post}>
        <p class={styles.note}>{t("editShown")}</p>
      </Show>
      <Show when={props.isPrivateOnly}>
        <p class={styles.note}>{t("privateOnly")}</p>
      </Show>
      <Show when={recordIds().length > 0}>
        <p class={styles.records}>
          <For each={recordIds()}>
            {(id) => (
              <RecordChip id={id} onRemove={() => setRecordIds(recordIds().filter((it) => it !== id))} />
            )}
          </For>
        </p>
      </Show>
      <div class={styles.send}>
        <select
          aria-label={t("kind")}
          onChange={(event) => setKind((event.currentTarget.value || null) as PostKind | null)}
        >
          <option value="" selected={kind() === null}>
            {t("plain")}
          </option>
          <For each={kinds()}>
            {(it) => (
              <option value={it} selected={kind() === it}>
                {t(it)}
              </option>
            )}
          </For>
        </select>
        <AddRecord
          onAdd={(id) => {
            if (!recordIds().includes(id)) setRecordIds([...recordIds(), id].slice(-limits.recordsMax));
            area?.focus();
          }}
        />
        <Show when={props.onCancel}>
          <Button size="small" onClick={() => props.onCancel?.()}>
            {t("cancel")}
          </Button>
        </Show>
        <Button
          size="small"
          kind="soft"
          type="submit"
          disabled={doing.isBusy() || !isOnline() || text().trim() === ""}
        >
          {t(props.post ? "save" : "send")}
        </Button>
      </div>
    </form>
  );
}
