import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, Match, on, onMount, Show, Switch } from "solid-js";
import { useLive } from "../live.ts";
import { isOnline } from "../online.ts";
import { organizations } from "../organizations/organizations.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { isBesidePanel } from "../ui/focus.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useWords } from "../words/words.ts";
import { ChainBanner } from "./ChainBanner.tsx";
import { EventList } from "./EventList.tsx";
import { ReceiptPanel } from "./ReceiptPanel.tsx";
import { TimelineFilters } from "./TimelineFilters.tsx";
import { TimelineKeys } from "./TimelineKeys.tsx";
import styles from "./timeline.module.css";
import { createTimeline, type Filter } from "./timeline.ts";
import { words } from "./words.ts";

/** What happened, and whether it can be relied on. */
export default function TimelinePage() {
  const t = useWords(words);
  const navigate = useNavigate();
  const params = useParams<{ event?: string }>();
  const [search, setSearch] = useSearchParams<{ kind?: string; partner?: string; until?: string }>();
  const timeline = createTimeline();
  const [isBusy, setBusy] = createSignal(false);
  let partnerField: HTMLElement | undefined;
  let dateField: HTMLInputElement | undefined;

  const filter = (): Filter => ({ kind: search.kind, partner: search.partner, until: search.until });
  const isFiltered = () => Boolean(search.kind || search.partner || search.until);
  const selected = () => (/^[1-9]\d{0,14}$/.test(params.event ?? "") ? Number(params.event) : undefined);
  const newest = () => timeline.items()?.[0]?.seq;
  const live = useLive(newest, timeline.arrive);

  onMount(() => void organizations.need());
  createEffect(
    on(
      () => [search.kind, search.partner, search.until],
      () => void timeline.load(filter()),
    ),
  );
  // What is already shown is where the live line goes on.
  createEffect(() => {
    if (timeline.items() && !isFiltered() && isOnline()) live.open();
  });
  createEffect(
    on(isOnline, (is) => is && timeline.failure() && void timeline.load(filter()), { defer: true }),
  );

  const clear = () => setSearch({ kind: undefined, partner: undefined, until: undefined }, { replace: true });
  const searchText = () => {
    const kept = new URLSearchParams(
      Object.entries(filter()).flatMap(([name, it]) => (it ? [[name, it]] : [])),
    );
    return kept.size > 0 ? `?${kept}` : "";
  };
  const open = (seq: number | undefined) =>
    navigate(`/timeline${seq ? `/${seq}` : ""}${searchText()}`, { replace: true, scroll: false });
  const close = () => {
    const row = document.querySelector<HTMLElement>(`[data-row="${selected()}"]`);
    const wasHere = isBesidePanel();
    open(undefined);
    if (wasHere) row?.focus();
  };
  const turn = (step: 1 | -1) => {
    const items = timeline.items() ?? [];
    const at = items.findIndex((it) => it.seq === selected());
    const next = at < 0 ? items[0] : items[at + step];
    if (next) open(next.seq);
  };
  const move = (step: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step]?.focus();
  };
  useKeys(() => ({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "[": () => turn(-1),
    "]": () => turn(1),
    "/": () => partnerField?.focus(),
    t: () => dateField?.focus(),
    ...(selected() ? { Escape: close } : {}),
  }));
  async function earlier() {
    setBusy(true);
    await timeline.loadEarlier();
    setBusy(false);
  }

  return (
    <Page title={t("title")} fills>
      <div class={styles.page}>
        <div class={styles.list}>
          <Heading>{t("title")}</Heading>
          <p class={styles.lead}>{t("lead")}</p>
          <ChainBanner />
          <TimelineFilters
            filter={filter()}
            onChange={(change) => setSearch(change, { replace: true })}
            setFirst={(it) => {
              partnerField = it;
            }}
            setDate={(it) => {
              dateField = it;
            }}
          />
          <Show when={timeline.failure()}>
            {(error) => (
              <Show when={isOnline() || !timeline.items()}>
                <Failure error={error()} onRetry={() => void timeline.load(filter())} />
              </Show>
            )}
          </Show>
          <Switch>
            <Match when={!timeline.items() && !timeline.failure()}>
              <Skeleton lines={9} />
            </Match>
            <Match when={timeline.items()?.length === 0}>
              <EmptyState
                title={t(isFiltered() ? "noMatch" : "empty")}
                action={
                  <Show when={isFiltered()}>
                    <Button onClick={clear}>{t("clear")}</Button>
                  </Show>
                }
              >
                {t(isFiltered() ? "noMatchText" : "emptyText")}
              </EmptyState>
            </Match>
            <Match when={timeline.items()}>
              {(items) => (
                <>
                  <EventList items={items()} selected={selected()} search={searchText()} />
                  <Show when={timeline.earlier()}>
                    <div class={styles.more}>
                      <Button disabled={isBusy() || !isOnline()} onClick={earlier}>
                        {t("earlier")}
                      </Button>
                    </div>
                  </Show>
                </>
              )}
            </Match>
          </Switch>
        </div>
        <TimelineKeys />
      </div>
      <ReceiptPanel seq={selected()} newest={newest()} onClose={close} onTurn={turn} />
    </Page>
  );
}
