import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, Match, onMount, Show, Switch } from "solid-js";
import { may, rolesToGive } from "../../shared/roles.ts";
import { commitments } from "../commitments/commitments.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { decisions } from "../decisions/decisions.ts";
import { indicators } from "../indicators/indicators.ts";
import { areHere } from "../kept.ts";
import { groups } from "../meetings/meetings.ts";
import { isOnline } from "../online.ts";
import { loadOverview, overview } from "../overview/overview.ts";
import { InviteDialog } from "../people/InviteDialog.tsx";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { isBesidePanel } from "../ui/focus.ts";
import { plusIcon, rows3Icon, userPlusIcon, usersRoundIcon } from "../ui/icons.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { plain } from "../words/plain.ts";
import { useWords } from "../words/words.ts";
import { AddPartnerDialog } from "./AddPartnerDialog.tsx";
import { loadPartners, organizations, people } from "./organizations.ts";
import { PartnerPanel } from "./PartnerPanel.tsx";
import { PartnersKeys } from "./PartnersKeys.tsx";
import { PartnersTable } from "./PartnersTable.tsx";
import { PartnerTotals } from "./PartnerTotals.tsx";
import { PeopleTable } from "./PeopleTable.tsx";
import styles from "./partners.module.css";
import { words as removalWords } from "./removal-words.ts";
import { words } from "./words.ts";

type View = "partners" | "people";

