import { useParams } from "@solidjs/router";
import { createEffect, createSignal, For, onMount, Show } from "solid-js";
import { dayIn } from "../../shared/dates.ts";
import type { Group } from "../../shared/meetings/group.ts";
import { quorumOf } from "../../shared/meetings/readings.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { may } from "../../shared/roles.ts";
import { areHere } from "../kept.ts";
import { useLive } from "../live.ts";
import { isOnline } from "../online.ts";
import { loadPartners, organizations, people } from "../organizations/organizations.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { pencilIcon, plusIcon } from "../ui/icons.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayList, sayWeekday } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { GroupDialog } from "./GroupDialog.tsx";
import { words } from "./group-words.ts";
import { nextOf } from "./listed.ts";
import styles from "./meetings.module.css";
import { groups, loadMeetings, meetings } from "./meetings.ts";

/** Words of a cadence that many groups use; any other is shown as it was written. */
const cadences = ["monthly", "biweekly", "weekly", "quarterly"] as const;
const isCadence = (text: string): text is (typeof cadences)[number] =>
  (cadences as readonly string[]).includes(text);

/** The steering committee and the working groups: who is in them, who leads them, how they work. */
export default function GroupsPage() {
  const t = useWords(words);
  const me = useMe();
  const params = useParams<{ group?: string }>();
  const [editing, setEditing] = createSignal<{ group?: Group }>();
  onMount(() => {
    void loadMeetings();
    void loadPartners();
  });
  const live = useLive(
    () => undefined,
    (item) => {
      if (/^(group|meeting)\./.test(item.type)) void loadMeetings();
    },
  );
  onMount(() => live.open());
  const mayShape = () => may.shapeGroups(whoOf(me()));
  useKeys(() => ({ ...(mayShape() ? { n: () => setEditing({}) } : {}) }));
  createEffect(() => {
    if (groups.value() && params.group)
      queueMicrotask(() => document.getElementById(params.group!)?.scrollIntoView({ block: "nearest" }));
  });
  return (
    <Page
      title={t("title")}
      actions={
        <Show when={mayShape()}>
          <Button
            kind="primary"
            icon={plusIcon}
            hint="N"
            disabled={!isOnline()}
            title={isOnline() ? undefined : t("offlineReason")}
            onClick={() => setEditing({})}
          >
            {t("form")}
          </Button>
        </Show>
      }
    >
      <div class={styles.page}>
        <div class={styles.head}>
          <div>
            <Heading>{t("title")}</Heading>
            <p>{t("lead")}</p>
          </div>
          <div class={styles.tools}>
            <ButtonLink href="/partners">{t("toPartners")}</ButtonLink>
          </div>
        </div>
        <Show when={groups.failure()}>
          {(error) => (
            <Show when={isOnline() || !groups.value()}>
              <Failure error={error()} onRetry={loadMeetings} />
            </Show>
          )}
        </Show>
        <Show
          when={areHere(organizations, people) && groups.value()}
          fallback={
            <Show when={!groups.failure()}>
              <Skeleton lines={8} />
            </Show>
          }
        >
          {(all) => (
            <Show
              when={all().length > 0}
              fallback={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
            >
              <ul class={styles.cards}>
                <For each={all()}>
                  {(it) => (
                    <GroupCard
                      group={it}
                      isChosen={it.id === params.group}
                      onChange={mayShape() ? () => setEditing({ group: it }) : undefined}
                    />
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Show>
      </div>
      <GroupDialog
        open={editing() !== undefined}
        group={editing()?.group}
        onClose={() => setEditing(undefined)}
      />
    </Page>
  );
}

function GroupCard(props: { group: Group; isChosen: boolean; onChange: (() => void) | undefined }) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const it = () => props.group;
  const quorum = () => quorumOf(it(), []);
  const members = () => (organizations.value() ?? []).filter((one) => it().memberIds.includes(one.id));
  const chairs = () =>
    it().chairIds.flatMap((id) => people.value()?.find((one) => one.id === id)?.name ?? []);
  const next = () =>
    nextOf(
      (meetings.value() ?? []).filter((one) => one.groupId === it().id),
      dayIn(me().initiative.timeZone, Date.now()),
      () => true,
    );
  const cadence = () => {
    const text = it().cadence;
    return isCadence(text) ? t(text) : text || "–";
  };
  return (
    <li
      class={styles.card}
      id={it().id}
      data-chosen={props.isChosen}
      aria-current={props.isChosen || undefined}
    >
      <div>
        <small>{t(it().kind)}</small>
        <h2>{it().name[language()]}</h2>
      </div>
      <ul class={styles.members} aria-label={t("membersCount", { count: it().memberIds.length })}>
        <For each={members()}>
          {(one) => (
            <li>
              <OrgTile initials={initialsOf(one.name)} hue={one.hue} name={one.shortName} />
            </li>
          )}
        </For>
      </ul>
      <dl>
        <dt>{t("chairs")}</dt>
        <dd>{chairs().length > 0 ? sayList(chairs()) : t("nobody")}</dd>
        <dt>{t("cadence")}</dt>
        <dd>{cadence()}</dd>
        <dt>{t("quorum")}</dt>
        <dd>
          {t("quorumIs", {
            percent: it().quorumPercent,
            needed: quorum().needed,
            members: quorum().members,
          })}
        </dd>
        <dt>{t("recap")}</dt>
        <dd>{t("recapIs", { count: it().recapDays })}</dd>
        <dt>{t("visibility")}</dt>
        <dd>{t(it().visibility)}</dd>
        <dt>{t("next")}</dt>
        <dd>
          <Show when={next()} fallback={t("none")}>
            {(meeting) => <a href={`/meetings/${meeting().id}`}>{sayWeekday(meeting().day)}</a>}
          </Show>
        </dd>
      </dl>
      <div class={styles.acts}>
        <ButtonLink size="small" href={`/meetings?group=${it().id}`}>
          {t("meetings")}
          <span class="sr-only">: {it().name[language()]}</span>
        </ButtonLink>
        <Show when={props.onChange}>
          {(change) => (
            <Button size="small" icon={pencilIcon} disabled={!isOnline()} onClick={() => change()()}>
              {t("change")}
              <span class="sr-only">: {it().name[language()]}</span>
            </Button>
          )}
        </Show>
      </div>
    </li>
  );
}
