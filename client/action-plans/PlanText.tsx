import { createMemo, createSignal, Show, Suspense } from "solid-js";
import { planDocument } from "../../shared/documents/name.ts";
import { may } from "../../shared/roles.ts";
import { mentionEntries } from "../common-agenda/mentions.ts";
import { areCaretsHidden } from "../documents/CaretSwitch.tsx";
import { DocumentSkeleton } from "../documents/DocumentSkeleton.tsx";
import { Editor, type EditorHandle } from "../documents/Editor.tsx";
import { lazyPart } from "../lazy-part.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { useWords } from "../words/words.ts";
import type { LivePlans } from "./live-plans.ts";
import styles from "./texts.module.css";
import { words } from "./words.ts";

const Passages = lazyPart(() => import("../threads/Passages.tsx"));

/** What one group says of its plan, and what is said about its passages. */
export default function PlanText(props: {
  plan: LivePlans["plans"][number];
  /** Where the thread of a passage goes, when there is room beside the text. */
  panelIn: HTMLElement;
}) {
  const t = useWords(words);
  const me = useMe();
  const [toolbarIn, setToolbarIn] = createSignal<HTMLElement>();
  const [barIn, setBarIn] = createSignal<HTMLElement>();
  const [handle, setHandle] = createSignal<EditorHandle>();
  const mentions = createMemo(() => mentionEntries({ person: t("person"), organization: t("partner") }));
  const { open, groupId, title, language } = props.plan;
  const isEditable = () => open.mayEdit() && !open.isEnded();
  return (
    <>
      <div class={styles.tools}>
        <div class={styles.toolbar} ref={setToolbarIn} />
        <span class={styles.bar} ref={setBarIn} />
      </div>
      <div class={styles.paper}>
        <Show when={open.hasText() && toolbarIn()} fallback={<DocumentSkeleton state={open.state()} />}>
          {(place) => (
            <Editor
              connection={open.connection}
              label={`${t("narrative")}: ${title}`}
              lang={language}
              isEditable={isEditable()}
              toolbarIn={place()}
              showsCarets={!areCaretsHidden(me().person.id)}
              mentions={mentions()}
              onHeadings={() => {}}
              ref={setHandle}
            />
          )}
        </Show>
      </div>
      <Show when={handle() && barIn() && handle()}>
        {(text) => (
          <Suspense>
            <Passages
              document={planDocument(groupId)}
              among={groupId}
              lang={language}
              handle={text()}
              barIn={barIn()!}
              panelIn={props.panelIn}
              side="right"
              mayDiscuss={may.takePart(whoOf(me())) && !open.isEnded()}
              isEditable={isEditable()}
            />
          </Suspense>
        )}
      </Show>
    </>
  );
}
