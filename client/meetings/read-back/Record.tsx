import { Show } from "solid-js";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import { initialsOf } from "../../../shared/organizations/organization.ts";
import { isOnline } from "../../online.ts";
import { OrgTile } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { chevronLeftIcon, chevronRightIcon } from "../../ui/icons.ts";
import { sayWeekday } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import { organizationOf, personOf } from "../recap/recaps.ts";
import type { Captured } from "./captured.ts";
import { EditRecord } from "./EditRecord.tsx";
import styles from "./read-back.module.css";
import type { Verdict } from "./read-back.ts";
import { words } from "./words.ts";

/** What the organization beside a record is to it. */
const ownerWords = {
  commitment: "who",
  decision: "raisedBy",
  reading: "reportedBy",
  parked: "raisedBy",
} as const;

/** One record, as large as the back of the room needs it. */
export function Record(props: {
  record: Captured;
  at: number;
  count: number;
  verdict: Verdict | undefined;
  meeting: MeetingWithAgenda;
  isEditing: boolean;
  onEdit: (is: boolean) => void;
  onChanged: () => void;
  onJudge: (verdict: Verdict) => void;
  onGo: (step: 1 | -1) => void;
  onUndo: () => void;
}) {
  const t = useWords(words);
  const owner = () => props.record.ownerOrganizationId;
  return (
    <>
      <div class={styles.progress}>
        <span class="num">{t("progress", { at: props.at + 1, count: props.count })}</span>
        <progress value={props.at} max={props.count} aria-hidden="true" />
      </div>
      <article class={styles.record} data-kind={props.record.kind} aria-live="off">
        <p class={styles.kind}>
          {t(props.record.kind)} <b>{props.record.label}</b>
          <Show when={props.verdict}>
            {(verdict) => (
              <span class={styles.verdict} data-verdict={verdict()}>
                {t(verdict() === "confirmed" ? "stands" : "aside")}
              </span>
            )}
          </Show>
        </p>
        <p class={styles.what}>{props.record.what}</p>
        <dl class={styles.facts}>
          <Show when={owner()}>
            {(id) => {
              const it = () => organizationOf(id());
              return (
                <div>
                  <dt>{t(ownerWords[props.record.kind])}</dt>
                  <dd>
                    <OrgTile initials={initialsOf(it().name)} hue={it().hue} size="large" name={it().name} />
                    <Show when={personOf(props.record.ownerPersonId)}>
                      {(name) => <small>{name()}</small>}
                    </Show>
                  </dd>
                </div>
              );
            }}
          </Show>
          <Show when={props.record.dueOn}>
            {(day) => (
              <div>
                <dt>{t("by")}</dt>
                <dd>{sayWeekday(day())}</dd>
              </div>
            )}
          </Show>
          <Show when={props.record.quote}>
            {(quote) => (
              <div>
                <dt>{t("saidAs")}</dt>
                <dd>
                  <q>{quote()}</q>
                </dd>
              </div>
            )}
          </Show>
        </dl>
        <Show when={props.record.isOffered}>
          <p class={styles.waiting}>{t("waiting")}</p>
        </Show>
        <Show when={props.isEditing}>
          <EditRecord
            record={props.record}
            meeting={props.meeting}
            onClose={() => props.onEdit(false)}
            onSaved={() => {
              props.onEdit(false);
              props.onChanged();
            }}
          />
        </Show>
      </article>
      <Show when={!props.isEditing}>
        <div class={`${styles.acts} ${styles.judging}`}>
          <Button
            icon={chevronLeftIcon}
            aria-label={t("previous")}
            disabled={props.at === 0}
            onClick={() => props.onGo(-1)}
          />
          <Button
            kind="primary"
            size="large"
            hint="Y"
            disabled={!isOnline()}
            onClick={() => props.onJudge("confirmed")}
          >
            {t("confirm")}
          </Button>
          <Button size="large" hint="E" disabled={!isOnline()} onClick={() => props.onEdit(true)}>
            {t("edit")}
          </Button>
          <Button size="large" hint="P" disabled={!isOnline()} onClick={() => props.onJudge("parked")}>
            {t("park")}
          </Button>
          <Button icon={chevronRightIcon} aria-label={t("next")} onClick={() => props.onGo(1)} />
          <Show when={props.at > 0}>
            <Button kind="ghost" hint="U" onClick={() => props.onUndo()}>
              {t("undo")}
            </Button>
          </Show>
        </div>
        <p class={styles.keys}>{t("keys")}</p>
      </Show>
    </>
  );
}
