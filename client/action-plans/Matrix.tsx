import { A } from "@solidjs/router";
import {
  createComputed,
  createMemo,
  createSignal,
  For,
  Index,
  on,
  Show,
  type Signal,
  untrack,
} from "solid-js";
import { cellKey, coverageOf } from "../../shared/action-plans/coverage.ts";
import { planEdit, setSupport } from "../../shared/action-plans/plan.ts";
import {
  indicatorsWithNoActivity,
  isPastDate,
  overdueMilestones,
  partnersLeadingNoActivity,
  thinStrategies,
} from "../../shared/action-plans/readings.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import type { Day } from "../../shared/dates.ts";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import { indicators } from "../indicators/indicators.ts";
import { organizations, partnersHere } from "../organizations/organizations.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { PickList } from "../ui/PickList.tsx";
import { toast } from "../ui/toast.ts";
import { sayList } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { createDrawnCells } from "./drawn-cells.ts";
import { type LiveActivity, usePlans } from "./live-plans.ts";
import { MatrixCell, sameTokens, type Token } from "./MatrixCell.tsx";
import { MatrixKeys } from "./MatrixKeys.tsx";
import { PartnerSum, StrategyHead, sameCounts } from "./MatrixSums.tsx";
import styles from "./matrix.module.css";
import { Dot, Flag } from "./pieces.tsx";
import { strategies } from "./plans.ts";
import { words } from "./words.ts";

type Filter = "all" | "on_track" | "late" | "thin" | "idle";
type Verb = "lead" | "support" | "none";
interface At {
  row: number;
  column: number;
}

/** Heights in a large table, as `matrix.module.css` has them. */
const [rowHeight, tokenHeight, rowMargin] = [100, 22, 6];
/** With more columns than this, one activity stands in a line of a cell. */
const narrowFrom = 12;

