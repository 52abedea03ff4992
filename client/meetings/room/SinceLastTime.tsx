import { createMemo, onMount, Show } from "solid-js";
import type { Commitment } from "../../../shared/commitments/commitment.ts";
import { dayIn } from "../../../shared/dates.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import type { SinceLastTime as Since } from "../../../shared/meetings/meeting.ts";
import { api, ask } from "../../api.ts";
import { createKept, type Kept } from "../../kept.ts";
import { useLive } from "../../live.ts";
import { useMe } from "../../sign-in/me.ts";
import { OrgTile } from "../../ui/Avatar.tsx";
import { Failure } from "../../ui/Failure.tsx";
import { Keyed } from "../../ui/Keyed.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { sayDay } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import styles from "./lobby.module.css";
import { tileOf } from "./people.ts";
import {
  arrangeSince,
  ownerOf,
  type PromiseRow,
  type ReviewRow,
  type SinceGroup,
  type SinceRow,
} from "./since.ts";
import { sayShortDay } from "./times.ts";
import { words } from "./words.ts";

interface Known {
  since: Since;
  commitments: Commitment[];
  decisions: Decision[];
}

const kept = new Map<string, Kept<Known>>();

/** What became of promises since a meeting and which reviews are due, with the records themselves. */
function sinceOf(meetingId: string) {
  const read = async (): Promise<Known> => {
    const [since, commitments, decisions] = await Promise.all([
      ask(api.meetings[":id"]["since-last-time"].$get({ param: { id: meetingId } })),
      readCommitments(),
      ask(api.decisions.$get()),
    ]);
    const { moved, since: _, reviewsDue, ...groups } = since;
    const named = new Set([...Object.values(groups).flat(), ...moved.map((it) => it.id)]);
    return {
      since,
      commitments: commitments.filter((it) => named.has(it.id)),
      decisions: decisions.items.filter((it) => reviewsDue.includes(it.id)),
    };
  };
  const found = kept.get(meetingId) ?? createKept(`meeting-since:${meetingId}`, read);
  kept.set(meetingId, found);
  return found;
}

/** All of them, page by page: an answer holds no more than a thousand. */
async function readCommitments(): Promise<Commitment[]> {
  const all: Commitment[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: { items: Commitment[]; next?: number | undefined } = await ask(
      api.commitments.$get({ query: { after: String(after) } }),
    );
    all.push(...page.items);
    after = page.next;
  }
  return all;
}

const wordOf: Record<SinceGroup, Parameters<ReturnType<typeof useWords<keyof typeof words.en>>>[0]> = {
  kept: "sinceKept",
  moved: "sinceMoved",
  pastDate: "sincePast",
  due: "sinceDue",
  awaiting: "sinceAwaiting",
  needsHelp: "sinceHelp",
  reviewsDue: "reviewsDue",
  released: "sinceReleased",
  notKept: "sinceNotKept",
};

const idOf = (row: SinceRow) => (row.is === "promise" ? row.commitment : row.decision).id;
const promiseOf = (row: SinceRow) => (row.is === "promise" ? row : undefined);

/** Something that many events ask for is asked for once. */
const gatherMs = 300;

