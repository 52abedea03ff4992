import { A, useSearchParams } from "@solidjs/router";
import { createMemo, For, Index, onMount, Show } from "solid-js";
import { may } from "../../shared/roles.ts";
import { activities, strategies } from "../action-plans/plans.ts";
import { commitments, useLiveCommitments } from "../commitments/commitments.ts";
import { csvOf } from "../commitments/csv.ts";
import { decisions } from "../decisions/decisions.ts";
import { useLiveDecisions } from "../decisions/open.ts";
import { indicators } from "../indicators/indicators.ts";
import { groups, meetings } from "../meetings/meetings.ts";
import { isOnline } from "../online.ts";
import { organizations } from "../organizations/organizations.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { downloadIcon } from "../ui/icons.ts";
import { Keyed } from "../ui/Keyed.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { type Answer, answersOf, fileNameOf, type Known, linesOf, type Span, spans } from "./answers.ts";
import styles from "./overview.module.css";
import { checkIns, overview } from "./overview.ts";
import { loadRecordsOfAll, useWaiting } from "./records.ts";
import { words } from "./words.ts";

/** What the backbone asks itself each week, each month and each quarter, answered from what is recorded. */
export default function OverviewPage() {
  const t = useWords(words);
  const me = useMe();
  const maySee = () => may.seePulse(whoOf(me()));
  return (
    <Page title={t("title")}>
      <Show
        when={maySee()}
        fallback={
          <EmptyState title={t("denied")} action={<ButtonLink href="/">{t("home")}</ButtonLink>}>
            {t("deniedText")}
          </EmptyState>
        }
      >
        <Questions />
      </Show>
    </Page>
  );
}

function Questions() {
  const t = useWords(words);
  const language = useLanguage();
  const [search, setSearch] = useSearchParams<{ span?: string }>();
  onMount(loadRecordsOfAll);
  useLiveCommitments();
  useLiveDecisions();
  const span = (): Span => spans.find((it) => it === search.span) ?? "week";
  const waiting = useWaiting();
  const failure = () =>
    [
      overview,
      checkIns,
      organizations,
      meetings,
      groups,
      commitments,
      decisions,
      indicators,
      activities,
      strategies,
    ]
      .map((it) => it.failure())
      .find(Boolean);
  const known = createMemo((): Known | undefined => {
    const found = {
      overview: overview.value(),
      waiting: waiting(),
      organizations: organizations.value(),
      checkIns: checkIns.value(),
      meetings: meetings.value(),
      groups: groups.value(),
      decisions: decisions.value(),
      indicators: indicators.value(),
      activities: activities.value(),
      strategies: strategies.value(),
      language: language(),
    };
    return Object.values(found).every((it) => it !== undefined) ? (found as Known) : undefined;
  });
  const answers = createMemo(() => {
    const all = known();
    return all ? answersOf(span(), all, t) : undefined;
  });
  return (
    <div class={styles.page}>
      <div class={styles.head}>
        <div>
          <Heading>{t("title")}</Heading>
          <p>{t("lead")}</p>
        </div>
        <Segmented
          label={t("title")}
          value={span()}
          onChange={(it) => setSearch({ span: it === "week" ? undefined : it }, { replace: true })}
          options={spans.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <Show when={failure()}>
        {(error) => (
          <Show when={isOnline() || !known()}>
            <Failure error={error()} onRetry={loadRecordsOfAll} />
          </Show>
        )}
      </Show>
      <Show when={answers()} fallback={<Skeleton lines={8} />}>
        {(all) => (
          <Keyed each={all()} by={(it) => it.key}>
            {(it) => <AnswerCard answer={it()} />}
          </Keyed>
        )}
      </Show>
    </div>
  );
}

function AnswerCard(props: { answer: Answer }) {
  const t = useWords(words);
  const it = () => props.answer;
  const save = () =>
    saveFile(fileNameOf(it(), overview.value()?.today ?? ""), csvOf(linesOf(it())), "text/csv;charset=utf-8");
  return (
    <section
      class={styles.answer}
      classList={{ [styles.open!]: !it().isFine }}
      aria-labelledby={`q-${it().key}`}
    >
      <div class={styles.top}>
        <div>
          <h2 id={`q-${it().key}`}>{it().question}</h2>
          <p>{it().sentence}</p>
        </div>
        <Show when={it().rows.length > 0}>
          <Button
            size="small"
            icon={downloadIcon}
            aria-label={t("saveAs", { question: it().question })}
            onClick={save}
          >
            CSV
          </Button>
        </Show>
      </div>
      <Show when={it().rows.length > 0}>
        <div class={styles.scroll}>
          <table>
            <thead>
              <tr>
                <For each={it().columns}>
                  {(column, index) => (
                    <th
                      scope="col"
                      classList={{ [styles.number!]: it().rows[0]?.[index()]?.isNumber === true }}
                    >
                      {column}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <Index each={it().rows}>
                {(row) => (
                  <tr>
                    <Index each={row()}>
                      {(cell) => (
                        <td
                          classList={{
                            [styles.number!]: cell().isNumber === true,
                            [styles.warn!]: cell().isWarning === true,
                          }}
                        >
                          <Show when={cell().href} fallback={cell().text}>
                            {(href) => <A href={href()}>{cell().text}</A>}
                          </Show>
                        </td>
                      )}
                    </Index>
                  </tr>
                )}
              </Index>
            </tbody>
          </table>
        </div>
      </Show>
    </section>
  );
}
