import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { gradients, needsReason, type PositionKind } from "../../shared/decisions/words.ts";
import { may } from "../../shared/roles.ts";
import { Problem } from "../api.ts";
import { WordsField } from "../commitments/Words.tsx";
import { isOnline } from "../online.ts";
import { useKeys } from "../shell/keyboard.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { organizationOf, partnerName, positionOf, speakersOf, timesSpoken, useVoices } from "./names.ts";
import { say } from "./open.ts";
import styles from "./picker.module.css";
import { StanceGlyph } from "./Stance.tsx";
import { words } from "./words.ts";

type Level = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What is being said: a position, or one of eight levels. */
interface Choice {
  position: PositionKind;
  level: Level | null;
}

const front: readonly PositionKind[] = ["consent", "consent_with_reservation", "stand_aside", "objection"];
const behind: readonly PositionKind[] = ["abstain", "recused"];

/**
 * Where the reader's organization stands: before anything that the others said, every choice alike. A reason is asked
 * for under the pressed button.
 */
export function PositionPicker(props: { it: DecisionWithHistory; onChanged: () => Promise<unknown> }) {
  const t = useWords(words);
  const me = useMe();
  const voices = useVoices();
  /** Those among my voices that are asked here. */
  const asked = () => voices().filter((id) => props.it.askedIds.includes(id));
  const [chosenId, setChosenId] = createSignal<string>();
  const organizationId = () => {
    const chosen = chosenId();
    if (chosen && asked().includes(chosen)) return chosen;
    // Whoever speaks for more than one says for which: nothing is taken for granted.
    return asked().length > 1 ? undefined : asked()[0];
  };
  const own = () => me().organization;
  return (
    <Show when={isOpen(props.it)}>
      <Show
        when={organizationId()}
        fallback={
          <Show
            when={asked().length === 0}
            fallback={<ForWhich voices={asked()} chosen="" onVoice={setChosenId} />}
          >
            <Show when={may.takePart(whoOf(me()))} fallback={<p class={styles.note}>{t("readOnly")}</p>}>
              <Show when={own().kind === "backbone"} fallback={<NotSpeaking it={props.it} />}>
                <p class={styles.note}>{t("backboneNone")}</p>
              </Show>
            </Show>
          </Show>
        }
      >
        {(id) => (
          <Show
            when={may.speakHere(organizationOf(id()) ?? own(), { isMeeting: props.it.isMeeting })}
            fallback={
              <div class={styles.gap}>
                <Banner kind="readOnly">{t("meetingsOnly", { partner: partnerName(id()) })}</Banner>
              </div>
            }
          >
            <Picker
              it={props.it}
              organizationId={id()}
              voices={asked()}
              onVoice={setChosenId}
              onChanged={props.onChanged}
            />
          </Show>
        )}
      </Show>
    </Show>
  );
}

/** For somebody who speaks for more than one partner: first, for which. */
function ForWhich(props: { voices: string[]; chosen: string; onVoice: (id: string) => void }) {
  const t = useWords(words);
  return (
    <section class={styles.yours} aria-label={t("forWhich")} data-own-position>
      <WhichField {...props} />
    </section>
  );
}

function WhichField(props: { voices: string[]; chosen: string; onVoice: (id: string) => void }) {
  const t = useWords(words);
  return (
    <SelectField
      label={t("forWhich")}
      value={props.chosen}
      options={[
        ...(props.chosen === "" ? [{ value: "", label: t("choosePartner") }] : []),
        ...props.voices.map((id) => ({ value: id, label: partnerName(id) })),
      ]}
      onChange={(event) => props.onVoice(event.currentTarget.value)}
    />
  );
}

/** Somebody who takes part and does not speak for a partner that is asked. */
function NotSpeaking(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  const me = useMe();
  const names = () => speakersOf(me().organization.id).map((it) => it.name);
  const partner = () => me().organization.shortName;
  return (
    <p class={styles.note}>
      <Show
        when={props.it.askedIds.includes(me().organization.id)}
        fallback={t("notAsked", { partner: partner() })}
      >
        {t("onlySpeakers", { partner: partner(), names: sayList(names()) })}
      </Show>
    </p>
  );
}