/** Strategies by partners: who leads and who supports, and where a hand is missing. */
export function Matrix(props: {
  today: Day;
  open: string | undefined;
  onOpen: (id: string | undefined, among?: readonly string[]) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const plans = usePlans();
  const [filter, setFilter] = createSignal<Filter>("all");
  const [wished, setAt] = createSignal<At>({ row: 0, column: 0 });
  const [isHere, setHere] = createSignal(false);
  const [choosing, setChoosing] = createSignal<{ verb: Verb; strategy: Strategy; partner: Organization }>();
  let part: HTMLElement | undefined;
  let body: HTMLTableSectionElement | undefined;

  const partners = createMemo(() => partnersHere().filter((it) => it.kind === "partner"));
  const all = createMemo(() => strategies.value() ?? []);
  const activities = plans.activities;
  const shown = createMemo(() => {
    if (filter() === "on_track") return activities().filter((it) => it.status === "on_track");
    if (filter() === "late")
      return activities().filter((it) => it.milestones.some((one) => isPastDate(one, props.today)));
    return activities();
  });
  const coverage = createMemo(() =>
    coverageOf(
      all(),
      (organizations.value() ?? []).map((it) => it.id),
      shown(),
      props.today,
    ),
  );
  const thin = createMemo(() => thinStrategies(all(), activities()));
  const idle = createMemo(() => partnersLeadingNoActivity(partners(), activities()));
  const rows = createMemo(() => (filter() === "thin" ? thin() : all()));
  const hasPart = (id: string) => {
    const column = coverage().partners.get(id);
    return column !== undefined && column.leads + column.supports > 0;
  };
  const columns = createMemo(
    () => {
      if (filter() === "idle") return idle();
      // The backbone and whoever has left stand here as far as the plan names them.
      const named = (organizations.value() ?? []).filter((it) => !partners().includes(it) && hasPart(it.id));
      return [...partners(), ...named];
    },
    undefined,
    { equals: sameItems },
  );
  const inside = ({ row, column }: At): At => ({
    row: Math.max(0, Math.min(row, rows().length - 1)),
    column: Math.max(0, Math.min(column, columns().length - 1)),
  });
  /** Where the keys are; a filter leaves fewer rows and columns, and the table stays one stop. */
  const at = createMemo(() => inside(wished()), undefined, {
    equals: (a, b) => a.row === b.row && a.column === b.column,
  });
  const drawn = createDrawnCells<Strategy, Organization>({ rows, columns, at, part: () => part });
  const codes = createMemo(() => new Map(activities().map((it) => [it.id, it.code ?? "—"])), undefined, {
    equals: sameMap,
  });
  const idleIndicators = createMemo(() => indicatorsWithNoActivity(indicators.value() ?? [], activities()));

  const totals = (): [Filter, number, string, string][] => [
    [
      "all",
      activities().length,
      t("totalActivities", { count: activities().length, strategies: all().length }),
      "",
    ],
    ["on_track", activities().filter((it) => it.status === "on_track").length, t("totalOnTrack"), ""],
    [
      "late",
      overdueMilestones(activities(), props.today).length,
      t("totalLate", { count: overdueMilestones(activities(), props.today).length }),
      "danger",
    ],
    ["thin", thin().length, t("totalThin", { count: thin().length }), "warn"],
    ["idle", idle().length, t("totalIdle", { count: idle().length }), "warn"],
  ];

  const read = (cell: string): Token[] =>
    (coverage().cells.get(cell) ?? [])
      .map(({ activityId, as }) => ({ id: activityId, code: codes().get(activityId) ?? "—", as }))
      .sort((a, b) => Number(a.as === "support") - Number(b.as === "support"));
  /** Each cell is told of what changed in it, and of nothing else: there are many. */
  const cells = new Map<string, Signal<Token[]>>();
  createComputed(
    on(
      () => [coverage(), codes()],
      () => {
        for (const [cell, [, set]] of cells) set(read(cell));
      },
      { defer: true },
    ),
  );
  function tokensAt(strategyId: string, partnerId: string): Token[] {
    const cell = cellKey(strategyId, partnerId);
    let signal = cells.get(cell);
    if (!signal) {
      signal = createSignal(
        untrack(() => read(cell)),
        { equals: sameTokens },
      );
      cells.set(cell, signal);
    }
    return signal[0]();
  }

  /** A row is as high as its fullest cell, drawn or not: nothing moves under whoever scrolls aside. */
  function heightOf(strategy: Strategy) {
    const fullest = Math.max(
      0,
      ...columns().map((it) => coverage().cells.get(cellKey(strategy.id, it.id))?.length ?? 0),
    );
    const inLine = columns().length > narrowFrom ? 1 : 2;
    return Math.max(rowHeight, Math.ceil(fullest / inLine) * tokenHeight + rowMargin);
  }

  const focusAt = (to: At) => {
    const next = inside(to);
    setAt(next);
    body?.rows[next.row]?.querySelector<HTMLElement>(`[data-place="${next.column}"] button`)?.focus();
  };
  const selected = () => ({ strategy: rows()[at().row], partner: columns()[at().column] });

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { row, column } = at();
    const moves: Record<string, At> = {
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      Home: { row, column: 0 },
      End: { row, column: columns().length - 1 },
    };
    const verbs: Record<string, Verb> = { l: "lead", s: "support", Delete: "none", Backspace: "none" };
    const move = moves[event.key];
    const verb = verbs[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (move) focusAt(move);
    else if (verb) ask(verb);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The activities that a key can mean in the chosen cell. */
  function meant(verb: Verb, strategy: Strategy, partner: Organization): LiveActivity[] {
    return activities().filter((it) => {
      if (it.strategyId !== strategy.id || it.status === "stopped") return false;
      const leads = it.leadOrganizationId === partner.id;
      const supports = it.supportOrganizationIds.includes(partner.id);
      if (verb === "lead") return !leads;
      return verb === "support" ? !supports : leads || supports;
    });
  }
  function ask(verb: Verb) {
    const { strategy, partner } = selected();
    if (!strategy || !partner) return;
    if (plans.isPartial()) return toast(t("partial"));
    if (verb !== "none" && partner.removedOn !== null)
      return toast(t("hasLeft", { partner: partner.shortName }));
    const found = meant(verb, strategy, partner);
    if (found.length === 0) return toast(t("nothingHere"));
    const writable = found.filter((it) => it.mayEdit);
    if (writable.length === 0) return toast(t("mayNotHere"));
    if (writable.length === 1) return carryOut(verb, writable[0]!, partner);
    setChoosing({ verb, strategy, partner });
  }
  function carryOut(verb: Verb, it: LiveActivity, partner: Organization) {
    const doc = plans.docOf(it.id);
    if (!doc) return;
    const names = { partner: partner.shortName, code: it.code ?? it.title };
    if (verb === "lead") {
      plans.lead(it.id, partner.id);
      if (plans.conflict()) return;
    } else {
      doc.transact(() => {
        if (it.leadOrganizationId === partner.id) plans.lead(it.id, null);
        setSupport(doc, it.id, partner.id, verb === "support");
        // One step to take back; the origin of what is around counts for all of it.
      }, planEdit);
    }
    const step = plans.lastStep();
    toast(t(verb === "lead" ? "doneLead" : verb === "support" ? "doneSupport" : "doneNone", names), () => {
      if (plans.lastStep() === step) plans.undo();
      else toast(t("notTheLast"));
    });
  }

  function openCell(strategy: Strategy, partner: Organization) {
    const ids = tokensAt(strategy.id, partner.id).map((it) => it.id);
    if (ids[0]) props.onOpen(ids[0], ids);
  }

  return (
    <>
      <section class={styles.totals} aria-label={t("totals")}>
        <Index each={totals()}>
          {(total) => {
            const [name] = total();
            return (
              <button
                type="button"
                data-kind={total()[1] > 0 ? total()[3] : ""}
                aria-pressed={filter() === name}
                onClick={() => setFilter(filter() === name ? "all" : name)}
              >
                <b class="num">{total()[1]}</b>
                {total()[2]}
              </button>
            );
          }}
        </Index>
      </section>
      <p class="sr-only" aria-live="polite">
        {filter() === "all" ? "" : t("showsSome", { count: shown().length })}
      </p>
      <section ref={part} class={styles.wrap} aria-label={t("caption")}>
        <table class={styles.matrix} style={{ "--columns": String(columns().length) }}>
          <caption class="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <td class={styles.corner}>
                <span class={styles.legend}>
                  <span>
                    <Dot as="lead" /> {t("keyLeads")}
                  </span>
                  <span>
                    <Dot as="support" /> {t("keySupports")}
                  </span>
                  <span class={styles.behindKey}>
                    <Dot as="behind" /> {t("keyBehind")}
                  </span>
                </span>
              </td>
              <For each={columns()}>
                {(partner, index) => (
                  <th
                    ref={(element) => drawn.watchColumn(element, partner)}
                    scope="col"
                    data-crossed={isHere() && index() === at().column ? "" : undefined}
                  >
                    <A class={styles.partner} href={`/partners/${partner.id}`} tabindex="-1">
                      <OrgTile initials={initialsOf(partner.shortName)} hue={partner.hue} />
                      <span>{partner.shortName}</span>
                    </A>
                  </th>
                )}
              </For>
              <th scope="col" class={styles.sum}>
                {t("inAll")}
              </th>
            </tr>
          </thead>
          <tbody
            ref={body}
            onKeyDown={onKeyDown}
            onFocusIn={() => setHere(true)}
            onFocusOut={(event) => {
              if (!body?.contains(event.relatedTarget as Node | null)) setHere(false);
            }}
          >
            <For each={rows()}>
              {(strategy, row) => {
                const sum = createMemo(() => coverage().strategies.get(strategy.id)!, undefined, {
                  equals: sameCounts,
                });
                return (
                  <tr
                    ref={(element) => drawn.watchRow(element, strategy)}
                    style={drawn.isWhole() ? undefined : { height: `${heightOf(strategy)}px` }}
                    data-crossed={isHere() && row() === at().row ? "" : undefined}
                  >
                    <StrategyHead
                      strategy={strategy}
                      sum={sum()}
                      withoutIndicator={coverage().withoutIndicator}
                    />
                    <For each={drawn.pieces(strategy, row())}>
                      {(piece) =>
                        "column" in piece ? (
                          <MatrixCell
                            place={piece.place}
                            tokens={tokensAt(strategy.id, piece.column.id)}
                            strategy={strategy.name[language()]}
                            partner={piece.column.shortName}
                            isTabStop={row() === at().row && piece.place === at().column}
                            isSelected={isHere() && row() === at().row && piece.place === at().column}
                            isCrossed={isHere() && piece.place === at().column}
                            onFocus={() => setAt({ row: row(), column: piece.place })}
                            onOpen={() => openCell(strategy, piece.column)}
                          />
                        ) : (
                          <td class={styles.notDrawn} colspan={piece.hidden} />
                        )
                      }
                    </For>
                    <td class={styles.sum}>
                      <span>
                        <b class="num">{sum().activities}</b>{" "}
                        {t("rowActivities", { count: sum().activities })}
                      </span>
                      <Show when={sum().partners > 0}>
                        <small>
                          {t("partnersLead", { leading: sum().leading, partners: sum().partners })}
                        </small>
                      </Show>
                    </td>
                  </tr>
                );
              }}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {t("eachPartner")}
                <small>{t("leadsAndSupports")}</small>
              </th>
              <For each={columns()}>
                {(partner, index) => (
                  <td data-crossed={isHere() && index() === at().column ? "" : undefined}>
                    <PartnerSum
                      sum={coverage().partners.get(partner.id)!}
                      isBackbone={partner.kind === "backbone"}
                      hasLeft={partner.removedOn !== null}
                    />
                  </td>
                )}
              </For>
              <td class={styles.sum}>
                <span>
                  <b class="num">{coverage().leads}</b>{" "}
                  {t("allLed", { count: coverage().leads }).replace(/^\d+ /, "")}
                </span>
                <small>{t("allSupports", { count: coverage().supports })}</small>
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
      <Show when={idleIndicators().length > 0}>
        <p class={styles.idle}>
          <Flag kind="warn">
            {t("idleIndicators", {
              count: idleIndicators().length,
              names: sayList(idleIndicators().map((it) => `${it.code} ${it.name[language()]}`)),
            })}
          </Flag>
        </p>
      </Show>
      <MatrixKeys />
      <Show when={choosing()}>
        {(it) => (
          <Dialog
            open
            onClose={() => setChoosing(undefined)}
            title={t(
              it().verb === "lead" ? "whichLead" : it().verb === "support" ? "whichSupport" : "whichNone",
              { partner: it().partner.shortName },
            )}
          >
            <PickList
              label={t("pick")}
              choices={meant(it().verb, it().strategy, it().partner)
                .filter((one) => one.mayEdit)
                .map((one) => ({
                  id: one.id,
                  label: `${one.code ?? "—"} ${one.title}`,
                  names: [one.code ?? "", one.title],
                }))}
              onPick={(id) => {
                const { verb, partner } = it();
                const one = plans.activity(id);
                setChoosing(undefined);
                if (one) carryOut(verb, one, partner);
              }}
            />
          </Dialog>
        )}
      </Show>
    </>
  );
}

const sameItems = <T,>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((it, i) => it === b[i]);

const sameMap = (a: Map<string, string>, b: Map<string, string>) =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
