import { createMemo, createSignal, For, Show } from "solid-js";
import { type ActivityStatus, activityStatuses } from "../../../shared/action-plans/activity.ts";
import { planLimits } from "../../../shared/action-plans/plan.ts";
import type { Day } from "../../../shared/dates.ts";
import { useKeys } from "../../shell/keyboard.ts";
import { openShortcuts } from "../../shell/palette.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ellipsisIcon } from "../../ui/icons.ts";
import { toast } from "../../ui/toast.ts";
import { sayNumber } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import { usePlans } from "../live-plans.ts";
import { Partner, Status } from "../pieces.tsx";
import { words as planWords } from "../words.ts";
import { usePlanActs } from "./acts.ts";
import styles from "./board.module.css";
import { asksForNote, columnsOf, neighbourOf } from "./board.ts";
import { Filters, NoActivities } from "./Filters.tsx";
import { useFiltered } from "./filter.ts";
import { Next } from "./Row.tsx";
import { StateMenu } from "./StateMenu.tsx";
import { words } from "./words.ts";

/** More cards than this in one column help nobody; the grid holds them all. */
const cardsMax = 60;
/** What a card that is dragged carries. */
const dragType = "application/x-activity";

/** A column for each state. Cards are moved by dragging, by `S` and a letter, or by the button on them. */
export default function Board(props: {
  today: Day;
  open: string | undefined;
  onOpen: (id: string, among?: readonly string[]) => void;
}) {
  const t = useWords(words);
  const plan = useWords(planWords);
  const plans = usePlans();
  const filtered = useFiltered();
  const acts = usePlanActs(() => props.today);
  const [at, setAt] = createSignal<string>();
  /** Whose state is being chosen. */
  const [choosing, setChoosing] = createSignal<string>();
  /** What waits for a sentence. */
  const [asking, setAsking] = createSignal<{ id: string; status: ActivityStatus }>();
  const [over, setOver] = createSignal<ActivityStatus>();
  let board: HTMLDivElement | undefined;

  const columns = createMemo(() => columnsOf(filtered.activities()));
  const tabStop = createMemo(() => {
    const all = filtered.activities();
    return all.some((it) => it.id === at()) ? at() : neighbourOf(columns(), undefined, { row: 0, column: 0 });
  });
  const codeOf = (id: string | undefined) => plans.activity(id ?? "")?.code ?? t("newCode");

  const cardOf = (id: string | undefined) =>
    board?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id ?? "")}"]`);
  const hasFocus = () => board?.contains(document.activeElement) ?? false;
  function move(row: number, column: number) {
    const next = hasFocus() ? neighbourOf(columns(), tabStop(), { row, column }) : tabStop();
    setAt(next);
    cardOf(next)?.focus();
  }
  /** A card that changes its column is a new element: the focus goes along. */
  const follow = (id: string) => {
    setAt(id);
    queueMicrotask(() => cardOf(id)?.focus());
  };

  function choose(id: string | undefined) {
    const it = plans.activity(id ?? "");
    if (!it) return;
    if (it.mayEdit) setChoosing(it.id);
    else toast(t("mayNot"));
  }
  function say(id: string, status: ActivityStatus) {
    setChoosing(undefined);
    const it = plans.activity(id);
    if (!it?.mayEdit || it.status === status) return follow(id);
    if (asksForNote(status)) setAsking({ id, status });
    else {
      acts.state(it, status);
      follow(id);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
    };
    const step = moves[event.key];
    if (!step || !(event.target as HTMLElement).matches("[data-row]")) return;
    event.preventDefault();
    event.stopPropagation();
    move(...step);
  }
  useKeys(() => ({
    j: () => move(1, 0),
    k: () => move(-1, 0),
    s: () => choose(tabStop()),
    ArrowDown: () => move(1, 0),
    ArrowUp: () => move(-1, 0),
    ArrowRight: () => move(0, 1),
    ArrowLeft: () => move(0, -1),
  }));

  return (
    <div class={styles.all}>
      <Filters filtered={filtered} withoutState />
      <Show when={filtered.activities().length > 0} fallback={<NoActivities filtered={filtered} />}>
        <div ref={board} class={styles.board} role="group" aria-label={t("boardName")} onKeyDown={onKeyDown}>
          <For each={activityStatuses}>
            {(status) => {
              const ids = () => columns()[status];
              return (
                <section
                  class={styles.column}
                  aria-labelledby={`state-${status}`}
                  data-over={over() === status ? "" : undefined}
                  onDragOver={(event) => {
                    if (!event.dataTransfer?.types.includes(dragType)) return;
                    event.preventDefault();
                    event.dataTransfer.dropEffect = "move";
                    setOver(status);
                  }}
                  onDragLeave={(event) => {
                    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(undefined);
                  }}
                  onDrop={(event) => {
                    setOver(undefined);
                    const id = event.dataTransfer?.getData(dragType);
                    if (!id) return;
                    event.preventDefault();
                    say(id, status);
                  }}
                >
                  <h2 id={`state-${status}`}>
                    <Status status={status} /> <span class="num">{sayNumber(ids().length)}</span>
                  </h2>
                  <ul>
                    <For each={ids().slice(0, cardsMax)}>
                      {(id) => (
                        <Show when={plans.activity(id)}>
                          {(it) => (
                            <li class={styles.card} data-open={props.open === id ? "" : undefined}>
                              <a
                                data-row={id}
                                tabindex={tabStop() === id ? 0 : -1}
                                draggable={it().mayEdit}
                                href={`/plan/${id}${location.search}`}
                                aria-current={props.open === id ? "true" : undefined}
                                onFocus={() => setAt(id)}
                                onDragStart={(event) => {
                                  event.dataTransfer?.setData(dragType, id);
                                  if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
                                }}
                                onDragEnd={() => setOver(undefined)}
                                onClick={(event) => {
                                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                                  event.preventDefault();
                                  setAt(id);
                                  props.onOpen(
                                    id,
                                    activityStatuses.flatMap((one) => columns()[one]),
                                  );
                                }}
                              >
                                <small class="num">{it().code ?? t("newCode")}</small>
                                <b>{it().title || "—"}</b>
                                <Show
                                  when={it().leadOrganizationId}
                                  fallback={<span class={styles.quiet}>{plan("noLeadYet")}</span>}
                                >
                                  {(lead) => <Partner id={lead()} />}
                                </Show>
                                <span class={styles.next}>
                                  <Next it={it()} today={props.today} />
                                </span>
                                <Show when={asksForNote(status) && it().note}>
                                  <q class={styles.note}>{it().note}</q>
                                </Show>
                              </a>
                              <Show when={it().mayEdit}>
                                <Button
                                  class={styles.move}
                                  kind="ghost"
                                  size="small"
                                  icon={ellipsisIcon}
                                  aria-label={t("move", { code: it().code ?? t("newCode") })}
                                  aria-haspopup="menu"
                                  onClick={() => {
                                    setAt(id);
                                    choose(id);
                                  }}
                                />
                              </Show>
                            </li>
                          )}
                        </Show>
                      )}
                    </For>
                  </ul>
                  <Show when={ids().length > cardsMax}>
                    <p>{t("moreHere", { count: ids().length - cardsMax })}</p>
                  </Show>
                  <Show when={ids().length === 0}>
                    <p>{t("noneHere")}</p>
                  </Show>
                </section>
              );
            }}
          </For>
        </div>
        <KeyBar />
      </Show>
      <StateMenu
        code={codeOf(choosing())}
        now={plans.activity(choosing() ?? "")?.status}
        isOpen={choosing() !== undefined}
        anchor={() => cardOf(choosing())}
        onChoose={(status) => say(choosing()!, status)}
        onClose={() => {
          const id = choosing();
          setChoosing(undefined);
          if (id && document.activeElement === document.body) follow(id);
        }}
      />
      <Show when={asking()}>
        {(it) => (
          <WhyDialog
            code={codeOf(it().id)}
            status={it().status}
            note={plans.activity(it().id)?.note ?? ""}
            onClose={() => {
              const { id } = it();
              setAsking(undefined);
              follow(id);
            }}
            onSaid={(note) => {
              const { id, status } = it();
              const one = plans.activity(id);
              setAsking(undefined);
              if (one) acts.state(one, status, note);
              follow(id);
            }}
          />
        )}
      </Show>
    </div>
  );
}

