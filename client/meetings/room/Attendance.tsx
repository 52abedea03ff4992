import { createMemo, For, Show } from "solid-js";
import type { Announcement, Attendance as Noted } from "../../../shared/meetings/meeting.ts";
import { expectedOf } from "../../../shared/meetings/readings.ts";
import { partnersHere } from "../../organizations/organizations.ts";
import { useMe } from "../../sign-in/me.ts";
import { Icon } from "../../ui/Icon.tsx";
import { plusIcon } from "../../ui/icons.ts";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { sayList } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import styles from "./attendance.module.css";
import { organizationOf, partnerName, tileOf } from "./people.ts";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

const statuses = ["present", "alternate", "absent", "excused", "observer"] as const;

const answers = ["comes", "alternate_comes", "cannot_come"] as const;

const isHere = (status: Noted["status"] | undefined) => status === "present" || status === "alternate";

/** Who comes, then who is there, by organization: tiles that whoever leads presses, and everybody the own one. */
export function Attendance(props: { room: Room }) {
  const t = useWords(words);
  const me = useMe();
  const meeting = () => props.room.meeting()!;
  /** Before the meeting, what was announced; from its opening on, what was noted. */
  const statusOf = (id: string): Noted["status"] | Announcement["answer"] | undefined =>
    isBefore()
      ? meeting().announced.find((it) => it.organizationId === id)?.answer
      : meeting().attendance.find((it) => it.organizationId === id)?.status;
  const isBefore = () => meeting().status === "scheduled";
  const isOpen = () => meeting().status === "scheduled" || meeting().status === "live";
  /** The group's members, then whoever else was noted. */
  const ids = createMemo(
    () => [
      ...meeting().memberIds,
      ...(isBefore() ? meeting().announced : meeting().attendance)
        .map((it) => it.organizationId)
        .filter((id) => !meeting().memberIds.includes(id)),
    ],
    undefined,
    { equals: (a, b) => a.join() === b.join() },
  );
  const others = () => partnersHere().filter((it) => !ids().includes(it.id));
  const quorum = () => meeting().quorum;
  const missing = () => quorum().needed - quorum().present;
  const inWords = () => {
    const { needed, isMet } = quorum();
    if (isBefore()) return t("quorumBefore", { needed });
    return isMet ? t("quorumMet", { needed }) : t("quorumMissing", { needed, count: missing() });
  };
  /** Whoever is not there reads it later. */
  const away = () =>
    meeting()
      .attendance.filter((it) => it.status === "absent" || it.status === "excused")
      .map((it) => partnerName(it.organizationId))
      .filter(Boolean);
  const expected = () => expectedOf(meeting().memberIds, meeting().announced);
  const choose = (id: string): MenuItem[] => (isBefore() ? chooseAnswer(id) : chooseStatus(id));
  const chooseAnswer = (id: string): MenuItem[] =>
    answers.map((answer) => ({
      label: t(answer),
      isChecked: statusOf(id) === answer,
      onSelect: () => void props.room.announce(id, answer),
    }));
  const chooseStatus = (id: string): MenuItem[] =>
    statuses.map((status) => ({
      label: t(status),
      isChecked: statusOf(id) === status,
      onSelect: () => void props.room.attend(id, status, whoIsThere(id, status)),
    }));
  /** The person is only known of the own organization: it is oneself. */
  const whoIsThere = (id: string, status: Noted["status"]) =>
    id === me().organization.id && isHere(status) ? me().person.id : null;

  return (
    <div class={styles.attendance} data-testid="attendance">
      <h2 class={styles.head}>
        {t(isBefore() ? "whoComes" : "inTheRoom")}
        <small class="num">
          {isBefore()
            ? t("expectedOf", { expected: expected(), members: quorum().members })
            : t("partnersOf", { present: quorum().present, members: quorum().members })}
        </small>
      </h2>
      <ul class={styles.tiles}>
        <For each={ids()}>
          {(id) => {
            const name = () => organizationOf(id)?.name ?? "";
            const said = () => {
              const status = statusOf(id);
              return t("tile", {
                organization: name(),
                status: t(status ?? (isBefore() ? "notAnnounced" : "notNoted")),
              });
            };
            const inside = () => (
              <span class={styles.tile} data-hue={tileOf(id).hue} data-status={statusOf(id) ?? "none"}>
                {tileOf(id).initials}
              </span>
            );
            return (
              <li>
                <Show
                  when={isOpen() && props.room.mayNote(id)}
                  fallback={
                    <span class={styles.still} title={said()}>
                      <span aria-hidden="true">{inside()}</span>
                      <span class="sr-only">{said()}</span>
                    </span>
                  }
                >
                  <Menu
                    label={t(isBefore() ? "comeFor" : "isThere", { organization: name() })}
                    items={() => choose(id)}
                    trigger={(button) => (
                      <button
                        type="button"
                        {...button}
                        class={styles.press}
                        aria-label={said()}
                        title={said()}
                      >
                        {inside()}
                      </button>
                    )}
                  />
                </Show>
              </li>
            );
          }}
        </For>
        <Show when={isOpen() && props.room.leads() && others().length > 0}>
          <li>
            <Menu
              label={t(isBefore() ? "alsoComes" : "addPartner")}
              items={() =>
                others().map((it) => ({
                  label: it.shortName,
                  onSelect: () =>
                    void (isBefore()
                      ? props.room.announce(it.id, "comes")
                      : props.room.attend(it.id, "observer", null)),
                }))
              }
              trigger={(button) => (
                <button
                  type="button"
                  {...button}
                  class={styles.press}
                  aria-label={t(isBefore() ? "alsoComes" : "addPartner")}
                  title={t(isBefore() ? "alsoComes" : "addPartner")}
                >
                  <span class={styles.tile} data-status="add">
                    <Icon of={plusIcon} />
                  </span>
                </button>
              )}
            />
          </li>
        </Show>
      </ul>
      <p class={styles.words} data-met={!isBefore() && quorum().isMet}>
        {inWords()}
      </p>
      <Show when={away().length > 0 && isOpen()}>
        <p class={styles.words}>{t("getsRecap", { names: sayList(away()) })}</p>
      </Show>
    </div>
  );
}
