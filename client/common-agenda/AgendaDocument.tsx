import { createMemo, createSignal, lazy, Show, Suspense } from "solid-js";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { areCaretsHidden, CaretSwitch, caretItem } from "../documents/CaretSwitch.tsx";
import { DocumentBanner } from "../documents/DocumentBanner.tsx";
import { DocumentSkeleton } from "../documents/DocumentSkeleton.tsx";
import { createDocument } from "../documents/document-state.ts";
import { Editor, type EditorHandle } from "../documents/Editor.tsx";
import { copyAsMarkdown } from "../documents/export.ts";
import { icons } from "../documents/icons.ts";
import type { OutlineHeading } from "../documents/Outline.tsx";
import { Presence } from "../documents/Presence.tsx";
import { SaveState } from "../documents/SaveState.tsx";
import { people } from "../organizations/organizations.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { loadMe, useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { ellipsisIcon, eyeIcon, pencilIcon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { toast } from "../ui/toast.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { AgendaAside } from "./AgendaAside.tsx";
import styles from "./common-agenda.module.css";
import { mentionEntries } from "./mentions.ts";
import { words } from "./words.ts";

const ContentsSheet = lazy(() => import("./ContentsSheet.tsx"));

type Mode = "edit" | "read";

/** One language's text of the common agenda, with everything around it. */
export function AgendaDocument(props: { agenda: CommonAgenda; name: string }) {
  const t = useWords(words);
  const me = useMe();
  const about = () => props.agenda.documents.find((it) => it.name === props.name)!;
  const language = about().language;
  const open = createDocument({ name: props.name, personId: me().person.id, mayEdit: about().mayEdit });
  const [mode, setMode] = createSignal<Mode>("edit");
  const [headings, setHeadings] = createSignal<OutlineHeading[]>([]);
  const [handle, setHandle] = createSignal<EditorHandle>();
  const [toolbarIn, setToolbarIn] = createSignal<HTMLElement>();
  const [showsContents, setShowsContents] = createSignal(false);
  const mentions = createMemo(() => mentionEntries({ person: t("person"), organization: t("partner") }));
  const isEditable = () => open.mayEdit() && mode() === "edit" && !open.isEnded();

  const version = () =>
    t(props.agenda.status === "adopted" ? "versionAdopted" : "versionDraft", {
      version: props.agenda.version,
    });
  const askWhom = () => people.value()?.find((it) => it.role === "backbone")?.name;
  const copy = () => {
    const now = handle();
    if (now)
      copyAsMarkdown(now.editor).then(
        () => toast(t("copied")),
        () => toast(t("notCopied")),
      );
  };
  const moreItems = (): MenuItem[] => [
    { label: t("copyMarkdown"), icon: icons.copy, onSelect: copy },
    { label: t("print"), icon: icons.print, onSelect: () => print() },
  ];
  /** What stands in the top bar on wide screens and in the menu on phones. */
  const phoneItems = (): MenuItem[] => [
    ...(open.mayEdit()
      ? [
          {
            label: t("edit"),
            icon: pencilIcon,
            isChecked: mode() === "edit",
            onSelect: () => setMode("edit"),
          },
          { label: t("read"), icon: eyeIcon, isChecked: mode() === "read", onSelect: () => setMode("read") },
          "divider" as const,
        ]
      : []),
    caretItem(me().person.id),
    ...moreItems(),
  ];
  const aside = (onGone: () => void) => (
    <AgendaAside
      agenda={props.agenda}
      language={language}
      headings={headings()}
      elementOf={(key) => handle()?.elementOf(key) ?? null}
      onGo={(key) => {
        onGone();
        // A sheet gives the focus back before the heading takes it.
        setTimeout(() => handle()?.goTo(key));
      }}
    />
  );

  return (
    <Page
      title={t("commonAgenda")}
      fills
      saysOffline
      crumb={
        <>
          <b>{t("commonAgenda")}</b>
          <span class={styles.chip}>{version()}</span>
        </>
      }
      actions={
        <>
          <SaveState state={open.state()} mayEdit={open.mayEdit()} />
          <Presence
            awareness={open.connection.awareness}
            me={{
              personId: me().person.id,
              name: me().person.name,
              organization: me().organization.shortName,
              hue: me().organization.hue,
            }}
          />
          <div class={styles.wideOnly}>
            <CaretSwitch personId={me().person.id} />
            <Show when={open.mayEdit() && !open.isEnded()}>
              <Segmented
                label={t("mode")}
                value={mode()}
                onChange={setMode}
                options={[
                  { value: "edit", label: t("edit"), icon: pencilIcon },
                  { value: "read", label: t("read"), icon: eyeIcon },
                ]}
              />
            </Show>
            <Menu
              label={t("more")}
              align="end"
              items={moreItems}
              trigger={(button) => (
                <Button {...button} kind="ghost" icon={ellipsisIcon} aria-label={t("more")} />
              )}
            />
          </div>
          <div class={styles.phoneOnly}>
            <Menu
              label={t("more")}
              align="end"
              items={phoneItems}
              trigger={(button) => (
                <Button {...button} kind="ghost" icon={ellipsisIcon} aria-label={t("more")} />
              )}
            />
          </div>
        </>
      }
    >
      <div class={styles.columns}>
        <div class={styles.aside}>{aside(() => {})}</div>
        <div class={styles.column}>
          <div class={styles.tools} ref={setToolbarIn} />
          <div class={styles.banner}>
            <DocumentBanner
              document={open}
              askWhom={askWhom()}
              onSignIn={() => void loadMe().then(() => open.connection.retry())}
            />
          </div>
          <div class={styles.scroll} data-document-column>
            <div class={styles.paper}>
              <Button class={styles.contents} icon={icons.contents} onClick={() => setShowsContents(true)}>
                {t("contentsAndLanguages")}
              </Button>
              <div lang={language}>
                <Heading class={styles.title}>{props.agenda.title[language]}</Heading>
              </div>
              <p class={styles.about}>
                <Show when={props.agenda.adoptedOn} fallback={<span>{t("notAdopted")}</span>}>
                  {(day) => (
                    <span>{t("adoptedOn", { version: props.agenda.version, day: sayDay(day()) })}</span>
                  )}
                </Show>
                <Show when={props.agenda.nextReviewOn}>
                  {(day) => <span>{t("reviewOn", { day: sayDay(day()) })}</span>}
                </Show>
              </p>
              <Show when={open.hasText()} fallback={<DocumentSkeleton state={open.state()} />}>
                <Editor
                  connection={open.connection}
                  label={t("text")}
                  lang={language}
                  isEditable={isEditable()}
                  toolbarIn={toolbarIn()!}
                  showsCarets={!areCaretsHidden(me().person.id)}
                  mentions={mentions()}
                  onHeadings={setHeadings}
                  ref={setHandle}
                />
              </Show>
            </div>
          </div>
        </div>
      </div>
      <Show when={showsContents()}>
        <Suspense>
          <ContentsSheet title={t("contentsAndLanguages")} onClose={() => setShowsContents(false)}>
            {aside(() => setShowsContents(false))}
          </ContentsSheet>
        </Suspense>
      </Show>
    </Page>
  );
}
