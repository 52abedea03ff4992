import { createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { announce } from "../ui/announce.ts";
import { useWords } from "../words/words.ts";
import { openDocument } from "./connection.ts";
import type { ConnectionState } from "./connection-state.ts";
import { copiesAside, dropOfflineCopy } from "./offline-copies.ts";
import { keepPage } from "./open-texts.ts";
import { words } from "./words.ts";

export interface DocumentOptions {
  name: string;
  personId: string;
  epoch: string;
  mayEdit: boolean;
}

/** How long the screen says that it is back online. */
const backMs = 2000;

/** Opens a document for as long as the component that asks lives, with its state as signals. */
export function createDocument(options: DocumentOptions) {
  const t = useWords(words);
  const [state, setState] = createSignal<ConnectionState>({ is: "loading" }, { equals: sameState });
  const [hasText, setHasText] = createSignal(false);
  const [mayEdit, setMayEdit] = createSignal(options.mayEdit);
  const [backWith, setBackWith] = createSignal<number>();
  let wasOffline: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connection = openDocument({
    ...options,
    onChange: () => {
      setState(connection.state());
      setHasText(connection.hasText());
      setMayEdit(connection.mayEdit());
    },
  });
  const onUpdate = () => setHasText(connection.hasText());
  connection.doc.on("update", onUpdate);

  createEffect(() => {
    const now = state();
    const alarm = alarms[now.is];
    if (alarm) announce(t(alarm), "assertive");
    if (now.is === "offline") {
      if (wasOffline === undefined) announce(t("offline"), "assertive");
      wasOffline = Math.max(wasOffline ?? 0, now.edits);
    }
    if (now.is !== "saved" || wasOffline === undefined) return;
    setBackWith(wasOffline);
    announce(wasOffline > 0 ? t("bannerSynced", { count: wasOffline }) : t("bannerBack"));
    wasOffline = undefined;
    clearTimeout(timer);
    timer = setTimeout(() => setBackWith(undefined), backMs);
  });
  createEffect((could) => {
    if (could && !mayEdit()) announce(t("bannerReadOnly"), "assertive");
    return mayEdit();
  });
  const letGo = keepPage();
  onCleanup(() => {
    letGo();
    clearTimeout(timer);
    connection.close();
  });

  const [aside, setAside] = createSignal(copiesAside(options.personId, options.name, options.epoch));

  return {
    connection,
    /** Copies that this browser still has from before a backup was restored, by name. */
    aside,
    /** Lets go of one of them. */
    dropAside: async (name: string) => {
      await dropOfflineCopy(name);
      setAside((them) => them.filter((it) => it !== name));
    },
    state,
    hasText,
    mayEdit,
    /** For two seconds after the connection came back: how many edits went with it. */
    backWith,
    isEnded: createMemo(() => ["signed-out", "no-access", "gone", "restored"].includes(state().is)),
  };
}

/** What cannot wait is said at once. */
const alarms: {
  [is in ConnectionState["is"]]?:
    | "bannerNotSaved"
    | "bannerSignedOut"
    | "bannerNoAccess"
    | "bannerGone"
    | "bannerRestored";
} = {
  "not-saved": "bannerNotSaved",
  "signed-out": "bannerSignedOut",
  "no-access": "bannerNoAccess",
  gone: "bannerGone",
  restored: "bannerRestored",
};

export type OpenDocument = ReturnType<typeof createDocument>;

/** What a banner tells of a document, or of several that are shown as one. */
export type ToldDocument = Pick<
  OpenDocument,
  "state" | "hasText" | "mayEdit" | "backWith" | "aside" | "dropAside"
> & { connection: Pick<OpenDocument["connection"], "retry"> };

const sameState = (a: ConnectionState, b: ConnectionState) =>
  a.is === b.is && ("edits" in a ? a.edits : 0) === ("edits" in b ? b.edits : 0);
