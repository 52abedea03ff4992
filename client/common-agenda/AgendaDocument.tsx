import { useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, onCleanup, Show, Suspense } from "solid-js";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { currentVersion } from "../../shared/common-agenda/readings.ts";
import { may, voicesOf } from "../../shared/roles.ts";
import { areCaretsHidden, CaretSwitch, caretItem } from "../documents/CaretSwitch.tsx";
import { DocumentBanner } from "../documents/DocumentBanner.tsx";
import { DocumentSkeleton } from "../documents/DocumentSkeleton.tsx";
import { createDocument } from "../documents/document-state.ts";
import { Editor, type EditorHandle } from "../documents/Editor.tsx";
import { asMarkdown, copyAsMarkdown } from "../documents/export.ts";
import { icons } from "../documents/icons.ts";
import type { OutlineHeading } from "../documents/Outline.tsx";
import { Presence } from "../documents/Presence.tsx";
import { SaveState } from "../documents/SaveState.tsx";
import { lazyPart } from "../lazy-part.ts";
import { messagesIcon } from "../meetings/icons.ts";
import { people } from "../organizations/organizations.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { signInAgain, useMe } from "../sign-in/me.ts";
import type { PassagesState } from "../threads/Passages.tsx";
import { Button } from "../ui/Button.tsx";
import { ellipsisIcon, eyeIcon, historyIcon, pencilIcon, sendIcon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { toast } from "../ui/toast.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { AgendaAside } from "./AgendaAside.tsx";
import styles from "./common-agenda.module.css";
import { mentionEntries } from "./mentions.ts";
import { words } from "./words.ts";

const ContentsSheet = lazyPart(() => import("./ContentsSheet.tsx"));
const AdoptionBar = lazyPart(() => import("./AdoptionBar.tsx"));
const AdoptSheet = lazyPart(() => import("./AdoptSheet.tsx"));
const WhoDialog = lazyPart(() => import("./WhoDialog.tsx"));
const VersionsSheet = lazyPart(() => import("./VersionsSheet.tsx"));
const Passages = lazyPart(() => import("../threads/Passages.tsx"));
const PublishDialog = lazyPart(() => import("./PublishDialog.tsx"));

/** What lies over the text: the versions, who adopted which, or what is new for one organization. */
type Over = { is: "adopt"; organizationId: string } | { is: "who" | "versions" | "publish" };

/** The text is compared with the versions once nobody has written for this long. */
const quietMs = 400;

type Mode = "edit" | "read";

/** One language's text of the common agenda, with everything around it. */
export function AgendaDocument(props: { agenda: CommonAgenda; name: string }) {
  const t = useWords(words);
  const me = useMe();
  const about = () => props.agenda.documents.find((it) => it.name === props.name)!;
  const language = about().language;
  const open = createDocument({
    name: props.name,
    personId: me().person.id,
    epoch: me().initiative.epoch,
    mayEdit: about().mayEdit,
  });
  const [mode, setMode] = createSignal<Mode>("edit");
  const [headings, setHeadings] = createSignal<OutlineHeading[]>([]);
  const [handle, setHandle] = createSignal<EditorHandle>();
  const [toolbarIn, setToolbarIn] = createSignal<HTMLElement>();
  const [barIn, setBarIn] = createSignal<HTMLElement>();
  const [panelIn, setPanelIn] = createSignal<HTMLElement>();
  const [passages, setPassages] = createSignal<PassagesState>();
  const [showsContents, setShowsContents] = createSignal(false);
  const mentions = createMemo(() => mentionEntries({ person: t("person"), organization: t("partner") }));
  const [over, setOver] = createSignal<Over>();
  const close = () => setOver(undefined);
  const working = useWorking(handle);
  // Home leads to what is new for one's own organization.
  const [search, setSearch] = useSearchParams();
  createEffect(() => {
    if (search.do !== "adopt" || !currentVersion(props.agenda)) return;
    setSearch({ do: undefined, for: undefined }, { replace: true });
    const voices = voicesOf(whoOf(me()));
    const own = voices.find((id) => id === search.for) ?? voices[0];
    if (own) setOver({ is: "adopt", organizationId: own });
  });
  // Needed offline too, and at once: it comes after the text.
  createEffect(() => handle() && void AdoptSheet.preload());
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
  const mayPublish = () => may.publishAgenda(whoOf(me()));
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
    ...(passages()
      ? [{ label: passages()!.label(), icon: messagesIcon, onSelect: () => passages()!.openList() }]
      : []),
    { label: t("versions"), icon: historyIcon, onSelect: () => setOver({ is: "versions" }) },
    ...(mayPublish()
      ? [{ label: t("publish"), icon: sendIcon, onSelect: () => setOver({ is: "publish" }) }]
      : []),
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
            <span class={styles.bar} ref={setBarIn} />
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
            <Button icon={historyIcon} onClick={() => setOver({ is: "versions" })}>
              {t("versions")}
            </Button>
            <Show when={mayPublish()}>
              <Button kind="primary" onClick={() => setOver({ is: "publish" })}>
                {t("publish")}
              </Button>
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
          <div class={styles.tools} ref={setToolbarIn} data-awaited={isEditable() ? "" : undefined} />
          <div class={styles.banner}>
            <DocumentBanner
              document={open}
              askWhom={askWhom()}
              onSignIn={() => void signInAgain().then(() => open.connection.retry())}
            />
          </div>
          <div class={styles.scroll} data-document-column>
            <div class={styles.paper}>
              <Button class={styles.contents} icon={icons.contents} onClick={() => setShowsContents(true)}>
                {t("contentsAndLanguages")}
              </Button>
              {/* The text does not wait for it; its place is kept. */}
              <div class={styles.adoption}>
                <Suspense>
                  <AdoptionBar
                    agenda={props.agenda}
                    language={language}
                    working={working()}
                    onWho={() => setOver({ is: "who" })}
                    onWorking={() => setOver({ is: "versions" })}
                    onAdopt={(organizationId) => setOver({ is: "adopt", organizationId })}
                  />
                </Suspense>
              </div>
              <div lang={language}>
                <Heading class={styles.title}>{props.agenda.title[language]}</Heading>
              </div>
              <p class={styles.about}>
                <Show when={props.agenda.adoptedOn}>
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
        <div class={styles.panel} ref={setPanelIn} />
      </div>
      <Show when={handle() && barIn() && panelIn() && handle()}>
        {(text) => (
          <Suspense>
            <Passages
              document={props.name}
              lang={language}
              handle={text()}
              barIn={barIn()!}
              panelIn={panelIn()!}
              side="left"
              mayDiscuss={may.takePart(whoOf(me())) && !open.isEnded()}
              isEditable={isEditable()}
              ref={setPassages}
            />
          </Suspense>
        )}
      </Show>
      <Show when={showsContents()}>
        <Suspense>
          <ContentsSheet title={t("contentsAndLanguages")} onClose={() => setShowsContents(false)}>
            {aside(() => setShowsContents(false))}
          </ContentsSheet>
        </Suspense>
      </Show>
      <Show when={over()} keyed>
        {(it) => (
          <Suspense>
            <Show when={it.is === "adopt" && it.organizationId}>
              {(organizationId) => (
                <AdoptSheet
                  agenda={props.agenda}
                  organizationId={organizationId()}
                  language={language}
                  onClose={close}
                />
              )}
            </Show>
            <Show when={it.is === "who"}>
              <WhoDialog
                agenda={props.agenda}
                onAdopt={(organizationId) => setOver({ is: "adopt", organizationId })}
                onClose={close}
              />
            </Show>
            <Show when={it.is === "versions"}>
              <VersionsSheet agenda={props.agenda} language={language} working={working()} onClose={close} />
            </Show>
            <Show when={it.is === "publish"}>
              <PublishDialog agenda={props.agenda} language={language} onClose={close} />
            </Show>
          </Suspense>
        )}
      </Show>
    </Page>
  );
}

/** What the text says, as Markdown, a moment after the last word; `undefined` before there is a text. */
function useWorking(handle: () => EditorHandle | undefined) {
  const [working, setWorking] = createSignal<string>();
  createEffect(() => {
    const now = handle();
    if (!now) return;
    const { editor } = now;
    let timer = setTimeout(() => setWorking(asMarkdown(editor)), quietMs);
    const stop = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => setWorking(asMarkdown(editor)), quietMs);
    });
    onCleanup(() => {
      stop();
      clearTimeout(timer);
    });
  });
  return working;
}
