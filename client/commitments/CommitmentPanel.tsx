import { A } from "@solidjs/router";
import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import type { CommitmentWithHistory } from "../../shared/commitments/commitment.ts";
import { isMoved } from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { voiceFor } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Thread as Talk } from "../threads/Thread.tsx";
import { Avatar, OrgTile } from "../ui/Avatar.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { chevronLeftIcon, chevronRightIcon, handshakeIcon, xIcon } from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { words as parts } from "../ui/words.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { Actions } from "./Actions.tsx";
import type { Act } from "./acts.ts";
import { say } from "./commitments.ts";
import { sayAway, spellDay } from "./days.ts";
import { linkIcon } from "./icons.ts";
import { servedBy } from "./list.ts";
import { groups, organizationOf, partnerName, personOf, servedName } from "./names.ts";
import styles from "./panel.module.css";
import { Standing } from "./Standing.tsx";
import { Thread } from "./Thread.tsx";
import { WordsField } from "./Words.tsx";
import { words } from "./words.ts";

interface PanelProps {
  id: string | undefined;
  value: CommitmentWithHistory | undefined;
  failure: unknown;
  today: Day;
  asked: Act | undefined;
  onAsk: (act: Act | undefined) => void;
  /** Rises by one each time a key asks to write an update. */
  update: number;
  onChanged: () => Promise<unknown>;
  onClose: () => void;
  onTurn: (step: 1 | -1) => void;
}

/** Beside the list where there is room, a sheet over it where there is none. */
export function CommitmentPanel(props: PanelProps) {
  const t = useWords(words);
  const p = useWords(parts);
  const isWide = createMedia("(min-width: 1181px)");
  const name = () => (props.value ? `C-${props.value.number}` : t("commitment"));
  async function copyLink() {
    try {
      await navigator.clipboard.writeText(`${location.origin}/commitments/${props.id}`);
      toast(p("copied"));
    } catch {
      toast(p("copyFailed"));
    }
  }
  const Inside = () => (
    <Show when={props.value} fallback={<NotThere {...props} />}>
      {(it) => <About {...props} value={it()} />}
    </Show>
  );
  return (
    <Show
      when={isWide()}
      fallback={
        <Dialog
          shape="record"
          open={props.id !== undefined}
          onClose={props.onClose}
          title={props.value?.what ?? t("commitment")}
          isUntitled={!props.value}
        >
          <p class={styles.kind}>
            <Icon of={handshakeIcon} />
            {name()}
          </p>
          <Inside />
        </Dialog>
      }
    >
      <Show when={props.id}>
        <aside class={styles.panel} aria-label={t("panel", { name: name() })}>
          <div class={styles.top}>
            <span class={styles.kind}>
              <Icon of={handshakeIcon} />
              {t("commitment")}
            </span>
            <span class="num">{props.value ? name() : ""}</span>
            <span class={styles.keys}>
              <Button
                kind="ghost"
                size="small"
                icon={linkIcon}
                aria-label={t("copyLink")}
                onClick={copyLink}
              />
              <Button
                kind="ghost"
                size="small"
                icon={chevronLeftIcon}
                aria-label={t("previous")}
                aria-keyshortcuts="["
                onClick={() => props.onTurn(-1)}
              />
              <Button
                kind="ghost"
                size="small"
                icon={chevronRightIcon}
                aria-label={t("next")}
                aria-keyshortcuts="]"
                onClick={() => props.onTurn(1)}
              />
              <Button
                kind="ghost"
                size="small"
                icon={xIcon}
                aria-label={t("close")}
                onClick={props.onClose}
              />
            </span>
          </div>
          <Show when={props.value}>{(it) => <h2>{it().what}</h2>}</Show>
          <Inside />
        </aside>
      </Show>
    </Show>
  );
}

/** Before it is read, and when it cannot be. */
const NotThere = (props: PanelProps) => (
  <Show when={props.failure} fallback={<Skeleton lines={7} />}>
    {(error) => <Failure error={error()} onRetry={() => void props.onChanged()} />}
  </Show>
);