/** What was kept, moved, passed its date or waits for its review since the group met last: filled in by itself, own organization first. */
export function SinceLastTime(props: { meetingId: string }) {
  const t = useWords(words);
  const me = useMe();
  const known = sinceOf(props.meetingId);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const live = useLive(
    () => undefined,
    ({ type }) => {
      if (!/^(commitment|decision)\./.test(type)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void known.load(), gatherMs);
    },
  );
  onMount(() => {
    live.open();
    void known.load();
  });
  const today = () => dayIn(me().initiative.timeZone, Date.now());
  const arranged = createMemo(() => {
    const it = known.value();
    return it && arrangeSince(it.since, it, me().organization.id);
  });
  const isEmpty = () => Object.values(arranged() ?? {}).every((it) => it.length === 0);
  return (
    <section
      aria-labelledby="since"
      class={styles.part}
      data-loading={known.value() === undefined && !known.failure() ? "" : undefined}
    >
      <h2 id="since">{t("sinceLast")}</h2>
      <Show when={known.failure() && !known.value()}>
        <Failure error={known.failure()} onRetry={() => void known.load()} />
      </Show>
      <Show when={known.value()} fallback={<Show when={!known.failure()}>{<Skeleton lines={5} />}</Show>}>
        {(it) => (
          <>
            <p class={styles.lead}>
              <Show when={it().since.since} fallback={t("sinceFirst")}>
                {(last) => (
                  <a href={`/meetings/${last().meetingId}`}>
                    {t("sinceMeeting", { title: last().title, day: sayDay(last().day) })}
                  </a>
                )}
              </Show>
              <Show when={isEmpty()}> {t("sinceNothing")}</Show>
            </p>
            <Block
              title={t("sinceOwn", { organization: me().organization.shortName })}
              groups={arranged()!.own}
            />
            <Block title={t("sinceOthers")} groups={arranged()!.others} />
          </>
        )}
      </Show>
    </section>
  );

  function Block(block: { title: string; groups: { group: SinceGroup; rows: SinceRow[] }[] }) {
    return (
      <Show when={block.groups.length > 0}>
        <h3>{block.title}</h3>
        <dl class={styles.groups}>
          <Keyed each={block.groups} by={(it) => it.group}>
            {(it) => (
              <div data-since={it().group}>
                <dt>
                  {t(wordOf[it().group])} <span class="num">{it().rows.length}</span>
                </dt>
                <Keyed each={it().rows} by={idOf}>
                  {(row) => (
                    <dd>
                      <Show when={promiseOf(row())} fallback={<ReviewLine row={row() as ReviewRow} />}>
                        {(promise) => <PromiseLine row={promise()} group={it().group} />}
                      </Show>
                    </dd>
                  )}
                </Keyed>
              </div>
            )}
          </Keyed>
        </dl>
      </Show>
    );
  }

  function Tile(of: { row: SinceRow }) {
    const tile = () => tileOf(ownerOf(of.row));
    return <OrgTile size="small" initials={tile().initials} hue={tile().hue} />;
  }

  function ReviewLine(line: { row: ReviewRow }) {
    const it = () => line.row.decision;
    const name = () => tileOf(it().raisedByOrganizationId).name;
    return (
      <a href={`/decisions/${it().id}`} class={styles.row}>
        <Tile row={line.row} />
        <span class={styles.what}>
          <span class={`num ${styles.code}`} data-kind="decision">
            D-{it().number}
          </span>{" "}
          {it().title}
          <small>
            {`${name()} · `}
            {t("reviewOn", { day: sayShortDay(it().reviewOn!, today()) })}
          </small>
        </span>
      </a>
    );
  }

  function PromiseLine(line: { row: PromiseRow; group: SinceGroup }) {
    const it = () => line.row.commitment;
    const day = (of: string) => sayShortDay(of, today());
    return (
      <a href={`/commitments/${it().id}`} class={styles.row}>
        <Tile row={line.row} />
        <span class={styles.what}>
          <span class={`num ${styles.code}`}>C-{it().number}</span> {it().what}
          <small>
            {tileOf(it().ownerOrganizationId).name}
            <Show when={line.row.moved}>
              {(moved) => ` · ${t("movedFromTo", { from: day(moved().from), to: day(moved().to) })}`}
            </Show>
            <Show when={["pastDate", "due", "awaiting", "needsHelp"].includes(line.group)}>
              {` · ${t("dueOn", { day: day(it().dueOn) })}`}
            </Show>
            <Show when={line.row.needsHelp && line.group !== "needsHelp"}>{` · ${t("needsHelp")}`}</Show>
          </small>
        </span>
      </a>
    );
  }
}
