import { useNavigate, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, onMount, Show } from "solid-js";
import { dayIn } from "../../shared/dates.ts";
import { may } from "../../shared/roles.ts";
import { useLive } from "../live.ts";
import { isOnline } from "../online.ts";
import { loadPartners } from "../organizations/organizations.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { openShortcuts } from "../shell/palette.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { plusIcon } from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { localeOf } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { CallDialog } from "./CallDialog.tsx";
import { byTime, type Month, nextOf } from "./listed.ts";
import { MeetingRow } from "./MeetingRow.tsx";
import styles from "./meetings.module.css";
import { groupOf, groups, loadMeetings, meetings } from "./meetings.ts";
import { NextMeeting } from "./NextMeeting.tsx";
import { ZoneLine } from "./When.tsx";
import { words } from "./words.ts";

/** What is next, the own groups first, and what was said. */
export default function MeetingsPage() {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams<{ group?: string; do?: string }>();
  const [isCalling, setCalling] = createSignal(false);
  onMount(() => {
    void loadMeetings();
    void loadPartners();
  });
  const live = useLive(
    () => undefined,
    (item) => {
      if (/^(meeting|group)\./.test(item.type)) void loadMeetings();
    },
  );
  onMount(() => live.open());

  const today = () => dayIn(me().initiative.timeZone, Date.now());
  const own = createMemo(
    () =>
      new Set(
        (groups.value() ?? [])
          .filter((it) => it.memberIds.includes(me().organization.id) || it.chairIds.includes(me().person.id))
          .map((it) => it.id),
      ),
  );
  const isOwn = (id: string) => own().has(id);
  const mayCall = () => (groups.value() ?? []).filter((it) => may.callMeeting(whoOf(me()), it));
  const chosen = () => groupOf(search.group ?? "");
  const shown = createMemo(() =>
    (meetings.value() ?? []).filter((it) => !chosen() || it.groupId === chosen()!.id),
  );
  const listed = createMemo(() => byTime(shown(), today(), isOwn));
  const next = createMemo(() => nextOf(shown(), today(), isOwn));

  const move = (step: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step]?.focus();
  };
  createEffect(() => {
    if (search.do !== "call" || mayCall().length === 0) return;
    setCalling(true);
    setSearch({ do: undefined }, { replace: true });
  });
  useKeys(() => ({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ...(next() ? { Enter: () => navigate(`/meetings/${next()!.id}`) } : {}),
    ...(mayCall().length > 0 ? { n: () => setCalling(true) } : {}),
  }));
  const isPhone = createMedia("(max-width: 720px)");
  const callButton = () => (
    <Show when={mayCall().length > 0}>
      <Button
        kind="primary"
        icon={plusIcon}
        hint="N"
        disabled={!isOnline()}
        title={isOnline() ? undefined : t("offlineReason")}
        onClick={() => setCalling(true)}
      >
        {t("call")}
      </Button>
    </Show>
  );

  /** A phone's top bar has no room for its words. */
  const shortCallButton = () => (
    <Show when={mayCall().length > 0}>
      <Button
        kind="primary"
        icon={plusIcon}
        aria-label={t("call")}
        disabled={!isOnline()}
        onClick={() => setCalling(true)}
      />
    </Show>
  );

  return (
    <Page
      title={t("title")}
      actions={
        <Show when={isPhone()} fallback={callButton()}>
          {shortCallButton()}
        </Show>
      }
    >
      <div class={styles.page}>
        <div class={styles.head}>
          <div>
            <Heading>{t("title")}</Heading>
            <p>
              {t("lead")} <ZoneLine />
            </p>
          </div>
          <div class={styles.tools}>
            <Show when={(groups.value()?.length ?? 0) > 1}>
              <select
                class={styles.choose}
                aria-label={t("group")}
                onChange={(event) =>
                  setSearch({ group: event.currentTarget.value || undefined }, { replace: true })
                }
              >
                <option value="" selected={!chosen()}>
                  {t("allGroups")}
                </option>
                <For each={groups.value()}>
                  {(it) => (
                    <option value={it.id} selected={chosen()?.id === it.id}>
                      {it.name[language()]}
                    </option>
                  )}
                </For>
              </select>
            </Show>
            <ButtonLink href={chosen() ? `/groups/${chosen()!.id}` : "/groups"}>{t("groups")}</ButtonLink>
          </div>
        </div>
        <Show when={meetings.failure() ?? groups.failure()}>
          {(error) => (
            <Show when={isOnline() || !meetings.value()}>
              <Failure error={error()} onRetry={loadMeetings} />
            </Show>
          )}
        </Show>
        <Show
          when={meetings.value() && groups.value()}
          fallback={
            <Show when={!meetings.failure()}>
              <Skeleton lines={8} />
            </Show>
          }
        >
          <Show
            when={shown().length > 0}
            fallback={
              <EmptyState title={t(chosen() ? "emptyGroup" : "empty")} action={callButton()}>
                {t(chosen() ? "emptyGroupText" : "emptyText")}
              </EmptyState>
            }
          >
            <div class={styles.lists}>
              <Show when={next()}>{(it) => <NextMeeting meeting={it()} isOwn={isOwn(it().groupId)} />}</Show>
              <div>
                <Part
                  title={t("toCome")}
                  months={listed().toCome}
                  nothing={t("nothingToCome")}
                  today={today()}
                />
                <Part title={t("past")} months={listed().past} nothing={t("nothingPast")} today={today()} />
              </div>
            </div>
          </Show>
        </Show>
        <div class={styles.keys}>
          <span aria-hidden="true">
            <kbd>J</kbd> <kbd>K</kbd> {t("keyMove")}
          </span>
          <span aria-hidden="true">
            <kbd>Enter</kbd> {t("keyOpen")}
          </span>
          <button type="button" onClick={openShortcuts}>
            <kbd>?</kbd> {t("keyAll")}
          </button>
        </div>
      </div>
      <CallDialog
        open={isCalling()}
        groups={mayCall()}
        proposed={chosen()?.id}
        onClose={() => setCalling(false)}
        onCalled={(id) => {
          setCalling(false);
          navigate(`/meetings/${id}/agenda`);
        }}
      />
    </Page>
  );
}

function Part(props: { title: string; months: Month[]; nothing: string; today: string }) {
  const language = useLanguage();
  const monthOf = (month: string) => {
    const text = new Intl.DateTimeFormat(localeOf(language()), {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(Date.parse(`${month}-01T00:00Z`));
    return text.charAt(0).toLocaleUpperCase() + text.slice(1);
  };
  return (
    <section class={styles.part} aria-label={props.title}>
      <h2>{props.title}</h2>
      <For each={props.months} fallback={<p class={styles.nothing}>{props.nothing}</p>}>
        {({ month, meetings }) => (
          <>
            <h3>{monthOf(month)}</h3>
            <ul class={styles.rows}>
              <For each={meetings}>{(it) => <MeetingRow meeting={it} today={props.today} />}</For>
            </ul>
          </>
        )}
      </For>
    </section>
  );
}