/** Who is here, who speaks for them, and the way to invite more. */
export default function PartnersPage() {
  const t = useWords(words);
  const me = useMe();
  const params = useParams<{ organization?: string }>();
  const [search, setSearch] = useSearchParams<{ view?: string; do?: string }>();
  const navigate = useNavigate();
  const [isInviting, setInviting] = createSignal(false);
  const [isAdding, setAdding] = createSignal(false);
  const [filter, setFilter] = createSignal("");
  const left = useWords(removalWords);
  let filterField: HTMLInputElement | undefined;
  const seesPulse = () => may.seePulse(whoOf(me()));
  const load = () =>
    Promise.all([
      loadPartners(),
      commitments.need(),
      commonAgenda.need(),
      ...(seesPulse() ? [loadOverview(), decisions.need(), indicators.need(), groups.need()] : []),
    ]);
  onMount(load);

  const view = (): View => (search.view === "people" ? "people" : "partners");
  const all = () => organizations.value();
  const selected = createMemo(() => all()?.find((it) => it.id === params.organization));
  const forInviting = createMemo(() =>
    // One's own comes first: it is the likely one.
    (all() ?? [])
      .filter((it) => it.removedOn === null && rolesToGive(whoOf(me()), it).length > 0)
      .sort((a, b) => Number(b.id === me().organization.id) - Number(a.id === me().organization.id)),
  );
  const mayInvite = () => forInviting().length > 0;
  const mayAdd = () => may.addOrganization(whoOf(me()));

  const finds = (...texts: (string | undefined)[]) => {
    const wanted = plain(filter()).trim();
    return !wanted || texts.some((it) => it && plain(it).includes(wanted));
  };
  const shownPeople = createMemo(() => {
    const order = new Map((all() ?? []).map((it, index) => [it.id, index]));
    return (people.value() ?? [])
      .filter((it) => finds(it.name, all()?.find((one) => one.id === it.organizationId)?.shortName))
      .sort((a, b) => (order.get(a.organizationId) ?? 0) - (order.get(b.organizationId) ?? 0));
  });
  const shown = createMemo(() =>
    (all() ?? []).filter((it) => {
      const own = (people.value() ?? []).filter((one) => one.organizationId === it.id);
      return finds(it.shortName, it.name, ...own.map((one) => one.name));
    }),
  );
  const count = () => (view() === "people" ? shownPeople().length : shown().length);
  createEffect(() => filter() && announce(t("filtered", { count: count() })));

  const keepView = () => (view() === "people" ? "?view=people" : "");
  const open = (id: string | undefined) =>
    navigate(`/partners${id ? `/${id}` : ""}${keepView()}`, { replace: true, scroll: false });
  const close = () => {
    const row = document.querySelector<HTMLElement>(`[data-row="${params.organization}"]`);
    const wasHere = isBesidePanel();
    open(undefined);
    if (wasHere) row?.focus();
  };
  const turn = (step: 1 | -1) => {
    const list = shown();
    const at = list.findIndex((it) => it.id === selected()?.id);
    const next = at < 0 ? list.at(step > 0 ? 0 : -1) : list[at + step];
    if (next) open(next.id);
  };
  /** Moves the focus along the names in the list that is shown. */
  const move = (step: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step]?.focus();
  };

  createEffect(() => {
    if (search.do !== "invite" || forInviting().length === 0) return;
    setInviting(true);
    setSearch({ do: undefined }, { replace: true });
  });
  useKeys(() => ({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "[": () => turn(-1),
    "]": () => turn(1),
    "/": () => filterField?.focus(),
    ...(mayInvite() ? { n: () => setInviting(true) } : {}),
    ...(selected() ? { Escape: close } : {}),
  }));

  const voices = () => (all() ?? []).filter((it) => it.hasVoice).length;
  return (
    <Page
      title={t("title")}
      fills
      actions={
        <Show when={mayInvite()}>
          <Button
            kind="primary"
            icon={userPlusIcon}
            hint="N"
            disabled={!isOnline()}
            title={isOnline() ? undefined : t("offlineReason")}
            onClick={() => setInviting(true)}
          >
            {t("invite")}
          </Button>
        </Show>
      }
    >
      <div class={styles.page}>
        <div class={styles.list}>
          <div class={styles.head}>
            <div>
              <Heading>{t("title")}</Heading>
              <p>{all() && (voices() > 0 ? t("lead", { count: voices() }) : t("leadNone"))}</p>
            </div>
            <div class={styles.tools}>
              <ButtonLink href="/groups">{t("groups")}</ButtonLink>
              <Show when={mayAdd()}>
                <Button
                  icon={plusIcon}
                  disabled={!isOnline()}
                  title={isOnline() ? undefined : t("offlineReason")}
                  onClick={() => setAdding(true)}
                >
                  {t("addPartner")}
                </Button>
              </Show>
              <Segmented
                label={t("view")}
                value={view()}
                onChange={(it) => setSearch({ view: it === "people" ? it : undefined }, { replace: true })}
                options={[
                  { value: "partners", label: t("partners"), icon: rows3Icon },
                  { value: "people", label: t("people"), icon: usersRoundIcon },
                ]}
              />
            </div>
          </div>
          <Show when={organizations.failure() ?? people.failure()}>
            {(error) => (
              <Show when={isOnline() || !all()}>
                <Failure error={error()} onRetry={load} />
              </Show>
            )}
          </Show>
          <Show when={all() && people.value() && areHere(commitments, commonAgenda)} fallback={<Loading />}>
            <PartnerTotals
              organizations={all()!}
              people={people.value()!}
              pulse={seesPulse() ? overview.value()?.pulse : undefined}
              quietAfterDays={overview.value()?.quietAfterDays}
            />
            <input
              ref={filterField}
              type="search"
              class={styles.filter}
              aria-label={t("filter")}
              placeholder={t("filter")}
              value={filter()}
              onInput={(event) => setFilter(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                // The browser would empty the field by itself, and the list would not hear of it.
                event.preventDefault();
                if (filter()) setFilter("");
                else filterField?.blur();
              }}
            />
            <Switch>
              <Match when={count() === 0 && filter()}>
                <EmptyState
                  title={t("noMatch")}
                  action={<Button onClick={() => setFilter("")}>{t("clearFilter")}</Button>}
                >
                  {t("noMatchText")}
                </EmptyState>
              </Match>
              <Match when={view() === "people"}>
                <PeopleTable people={shownPeople()} organizations={all()!} onOpen={open} />
              </Match>
              <Match when={view() === "partners"}>
                <PartnersTable
                  organizations={shown().filter((it) => it.removedOn === null)}
                  people={people.value()!}
                  selected={selected()?.id}
                  onOpen={open}
                />
                <Show when={shown().some((it) => it.removedOn !== null)}>
                  <h2 class={styles.leftHead}>{left("thoseWhoLeft")}</h2>
                  <PartnersTable
                    name={left("thoseWhoLeft")}
                    organizations={shown().filter((it) => it.removedOn !== null)}
                    people={people.value()!}
                    selected={selected()?.id}
                    onOpen={open}
                  />
                </Show>
                <Show when={voices() === 0}>
                  <EmptyState
                    title={t("empty")}
                    action={
                      <Show when={mayAdd()}>
                        <Button kind="primary" icon={plusIcon} onClick={() => setAdding(true)}>
                          {t("addPartner")}
                        </Button>
                      </Show>
                    }
                  >
                    {mayAdd() ? t("emptyText") : t("emptyTextOthers")}
                  </EmptyState>
                </Show>
              </Match>
            </Switch>
          </Show>
        </div>
        <PartnersKeys mayInvite={mayInvite()} />
      </div>
      <PartnerPanel
        organization={selected()}
        isGone={Boolean(params.organization && all() && !selected())}
        onClose={close}
        onTurn={turn}
        onInvite={mayInvite() ? () => setInviting(true) : undefined}
      />
      <InviteDialog
        open={isInviting()}
        onClose={() => setInviting(false)}
        organizations={forInviting()}
        proposed={selected()?.id}
      />
      <AddPartnerDialog
        open={isAdding()}
        onClose={() => setAdding(false)}
        onAdded={(it) => {
          setAdding(false);
          open(it.id);
        }}
      />
    </Page>
  );
}

const Loading = () => (
  <Show when={!organizations.failure()}>
    <Skeleton lines={8} />
  </Show>
);