function Picker(props: {
  it: DecisionWithHistory;
  organizationId: string;
  voices: string[];
  onVoice: (id: string) => void;
  onChanged: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const said = () => positionOf(props.it, props.organizationId);
  const isOld = () => (said()?.proposalVersion ?? props.it.proposalVersion) < props.it.proposalVersion;
  const [isChanging, setChanging] = createSignal(false);
  const partner = () => partnerName(props.organizationId);
  const again = createDoing();
  createEffect(
    on(
      () => props.organizationId,
      () => setChanging(false),
      { defer: true },
    ),
  );
  /** The same as before, on the words as they are now. */
  const confirm = () =>
    again.run(async () => {
      const { position, level, reason } = said()!;
      await say.position(props.it.id, {
        organizationId: props.organizationId,
        position,
        level,
        reason,
        proposalVersion: props.it.proposalVersion,
        before: timesSpoken(props.it, props.organizationId),
      });
      await props.onChanged();
    });
  return (
    <section class={styles.yours} aria-label={t("whereDo", { partner: partner() })} data-own-position>
      <Show when={props.voices.length > 1}>
        <WhichField voices={props.voices} chosen={props.organizationId} onVoice={props.onVoice} />
      </Show>
      <Show
        when={said() && !isChanging() && said()}
        fallback={
          <Chooser
            it={props.it}
            organizationId={props.organizationId}
            onWriting={() => setChanging(true)}
            onReload={props.onChanged}
            onDone={async () => {
              await props.onChanged();
              setChanging(false);
            }}
            {...(said() ? { onCancel: () => setChanging(false) } : {})}
          />
        }
      >
        {(position) => (
          <>
            <Show when={isOld()}>
              <p class={styles.again}>
                {t("lookAgain", { position: t(position().position), version: position().proposalVersion })}
              </p>
            </Show>
            <div class={styles.stands}>
              <StanceGlyph of={position().position} />
              <div>
                <b>{t("youSaid", { partner: partner(), position: t(position().position) })}</b>
                <Show when={position().level}>
                  {(level) => <span class={styles.reasonText}>{t(`level_${level() as Level}`)}</span>}
                </Show>
                <Show when={position().reason}>
                  {(reason) => <span class={styles.reasonText}>{reason()}</span>}
                </Show>
                <Show when={position().isOnBehalf}>
                  <span class={styles.reasonText}>{t("onBehalf")}</span>
                </Show>
              </div>
              <div class={styles.acts}>
                <Show when={isOld()}>
                  <Button disabled={again.isBusy() || !isOnline()} onClick={() => void confirm()}>
                    {t("stillHolds")}
                  </Button>
                </Show>
                <Button onClick={() => setChanging(true)}>{t("changeMind")}</Button>
              </div>
            </div>
            <Show when={again.failure()}>
              <Failure error={again.failure()} />
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}

/** All choices, alike; a field for the reason opens under the one that was pressed. */
function Chooser(props: {
  it: DecisionWithHistory;
  organizationId: string;
  /** What is being written stays on the screen, whatever somebody else says meanwhile. */
  onWriting: () => void;
  onReload: () => Promise<unknown>;
  onDone: () => Promise<unknown>;
  onCancel?: () => void;
}) {
  const t = useWords(words);
  const id = createUniqueId();
  const doing = createDoing();
  const [choice, setChoice] = createSignal<Choice>();
  const [reason, setReason] = createSignal("");
  const [showsMore, setShowsMore] = createSignal(false);
  let field: HTMLTextAreaElement | undefined;
  const partner = () => partnerName(props.organizationId);
  const offered = createMemo((): Choice[] => {
    if (props.it.method === "gradients")
      return [
        ...gradients.map((position, at): Choice => ({ position, level: (at + 1) as Level })),
        ...(showsMore() ? [{ position: "recused" as const, level: null }] : []),
      ];
    return [...front, ...(showsMore() ? behind : [])].map((position) => ({ position, level: null }));
  });
  const nameOf = ({ position, level }: Choice) =>
    level === null ? t(`pick_${position}`) : t(`level_${level}`);
  const isChosen = (it: Choice) =>
    choice()?.position === it.position && (choice()?.level ?? null) === it.level;
  /** What was read when the answer was begun: what is said meanwhile is told before anything is recorded. */
  let read = { proposalVersion: 0, before: 0 };
  const readNow = () => ({
    proposalVersion: props.it.proposalVersion,
    before: timesSpoken(props.it, props.organizationId),
  });
  function press(it: Choice) {
    if (!choice()) read = readNow();
    setChoice(it);
    props.onWriting();
    doing.clear();
    queueMicrotask(() => field?.focus());
  }
  const needs = () => choice() !== undefined && needsReason(choice()!.position);
  const give = async () => {
    const it = choice();
    if (!it) return;
    const isGiven = await doing.run(async () => {
      try {
        await say.position(props.it.id, {
          organizationId: props.organizationId,
          ...it,
          reason: reason().trim() || null,
          ...read,
        });
      } catch (error) {
        // Somebody was faster, or the words changed: show how it is now, and keep what was written.
        if (error instanceof Problem && error.code === "conflict") {
          await props.onReload();
          read = readNow();
        }
        throw error;
      }
    });
    if (!isGiven) return;
    toast(t("given", { partner: partner(), position: nameOf(it) }));
    setReason("");
    setChoice(undefined);
    await props.onDone();
  };
  useKeys(() =>
    Object.fromEntries(
      offered()
        .slice(0, 9)
        .map((it, at) => [String(at + 1), () => press(it)]),
    ),
  );
  return (
    <>
      <p class={styles.question}>{t("whereDo", { partner: partner() })}</p>
      <div class={styles.choices} classList={{ [styles.eight!]: props.it.method === "gradients" }}>
        <For each={offered()}>
          {(it, at) => (
            <button
              type="button"
              class={styles.choice}
              data-position={it.position}
              aria-pressed={isChosen(it)}
              aria-keyshortcuts={String(at() + 1)}
              onClick={() => press(it)}
            >
              <StanceGlyph of={it.position} />
              {nameOf(it)}
            </button>
          )}
        </For>
      </div>
      <div class={styles.under}>
        <Show when={!showsMore()}>
          <button type="button" class={styles.more} onClick={() => setShowsMore(true)}>
            {t("more")}
          </button>
        </Show>
        <Show when={props.onCancel && !choice()}>
          <button type="button" class={styles.more} onClick={() => props.onCancel?.()}>
            {t("keep")}
          </button>
        </Show>
      </div>
      <Show when={choice()}>
        {(it) => (
          <form
            class={styles.form}
            id={id}
            onSubmit={(event) => {
              event.preventDefault();
              void give();
            }}
          >
            <WordsField
              ref={(element: HTMLTextAreaElement) => {
                field = element;
              }}
              rows={2}
              maxLength={2000}
              label={t("reason")}
              hint={t(needs() ? "reasonNeeded" : "reasonPerhaps")}
              error={doing.fields().reason}
              required={needs()}
              value={reason()}
              onInput={(event) => setReason(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void give();
                else if (event.key === "Escape") setChoice(undefined);
                else return;
                event.preventDefault();
                event.stopPropagation();
              }}
            />
            <Show when={doing.failure()}>
              <Failure error={doing.failure()} />
            </Show>
            <div class={styles.send}>
              <Button data-cancel onClick={() => setChoice(undefined)}>
                {t("cancel")}
              </Button>
              <Button
                kind="primary"
                type="submit"
                disabled={doing.isBusy() || !isOnline()}
                title={isOnline() ? undefined : t("offlineReason")}
              >
                {nameOf(it())}
              </Button>
            </div>
          </form>
        )}
      </Show>
    </>
  );
}
