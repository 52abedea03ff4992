import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { daysBetween } from "../../shared/dates.ts";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { may } from "../../shared/roles.ts";
import { commitments } from "../commitments/commitments.ts";
import { spellDay } from "../commitments/days.ts";
import { sendIcon } from "../commitments/icons.ts";
import { isOnline } from "../online.ts";
import { recordName } from "../records/record-name.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./aside.module.css";
import { organizationOf, partnerName, tileOf, useToday, useVoices } from "./names.ts";
import { remind } from "./open.ts";
import { words } from "./words.ts";

/** What stands around a decision: who is missing, where it came from, what follows, and the rules. */
export function Aside(props: { it: DecisionWithHistory; onChanged: () => Promise<unknown> }) {
  const t = useWords(words);
  return (
    <aside class={styles.aside} aria-label={t("context_label")}>
      <Show when={props.it.stillToHearFrom.length > 0}>
        <Missing {...props} />
      </Show>
      <ItsThread it={props.it} />
      <Rules it={props.it} />
    </aside>
  );
}

function Missing(props: { it: DecisionWithHistory; onChanged: () => Promise<unknown> }) {
  const t = useWords(words);
  const me = useMe();
  const voices = useVoices();
  const doing = createDoing();
  const others = () => props.it.stillToHearFrom.filter((id) => !voices().includes(id));
  const send = () =>
    doing.run(async () => {
      const { organizationIds } = await remind(props.it.id);
      await props.onChanged();
      toast(
        organizationIds.length > 0 ? t("reminded", { count: organizationIds.length }) : t("remindedNone"),
      );
    });
  return (
    <section>
      <h2>{t("stillToHear")}</h2>
      <ul class={styles.missing}>
        <For each={props.it.stillToHearFrom}>
          {(id) => (
            <li>
              <Show when={organizationOf(id)} fallback={partnerName(id)}>
                {(it) => <OrgTile {...tileOf(it())} name={it().shortName} />}
              </Show>
              <Show when={voices().includes(id)}>
                <span class={styles.you}>{t("you")}</span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={may.remindPartners(whoOf(me())) && isOpen(props.it) && others().length > 0}>
        <Button
          size="small"
          icon={sendIcon}
          disabled={doing.isBusy() || !isOnline()}
          title={isOnline() ? undefined : t("offlineReason")}
          onClick={() => void send()}
        >
          {t("remind", { count: others().length })}
        </Button>
      </Show>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
    </section>
  );
}

/** Where it comes from and what it led to, on the thread. */
function ItsThread(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  const today = useToday();
  const follows = () => {
    const said = props.it.closing?.commitmentIds;
    const named = (commitments.value() ?? []).filter((one) => one.fromDecisionId === props.it.id);
    return [...new Set([...(said ?? []), ...named.map(({ id }) => id)])];
  };
  const time = () => {
    const { respondBy } = props.it;
    if (!isOpen(props.it)) return props.it.decidedOn ? spellDay(props.it.decidedOn) : "";
    if (respondBy === null) return t("openNoDay");
    const left = daysBetween(today(), respondBy);
    if (left < 0) return t("pastLastDay", { day: spellDay(respondBy) });
    return left === 0 ? t("closesToday") : t("openDays", { count: left });
  };
  return (
    <section>
      <h2>{t("itsThread")}</h2>
      <ol class={styles.thread}>
        <For each={props.it.strategyIds}>{(id) => <RecordKnot id={id} note={t("servesStrategy")} />}</For>
        <For each={props.it.indicatorIds}>{(id) => <RecordKnot id={id} note={t("servesIndicator")} />}</For>
        <Show when={props.it.passage}>
          {(passage) => (
            <Knot>
              <A href={placeOf(passage())}>{t("passage")}</A>
              <small>
                <q>{passage().quote}</q>
                <Show when={passage().version}>
                  {(version) => ` ${t("passageVersion", { version: version() })}`}
                </Show>
              </small>
            </Knot>
          )}
        </Show>
        <Show when={props.it.supersedesId}>{(id) => <RecordKnot id={id()} note={t("replaces")} />}</Show>
        <Show when={props.it.fromMeetingId}>
          {(id) => <RecordKnot id={id()} note={props.it.quote ? `“${props.it.quote}”` : t("quote")} />}
        </Show>
        <Show when={props.it.decidedAtMeetingId !== props.it.fromMeetingId && props.it.decidedAtMeetingId}>
          {(id) => <RecordKnot id={id()} note={t("decidedOn", { day: spellDay(props.it.decidedOn!) })} />}
        </Show>
        <li class={styles.here}>
          <span class={styles.knot} aria-hidden="true" />
          <b>{t("thisDecision")}</b>
          <small>{time()}</small>
        </li>
        <For each={follows()}>{(id) => <RecordKnot id={id} note={noteOf(id) ?? t("followsFrom")} />}</For>
        <Show when={props.it.supersededById}>{(id) => <RecordKnot id={id()} note={t("replacedBy")} />}</Show>
      </ol>
    </section>
  );
}

/** Where the words of a passage stand, or stood. */
function placeOf({ document, quote }: NonNullable<DecisionWithHistory["passage"]>) {
  const name = parseDocumentName(document);
  const language = name?.kind === "common-agenda" ? `/${name.language}` : "";
  return `/common-agenda${language}?words=${encodeURIComponent(quote)}`;
}

/** Whose a commitment is and for when. */
function noteOf(id: string) {
  const it = commitments.value()?.find((one) => one.id === id);
  return it && `${partnerName(it.ownerOrganizationId)}, ${spellDay(it.dueOn)}`;
}

const Knot = (props: { children: JSX.Element }) => (
  <li>
    <span class={styles.knot} aria-hidden="true" />
    {props.children}
  </li>
);

/** A record by its name, with a way to its page where it has one; what is not for these eyes is left out. */
const RecordKnot = (props: { id: string; note: string }) => {
  const it = () => recordName(props.id);
  const name = () => `${it()!.code} ${it()!.label}`.trim();
  return (
    <Show when={it()}>
      <Knot>
        <Show when={it()!.href} fallback={<b>{name()}</b>}>
          {(href) => <A href={href()}>{name()}</A>}
        </Show>
        <small>{props.note}</small>
      </Knot>
    </Show>
  );
};

function Rules(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  const me = useMe();
  return (
    <section>
      <h2>{t("howWeDecide")}</h2>
      <div class={styles.rules}>
        <p>{t(`method_${props.it.method}`)}</p>
        <p>{t("howText")}</p>
        <Show when={isOpen(props.it)}>
          <p>
            {t("howQuorum", {
              needed: props.it.verdict.quorum.needed,
              members: props.it.verdict.quorum.members,
            })}
          </p>
          <Show when={props.it.daysMin > 0}>
            <p>{t("howDays", { count: props.it.daysMin })}</p>
          </Show>
          <Show when={me().initiative.governance?.fallback === "two_thirds"}>
            <p>{t("howFallback")}</p>
          </Show>
        </Show>
      </div>
    </section>
  );
}
