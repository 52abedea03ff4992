import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Language } from "../../../shared/languages.ts";
import type { Recap, RecapCommitment, RecapDecision, RecapForm } from "../../../shared/meetings/recap.ts";
import {
  asSentence,
  decisionInWords,
  inShort,
  recapWords,
  roomInWords,
} from "../../../shared/meetings/recap-words.ts";
import { initialsOf } from "../../../shared/organizations/organization.ts";
import { OrgTile } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { MarkdownText } from "../../ui/MarkdownText.tsx";
import { organizationOf, personOf } from "./recaps.ts";
import { StanceGlyph, signpostIcon } from "./StanceGlyph.tsx";
import styles from "./sheet.module.css";

/** The recap as a sheet of paper, in one language; what partners wrote stands in theirs. */
export function RecapSheet(props: {
  recap: Recap;
  language: Language;
  /** Short is for the committee above: what was decided, what stays open, what was taken on. */
  form?: RecapForm;
  /** Of the title: 1 on a page of its own, 2 in a dialog. */
  level?: 1 | 2;
  /** What stands between the head and the rest: corrections. */
  children?: JSX.Element;
}) {
  const words = () => recapWords[props.language];
  /** The headings below the title, and those below them. */
  const below = (): "h2" | "h3" => (props.level === 2 ? "h3" : "h2");
  const deeper = (): "h3" | "h4" => (props.level === 2 ? "h4" : "h3");
  const isFull = () => props.form !== "short";
  const Tile = (own: { id: string; named?: boolean }) => {
    const it = () => organizationOf(own.id, props.recap);
    return (
      <OrgTile
        initials={initialsOf(it().name)}
        hue={it().hue}
        size="small"
        name={own.named ? it().name : undefined}
      />
    );
  };
  const names = (ids: readonly string[]) =>
    words().list(ids.map((id) => organizationOf(id, props.recap).name));
  /** The tiles say who was there. */
  const absent = () => roomInWords(props.recap, props.language, ["present"]);
  const isHere = (status: string | null) => status === "present" || status === "alternate";

  const Section = (own: {
    title: string;
    note?: string;
    children: JSX.Element;
    class?: string | undefined;
  }) => (
    <section class={own.class}>
      <Dynamic component={below()} class={styles.title}>
        {own.title}
        <Show when={own.note}>
          <small>{own.note}</small>
        </Show>
      </Dynamic>
      {own.children}
    </section>
  );

  const Decision = (own: { it: RecapDecision }) => (
    <div class={styles.box}>
      <Dynamic component={deeper()} class={styles.kind}>
        <Icon of={signpostIcon} />
        <a href={`/decisions/${own.it.id}`}>
          D-{own.it.number} {own.it.title}
        </a>
      </Dynamic>
      <Show when={own.it.status !== "open"}>
        <p class={styles.words}>{own.it.sentence}</p>
        <ul class={styles.stances}>
          <For each={own.it.stances}>
            {(stance) => (
              <li>
                <StanceGlyph of={stance.position} />
                <span>
                  {words().stance(stance.position)} <b>{stance.organizationIds.length}</b>
                </span>
                <span class="sr-only">{names(stance.organizationIds)}</span>
                <For each={stance.organizationIds}>{(id) => <Tile id={id} />}</For>
              </li>
            )}
          </For>
          <Show when={own.it.notHeard.length > 0}>
            <li>
              <StanceGlyph of="not_heard" />
              <span>
                {words().notHeard} <b>{own.it.notHeard.length}</b>
              </span>
              <span class="sr-only">{names(own.it.notHeard)}</span>
              <For each={own.it.notHeard}>{(id) => <Tile id={id} />}</For>
            </li>
          </Show>
        </ul>
      </Show>
      <p class={styles.note}>
        {[own.it.note ?? "", ...decisionInWords(own.it, props.recap.names, props.language)]
          .filter(Boolean)
          .join(" ")}
      </p>
    </div>
  );

  const Promise_ = (own: { it: RecapCommitment }) => (
    <tr id={own.it.id}>
      <td class={styles.number}>C-{own.it.number}</td>
      <td class={styles.what}>
        {own.it.what}
        <Show when={own.it.status !== "active"}>
          <small class={styles.state}>
            <StanceGlyph of={own.it.status === "offered" ? "not_heard" : "abstain"} />
            {words().state(own.it.status)}
          </small>
        </Show>
        <Show when={own.it.quote}>{(quote) => <q class={styles.quote}>{quote()}</q>}</Show>
      </td>
      <td>
        <Tile id={own.it.ownerOrganizationId} named />
        <Show when={personOf(own.it.ownerPersonId)}>
          {(name) => <small class={styles.person}>{name()}</small>}
        </Show>
      </td>
      <td class={styles.date}>{words().shortDay(own.it.dueOn)}</td>
    </tr>
  );

  return (
    <article class={styles.paper} lang={props.language}>
      <header class={styles.head}>
        <p class={styles.over}>
          <b>{props.recap.initiative[props.language]}</b>
          <span>{words().kind}</span>
        </p>
        <Show
          when={props.level !== 2}
          fallback={
            <h2 class={styles.name} lang="">
              {props.recap.title}
            </h2>
          }
        >
          <h1 class={styles.name} tabindex="-1" lang="">
            {props.recap.title}
          </h1>
        </Show>
        <p class={styles.facts}>
          <span>{words().when(props.recap)}</span>
          <Show when={props.recap.place}>
            <span>{props.recap.place}</span>
          </Show>
          <Show when={props.recap.interpretation.length > 0}>
            <span>{words().interpretation(props.recap.interpretation)}</span>
          </Show>
        </p>
      </header>
      {props.children}
      <Section title={words().inShort} class={styles.short}>
        <ol>
          <For each={inShort(props.recap, props.language)}>{(it) => <li>{it}</li>}</For>
        </ol>
      </Section>
      <Show when={isFull()}>
        <Section title={words().inTheRoom} note={words().quorum(props.recap.quorum)}>
          <ul class={styles.room}>
            <For each={props.recap.room}>
              {(it) => (
                <li classList={{ [styles.away!]: !isHere(it.status) }}>
                  <Tile id={it.organizationId} named />
                </li>
              )}
            </For>
          </ul>
          <Show when={absent().length > 0}>
            <p class={styles.note}>{absent().join(" ")}</p>
          </Show>
        </Section>
      </Show>
      <Show when={props.recap.decided.length > 0}>
        <Section title={words().decided}>
          <For each={props.recap.decided}>{(it) => <Decision it={it} />}</For>
        </Section>
      </Show>
      <Show when={props.recap.open.length > 0}>
        <Section title={words().open}>
          <For each={props.recap.open}>{(it) => <Decision it={it} />}</For>
        </Section>
      </Show>
      <Show when={props.recap.toSettle.length > 0}>
        <Section title={words().toSettle}>
          <p class={styles.note}>{words().toSettleText}</p>
          <ul class={styles.lines}>
            <For each={props.recap.toSettle}>
              {(it) => (
                <li>
                  <b>{it.label}</b> {asSentence(it.text)}
                </li>
              )}
            </For>
          </ul>
        </Section>
      </Show>
      <Show when={props.recap.tookOn.length > 0}>
        <Section title={words().tookOn}>
          <table class={styles.promises}>
            <thead>
              <tr>
                <th scope="col">{words().number}</th>
                <th scope="col">{words().what}</th>
                <th scope="col">{words().who}</th>
                <th scope="col">{words().by}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.recap.tookOn}>{(it) => <Promise_ it={it} />}</For>
            </tbody>
          </table>
        </Section>
      </Show>
      <Show when={props.recap.became.length > 0}>
        <Section title={words().became}>
          <ul class={styles.lines}>
            <For each={props.recap.became}>
              {(it) => (
                <li>
                  {words().becameOf(it, props.recap.names)}
                  <Show when={it.reason}>{(reason) => <q class={styles.quote}>{reason()}</q>}</Show>
                </li>
              )}
            </For>
          </ul>
        </Section>
      </Show>
      <Show when={isFull() && props.recap.said.length > 0}>
        <Section title={words().said}>
          <For each={props.recap.said}>
            {(it) => (
              <div class={styles.said} lang={props.recap.originalLanguage}>
                <Dynamic component={deeper()}>
                  {it.heading || words().generally}
                  <Show when={it.minutesSpent}>
                    {(minutes) => <small lang={props.language}>{words().minutes(minutes())}</small>}
                  </Show>
                </Dynamic>
                <MarkdownText text={it.markdown} class={styles.words} />
              </div>
            )}
          </For>
        </Section>
      </Show>
      <Show when={isFull() && (props.recap.parkingLot.length > 0 || props.recap.debrief)}>
        <div class={styles.columns}>
          <Show when={props.recap.parkingLot.length > 0}>
            <Section title={words().parkingLot}>
              <ul>
                <For each={props.recap.parkingLot}>
                  {(it) => <li>{parkedInWords(it, props.recap, props.language)}</li>}
                </For>
              </ul>
            </Section>
          </Show>
          <Show when={props.recap.debrief}>
            {(debrief) => (
              <>
                <Show when={debrief().plus.length > 0}>
                  <Section title={words().plus}>
                    <ul>
                      <For each={debrief().plus}>{(it) => <li>{it}</li>}</For>
                    </ul>
                  </Section>
                </Show>
                <Show when={debrief().delta.length > 0}>
                  <Section title={words().delta}>
                    <ul>
                      <For each={debrief().delta}>{(it) => <li>{it}</li>}</For>
                    </ul>
                  </Section>
                </Show>
              </>
            )}
          </Show>
        </div>
      </Show>
      <footer class={styles.foot}>
        <Show when={props.recap.next}>
          {(next) => (
            <p>
              <b>{words().next}:</b> {words().nextMeeting(next())}
            </p>
          )}
        </Show>
        <p>
          {props.recap.sentOn === null ? words().draft : words().sent(props.recap.sentOn)}
          <Show when={props.recap.originalLanguage !== props.language}> {words().original}</Show>
        </p>
      </footer>
    </article>
  );
}

function parkedInWords(it: Recap["parkingLot"][number], recap: Recap, language: Language) {
  const words = recapWords[language];
  const about = [
    it.sinceMeeting ? words.since(it.sinceMeeting) : "",
    it.raisedById ? words.raisedBy(organizationOf(it.raisedById, recap).name) : "",
    it.sinceMeeting ? "" : words.parkedState(it.status),
  ].filter(Boolean);
  if (about.length === 0) return it.text;
  return `${asSentence(it.text)} ${asSentence(about.join(", ").replace(/^./, (letter) => letter.toUpperCase()))}`;
}
