import { createMemo, createSignal, For, Show } from "solid-js";
import type { DecisionWithHistory, Position } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { spellDay } from "../commitments/days.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { organizationOf, partnerName, personName, positionOf, tileOf } from "./names.ts";
import styles from "./positions.module.css";
import { type Stance, StanceGlyph, stances } from "./Stance.tsx";
import { words } from "./words.ts";

/** Where everybody stands: a ring with its sentence, or the same as a table. */
export function Positions(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  const [as, setAs] = createSignal<"ring" | "table">("ring");
  const stanceOf = (id: string): Stance => positionOf(props.it, id)?.position ?? "not_heard";
  const byStance = createMemo(() => {
    const found = Map.groupBy(props.it.askedIds, stanceOf);
    return stances.map((stance) => ({ stance, ids: found.get(stance) ?? [] }));
  });
  /** Once it is closed, nobody is waited for. */
  const silent = () => t(isOpen(props.it) ? "not_heard" : "unheard");
  /** The four that are offered in front are shown even where nobody chose them; so is who is missing. */
  const shown = () =>
    byStance().filter(
      ({ stance, ids }) => ids.length > 0 || !["abstain", "recused", "not_heard"].includes(stance),
    );
  const heard = () => props.it.askedIds.filter((id) => stanceOf(id) !== "not_heard").length;
  const sentence = () => {
    const asked = props.it.askedIds.length;
    if (heard() === 0) return t("positionsNone", { asked });
    const list = sayList(
      byStance()
        .filter(({ ids }) => ids.length > 0)
        .map(({ stance, ids }) => {
          const name = stance === "not_heard" ? silent() : t(stance);
          return `${name.toLocaleLowerCase()} ${ids.length}`;
        }),
    );
    return t("positionsSentence", { heard: heard(), asked, list });
  };
  /** Who has spoken and counts no longer: still in the record. */
  const gone = () => props.it.positions.filter((it) => !props.it.askedIds.includes(it.organizationId));
  return (
    <section class={styles.positions} aria-label={t("positions")}>
      <div class={styles.head}>
        <p class={styles.sentence}>{sentence()}</p>
        <Segmented
          class={styles.as}
          label={t("positions")}
          value={as()}
          onChange={setAs}
          options={[
            { value: "ring", label: t("asRing") },
            { value: "table", label: t("asTable") },
          ]}
        />
      </div>
      <Show when={as() === "ring"} fallback={<AsTable it={props.it} stanceOf={stanceOf} gone={gone()} />}>
        <div class={styles.grid}>
          <Ring parts={byStance()} heard={heard()} asked={props.it.askedIds.length} />
          <ul class={styles.legend}>
            <For each={shown()}>
              {({ stance, ids }) => (
                <li data-stance={stance}>
                  <StanceGlyph of={stance} />
                  <span>
                    <b>{stance === "not_heard" ? silent() : t(`pick_${stance}`)}</b>{" "}
                    <span class="num">{ids.length}</span>
                  </span>
                  <span class={styles.tiles}>
                    <Show when={ids.length > 0} fallback={<span class={styles.nobody}>{t("nobody")}</span>}>
                      <For each={ids}>
                        {(id) => (
                          <Show when={organizationOf(id)}>
                            {(it) => (
                              <span title={it().shortName}>
                                <OrgTile {...tileOf(it())} />
                                <span class="sr-only">{it().shortName}</span>
                              </span>
                            )}
                          </Show>
                        )}
                      </For>
                    </Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </section>
  );
}

const radius = 62;
const around = 2 * Math.PI * radius;
const gap = 3;

/** The ring; everything it shows is in the sentence above it and in the legend beside it. */
function Ring(props: { parts: { stance: Stance; ids: string[] }[]; heard: number; asked: number }) {
  const t = useWords(words);
  const arcs = createMemo(() => {
    let from = 0;
    return props.parts
      .filter(({ ids }) => ids.length > 0)
      .map(({ stance, ids }) => {
        const length = (ids.length / Math.max(1, props.asked)) * around;
        const arc = { stance, from, length: Math.max(2, length - gap) };
        from += length;
        return arc;
      });
  });
  return (
    <svg class={styles.ring} viewBox="0 0 168 168" aria-hidden="true">
      <g transform="rotate(-90 84 84)" fill="none" stroke-width="22">
        <circle cx="84" cy="84" r={radius} stroke="var(--line)" />
        <For each={arcs()}>
          {(arc) => (
            <circle
              cx="84"
              cy="84"
              r={radius}
              data-stance={arc.stance}
              stroke-dasharray={`${arc.length} ${around}`}
              stroke-dashoffset={-arc.from}
            />
          )}
        </For>
      </g>
      <text x="84" y="84" text-anchor="middle" class={styles.count}>
        {props.heard}
      </text>
      <text x="84" y="105" text-anchor="middle" class={styles.of}>
        {t("ofPartners", { count: props.asked })}
      </text>
    </svg>
  );
}

function AsTable(props: {
  it: DecisionWithHistory;
  stanceOf: (id: string) => Stance;
  gone: readonly Position[];
}) {
  const t = useWords(words);
  const rows = () => [
    ...props.it.askedIds.map((id) => ({ id, said: positionOf(props.it, id), counts: true })),
    ...props.gone.map((said) => ({ id: said.organizationId, said, counts: false })),
  ];
  return (
    <div class={styles.scroll}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("partner")}</th>
            <th scope="col">{t("position")}</th>
            <th scope="col">{t("reason")}</th>
            <th scope="col">{t("whenSaid")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {({ id, said, counts }) => (
              <tr>
                <th scope="row">
                  {partnerName(id)}
                  <Show when={!counts}>
                    <small>{t("leftCount")}</small>
                  </Show>
                </th>
                <td>
                  <span class={styles.stance}>
                    <StanceGlyph of={said?.position ?? "not_heard"} />
                    {t(said?.position ?? (isOpen(props.it) ? "not_heard" : "unheard"))}
                  </span>
                  <Show when={said?.level}>
                    {(level) => <small>{t(`level_${level() as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`)}</small>}
                  </Show>
                  <Show when={said && said.proposalVersion < props.it.proposalVersion && said}>
                    {(one) => <small>{t("ofVersion", { version: one().proposalVersion })}</small>}
                  </Show>
                </td>
                <td>
                  {said?.reason ?? ""}
                  <For each={said?.earlier.toReversed() ?? []}>
                    {(before) => (
                      <small>
                        {t("earlier", { position: t(before.position), day: spellDay(before.on) })}
                        <Show when={before.reason}>{(reason) => `: ${reason()}`}</Show>
                      </small>
                    )}
                  </For>
                </td>
                <td class="num">
                  <Show when={said}>
                    {(one) => (
                      <>
                        {spellDay(one().on)}
                        <small>
                          {personName(one().byPersonId)}
                          <Show when={one().isOnBehalf}>, {t("onBehalf")}</Show>
                        </small>
                      </>
                    )}
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
