import { createMemo, For, Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { sayNumber } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./board.module.css";
import { sayAway, sayNearDay } from "./days.ts";
import { groupsOf, type Row } from "./list.ts";
import { organizationOf } from "./names.ts";
import { Glyph, Standing } from "./Standing.tsx";
import { words } from "./words.ts";

const columns = ["offered", "active", "kept", "not_kept", "released"] as const;

/** More cards than this in one column help nobody; the table holds them all. */
const cardsMax = 40;

/** A column for each status, what is due first on top. Cards are moved with `S`, as everywhere. */
export function Board(props: {
  rows: Row[];
  today: Day;
  open: string | undefined;
  chosen: ReadonlySet<string>;
  search: string;
  onAt: (id: string) => void;
  onOpen: (id: string) => void;
}) {
  const t = useWords(words);
  const orders = { partners: [], meetings: [], servedName: (id: string) => id };
  const byStatus = createMemo(
    () => new Map(groupsOf(props.rows, "status", props.today, orders).map((it) => [it.key, it.rows])),
  );
  return (
    <div class={styles.board} role="group" aria-label={t("asBoard")}>
      <For each={columns}>
        {(status) => {
          const rows = () => byStatus().get(status) ?? [];
          return (
            <section class={styles.column} aria-labelledby={`column-${status}`}>
              <h2 id={`column-${status}`}>
                <Glyph of={status} />
                {t(status)} <span class="num">{sayNumber(rows().length)}</span>
              </h2>
              <ul>
                <For each={rows().slice(0, cardsMax)}>
                  {({ it }) => (
                    <li>
                      <a
                        class={styles.card}
                        classList={{
                          [styles.isOpen!]: props.open === it.id,
                          [styles.isChosen!]: props.chosen.has(it.id),
                        }}
                        data-row={it.id}
                        href={`/commitments/${it.id}${props.search}`}
                        aria-current={props.open === it.id ? "true" : undefined}
                        onFocus={() => props.onAt(it.id)}
                        onClick={(event) => {
                          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                          event.preventDefault();
                          props.onAt(it.id);
                          props.onOpen(it.id);
                        }}
                      >
                        <small>C-{it.number}</small>
                        <b>{it.what}</b>
                        <span class={styles.foot}>
                          <OrgTile
                            initials={initialsOf(organizationOf(it.ownerOrganizationId)?.shortName ?? "—")}
                            hue={organizationOf(it.ownerOrganizationId)?.hue ?? 0}
                            name={organizationOf(it.ownerOrganizationId)?.shortName}
                          />
                          <Show
                            when={it.status === "active" && (it.dueOn < props.today || it.needsHelp)}
                            fallback={
                              <span>
                                {sayNearDay(it.closedOn ?? it.dueOn, props.today)},{" "}
                                {sayAway(it.closedOn ?? it.dueOn, props.today)}
                              </span>
                            }
                          >
                            <Standing it={it} today={props.today} />
                          </Show>
                        </span>
                      </a>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={rows().length > cardsMax}>
                <p>{t("moreInTable", { count: rows().length - cardsMax })}</p>
              </Show>
              <Show when={rows().length === 0}>
                <p>{t("noneHere")}</p>
              </Show>
            </section>
          );
        }}
      </For>
    </div>
  );
}
