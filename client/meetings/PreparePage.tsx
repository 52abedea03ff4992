import { useParams } from "@solidjs/router";
import { createEffect, createSignal, on, Show } from "solid-js";
import { may } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { organizations, people } from "../organizations/organizations.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { pencilIcon } from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { usePrintedPages } from "../ui/printed-pages.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayDay } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { AgendaEditor } from "./AgendaEditor.tsx";
import { CallDialog } from "./CallDialog.tsx";
import { CallOffDialog } from "./CallOffDialog.tsx";
import { printerIcon } from "./icons.ts";
import styles from "./meetings.module.css";
import { groupOf, groups, meetingOf } from "./meetings.ts";
import { When } from "./When.tsx";
import { words } from "./words.ts";

/** Where a meeting is prepared: when and where it is, and what it will talk about. */
export default function PreparePage() {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const params = useParams<{ meeting: string }>();
  const kept = () => meetingOf(params.meeting);
  const meeting = () => kept().value();
  const [isChanging, setChanging] = createSignal(false);
  const [isCallingOff, setCallingOff] = createSignal(false);
  createEffect(
    on(
      () => params.meeting,
      () => {
        void kept().load();
        void groups.load();
      },
    ),
  );
  const isPhone = createMedia("(max-width: 720px)");
  const group = () => groupOf(meeting()?.groupId ?? "");
  const isGone = () => (kept().failure() as { code?: unknown } | undefined)?.code === "not_found";
  const mayChange = () =>
    meeting() !== undefined &&
    may.leadMeeting(whoOf(me()), meeting()!) &&
    (meeting()!.status === "scheduled" || meeting()!.status === "live");
  usePrintedPages(() => ({
    language: language(),
    left: me().initiative.name[language()],
    right: meeting() ? `${meeting()!.title}, ${sayDay(meeting()!.day)}` : "",
  }));
  const nameOf = (id: string | null) => {
    const person = people.value()?.find((it) => it.id === id);
    const organization = organizations.value()?.find((it) => it.id === person?.organizationId);
    return person ? `${person.name}, ${organization?.shortName ?? ""}` : t("nobody");
  };
  const visibility = () => {
    const it = meeting()!.visibility;
    return t(it === "group" ? "visGroup" : it);
  };
  return (
    <Page
      title={meeting() && !isPhone() ? t("agendaOf", { title: meeting()!.title }) : t("prepareTitle")}
      crumb={
        <>
          <a href="/meetings">{t("title")}</a>
          <span aria-hidden="true">/</span>
          <b>{meeting()?.title ?? ""}</b>
        </>
      }
      actions={
        <Show when={meeting() && !isGone() && !isPhone()}>
          <ButtonLink kind="primary" href={`/meetings/${params.meeting}`}>
            {t("toRoom")}
          </ButtonLink>
          <Button icon={printerIcon} aria-label={t("print")} title={t("print")} onClick={() => print()} />
        </Show>
      }
    >
      <Show
        when={!isGone()}
        fallback={
          <EmptyState
            title={<Heading>{t("notThere")}</Heading>}
            action={
              <ButtonLink kind="primary" href="/meetings">
                {t("allMeetings")}
              </ButtonLink>
            }
          >
            {t("notThereText")}
          </EmptyState>
        }
      >
        <div class={styles.page}>
          <Heading>{meeting()?.title ?? t("prepareTitle")}</Heading>
          <Show when={kept().failure()}>
            {(error) => (
              <Show when={isOnline() || !meeting()}>
                <Failure error={error()} onRetry={() => void kept().load()} />
              </Show>
            )}
          </Show>
          <Show when={meeting()} fallback={<Skeleton lines={8} />}>
            {(it) => (
              <>
                <p class={styles.when}>
                  <When of={it()} withDay />
                </p>
                <Show when={it().status === "cancelled"}>
                  <Banner kind="warn">{t("calledOff", { reason: it().cancelReason ?? "" })}</Banner>
                </Show>
                <Show when={it().status === "held"}>
                  <Banner kind="readOnly">{t("notPlanned")}</Banner>
                </Show>
                <Show when={isPhone()}>
                  <p class={styles.when}>
                    <ButtonLink href={`/meetings/${params.meeting}`}>{t("toRoom")}</ButtonLink>
                  </p>
                </Show>
                <div class={styles.columns}>
                  <AgendaEditor meetingId={params.meeting} />
                  <aside class={styles.facts} aria-labelledby="meeting-facts">
                    <h2 id="meeting-facts">{t("details")}</h2>
                    <dl>
                      <dt>{t("group")}</dt>
                      <dd>
                        <Show when={group()} fallback="–">
                          {(one) => <a href={`/groups/${one().id}`}>{one().name[language()]}</a>}
                        </Show>
                      </dd>
                      <dt>{t("place")}</dt>
                      <dd>{it().place || "–"}</dd>
                      <dt>{t("facilitator")}</dt>
                      <dd>{nameOf(it().facilitatorId)}</dd>
                      <dt>{t("noteTaker")}</dt>
                      <dd>{nameOf(it().noteTakerId)}</dd>
                      <Show when={it().interpretation.length > 0}>
                        <dt>{t("interpretation")}</dt>
                        <dd>
                          {it()
                            .interpretation.map((one) => t(one === "es" ? "inSpanish" : "inEnglish"))
                            .join(", ")}
                        </dd>
                      </Show>
                      <dt>{t("visibility")}</dt>
                      <dd>{visibility()}</dd>
                    </dl>
                    <Show when={mayChange()}>
                      <div class={styles.acts}>
                        <Button icon={pencilIcon} disabled={!isOnline()} onClick={() => setChanging(true)}>
                          {t("change")}
                        </Button>
                        <Show when={it().status === "scheduled"}>
                          <Button kind="ghost" disabled={!isOnline()} onClick={() => setCallingOff(true)}>
                            {t("callOff")}
                          </Button>
                        </Show>
                      </div>
                    </Show>
                  </aside>
                </div>
                <CallDialog
                  open={isChanging()}
                  groups={group() ? [group()!] : []}
                  meeting={it()}
                  onClose={() => setChanging(false)}
                  onCalled={() => {
                    setChanging(false);
                    void kept().load();
                  }}
                />
                <CallOffDialog
                  open={isCallingOff()}
                  meeting={it()}
                  onClose={() => setCallingOff(false)}
                  onDone={() => {
                    setCallingOff(false);
                    void kept().load();
                  }}
                />
              </>
            )}
          </Show>
        </div>
      </Show>
    </Page>
  );
}