/** Asks for the sentence that goes with a state that worries. */
function WhyDialog(props: {
  code: string;
  status: ActivityStatus;
  note: string;
  onClose: () => void;
  onSaid: (note: string) => void;
}) {
  const t = useWords(words);
  // What was said before may still be true; it is chosen, so that writing takes its place.
  const [note, setNote] = createSignal(props.note);
  const [isWrong, setWrong] = createSignal(false);
  return (
    <Dialog
      open
      title={t("noteTitle", { code: props.code, state: t(`l_${props.status}`) })}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="why-form">
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id="why-form"
        class={styles.why}
        onSubmit={(event) => {
          event.preventDefault();
          if (note().trim() === "") setWrong(true);
          else props.onSaid(note().trim());
        }}
      >
        <label for="why">{t("noteLabel")}</label>
        <textarea
          id="why"
          ref={(field) =>
            queueMicrotask(() => {
              field.focus();
              field.select();
            })
          }
          rows={3}
          maxLength={planLimits.noteLength}
          value={note()}
          aria-invalid={isWrong()}
          aria-describedby="why-hint"
          onInput={(event) => {
            setNote(event.currentTarget.value);
            setWrong(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <p id="why-hint" data-wrong={isWrong() ? "" : undefined} role={isWrong() ? "alert" : undefined}>
          {t(isWrong() ? "noteMissing" : "noteHint")}
        </p>
      </form>
    </Dialog>
  );
}

function KeyBar() {
  const t = useWords(words);
  return (
    <div class={styles.keys}>
      <span>
        <kbd>J</kbd>
        <kbd>K</kbd> {t("kCards")}
      </span>
      <span>
        <kbd>←</kbd>
        <kbd>→</kbd> {t("kColumns")}
      </span>
      <span>
        <kbd>Enter</kbd> {t("kOpen")}
      </span>
      <span>
        <kbd>S</kbd> {t("kState")}
      </span>
      <span>
        <kbd>1</kbd>
        <kbd>2</kbd>
        <kbd>3</kbd>
        <kbd>4</kbd> {t("kViews")}
      </span>
      <Button kind="ghost" size="small" onClick={openShortcuts}>
        <kbd>?</kbd>
      </Button>
    </div>
  );
}