function About(props: PanelProps & { value: CommitmentWithHistory }) {
  const t = useWords(words);
  const language = useLanguage();
  const me = useMe();
  const it = () => props.value;
  const isOpenOne = () => it().status === "active" || it().status === "offered";
  const voice = () => voiceFor(whoOf(me()), it().ownerOrganizationId);
  const group = () => groups.value()?.find((one) => one.id === it().groupId);
  return (
    <>
      <dl class={styles.facts}>
        <Fact label={t("status")}>
          <Standing it={it()} today={props.today} />
        </Fact>
        <Fact label={t("owner")}>
          <Partner id={it().ownerOrganizationId} />
        </Fact>
        <Show when={personOf(it().ownerPersonId)}>
          {(person) => (
            <Fact label={t("person")}>
              <span class={styles.who}>
                <Avatar
                  name={person().name}
                  hue={organizationOf(it().ownerOrganizationId)?.hue ?? 0}
                  size="small"
                />
                {person().name}
              </span>
            </Fact>
          )}
        </Show>
        <Show when={it().handedOverBy}>{(id) => <Fact label={t("handedBy")}>{partnerName(id())}</Fact>}</Show>
        <Fact label={isOpenOne() ? t("due") : t("wasDueLabel")}>
          {spellDay(it().dueOn)}
          <Show when={isOpenOne()}>
            <small>{sayAway(it().dueOn, props.today)}</small>
          </Show>
          <Show when={isMoved(it())}>
            <small>{t("movedTimes", { count: it().timesMoved, day: spellDay(it().originalDueOn) })}</small>
          </Show>
        </Fact>
        <Show when={it().closedOn}>
          {(day) => (
            <Fact label={t("closedOn")}>
              {spellDay(day())}
              <Show when={it().isOnBehalf}>
                <small>{t("onBehalfLong")}</small>
              </Show>
            </Fact>
          )}
        </Show>
        <Show when={servedBy(it()).length > 0}>
          <Fact label={t("serves")}>
            <span class={styles.chips}>
              <For each={servedBy(it())}>
                {(id) => (
                  <A class={styles.chip} href={`/commitments?show=all&serves=${encodeURIComponent(id)}`}>
                    {servedName(id)}
                  </A>
                )}
              </For>
            </span>
            <Show when={it().contribution}>{(how) => <small>{how()}</small>}</Show>
          </Fact>
        </Show>
        <Show when={it().supportOrganizationIds.length > 0}>
          <Fact label={t("helps")}>
            <For each={it().supportOrganizationIds}>{(id) => <Partner id={id} />}</For>
          </Fact>
        </Show>
        <Fact label={t("visibility")}>
          {it().visibility === "group" && group()
            ? t("seenByGroup", { group: group()!.name[language()] })
            : t(`seen_${it().visibility}`)}
        </Fact>
      </dl>
      <Show when={it().ownerHasLeft && isOpenOne()}>
        <Banner
          kind="warn"
          action={
            <Show when={voice() && it().status === "active"}>
              <button type="button" class={styles.inBanner} onClick={() => props.onAsk("handed_over")}>
                {t("act_handed_over")}
              </button>
            </Show>
          }
        >
          {t("ownerLeft", { partner: partnerName(it().ownerOrganizationId) })}
        </Banner>
      </Show>
      <Actions
        it={it()}
        today={props.today}
        asked={props.asked}
        onAsk={props.onAsk}
        onChanged={props.onChanged}
      />
      <Thread it={it()} today={props.today} />
      <Show when={voice()}>
        <Update it={it()} update={props.update} onChanged={props.onChanged} />
      </Show>
      <Discussion it={it()} />
    </>
  );
}

/** What partners say about it, when somebody wants to read or say something: it is asked for only then. */
function Discussion(props: { it: CommitmentWithHistory }) {
  const t = useWords(words);
  const [isOpen, setOpen] = createSignal(false);
  createEffect(
    on(
      () => props.it.id,
      () => setOpen(false),
      { defer: true },
    ),
  );
  return (
    <details class={styles.talk} open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("discussion")}</summary>
      <Show when={isOpen() && props.it.id} keyed>
        {(id) => (
          <Talk
            recordKind="commitment"
            of={id}
            title={`C-${props.it.number} ${props.it.what}`}
            prompt={t("discussionPrompt")}
          />
        )}
      </Show>
    </details>
  );
}

const Fact = (props: { label: string; children: JSX.Element }) => (
  <>
    <dt>{props.label}</dt>
    <dd>{props.children}</dd>
  </>
);

const Partner = (props: { id: string }) => (
  <Show when={organizationOf(props.id)}>
    {(it) => <OrgTile initials={initialsOf(it().shortName)} hue={it().hue} name={it().shortName} />}
  </Show>
);

/** A line about how it goes, at the end of its thread. */
function Update(props: { it: CommitmentWithHistory; update: number; onChanged: () => Promise<unknown> }) {
  const t = useWords(words);
  const doing = createDoing();
  const [note, setNote] = createSignal("");
  let field: HTMLTextAreaElement | undefined;
  createEffect(
    on(
      () => props.it.id,
      () => {
        setNote("");
        doing.clear();
      },
      { defer: true },
    ),
  );
  createEffect(() => props.update > 0 && field?.focus());
  async function send() {
    const said = note().trim();
    if (!said) return;
    const { id, version, number } = props.it;
    const isDone = await doing.run(() => say.noted({ id, version }, said));
    if (!isDone) {
      // Somebody may have been faster; the words stay, and the next press goes through.
      await props.onChanged();
      return;
    }
    setNote("");
    await props.onChanged();
    toast(t("done_noted", { number }));
  }
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WordsField
        ref={field}
        rows={2}
        label={t("addUpdate")}
        aria-keyshortcuts="U"
        value={note()}
        onInput={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
          else if (event.key === "Escape") event.currentTarget.blur();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div class={styles.actions}>
        <Button size="small" type="submit" disabled={doing.isBusy() || !isOnline() || !note().trim()}>
          {t("sendUpdate")}
        </Button>
      </div>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
    </form>
  );
}
