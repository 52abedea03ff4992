import { createMemo, Index, Show } from "solid-js";
import { adoptionOf, currentVersion, standingOf, versionOf } from "../../shared/common-agenda/readings.ts";
import { dayIn } from "../../shared/dates.ts";
import { may, voiceFor, voicesOf } from "../../shared/roles.ts";
import { commitments, say } from "../commitments/commitments.ts";
import { sayAway, spellDay } from "../commitments/days.ts";
import { commitmentNeeds } from "../commitments/needs.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { decisions } from "../decisions/decisions.ts";
import { membersOf } from "../decisions/names.ts";
import { decisionNeeds } from "../decisions/needs.ts";
import { areHere } from "../kept.ts";
import { groups } from "../meetings/meetings.ts";
import { isOnline } from "../online.ts";
import { organizations, people, peopleOf } from "../organizations/organizations.ts";
import { signpostIcon } from "../records/icons.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { bookOpenIcon, handshakeIcon, mailPlusIcon, userPlusIcon } from "../ui/icons.ts";
import { Keyed } from "../ui/Keyed.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./home.module.css";
import { words } from "./words.ts";

/** A way to answer: a press that does it, or a link to where it is done. */
type Answer = { label: string; isFirst?: boolean } & ({ href: string } | { act: () => Promise<unknown> });

interface Need {
  /** Stays the same while the need does. */
  id: string;
  title: string;
  text: string;
  icon: string;
  /** Where the title leads. */
  href?: string;
  answers: Answer[];
}

const shownNames = 4;
/** More than this from one source would hide the rest; a last line leads to all of them. */
const shownCommitments = 4;
const shownDecisions = 3;

/** What waits for this person, read from who is here and what was promised; `undefined` before it is known. */
export function useNeeds() {
  const t = useWords(words);
  const me = useMe();
  const lacksAlternate = (): Need[] => {
    const { person, organization } = me();
    const own = peopleOf(organization.id);
    if (person.role !== "representative" || !people.value() || own.some((it) => it.role === "alternate"))
      return [];
    const title = t("nameAlternate", { organization: organization.shortName });
    const answers = [{ label: t("invite"), href: `/partners/${organization.id}?do=invite` }];
    return [{ id: "alternate", title, text: t("nameAlternateText"), icon: userPlusIcon, answers }];
  };
  const unspoken = (): Need[] => {
    const silent = (organizations.value() ?? []).filter(
      (it) => it.hasVoice && !peopleOf(it.id).some((one) => one.role === "representative"),
    );
    if (me().person.role !== "backbone" || !people.value() || silent.length === 0) return [];
    const answers = [{ label: t("invite"), href: `/partners/${silent[0]!.id}?do=invite` }];
    const names = silent.slice(0, shownNames).map((it) => it.shortName);
    const title = t("nameRepresentative", { count: silent.length });
    return [{ id: "unspoken", title, text: sayList(names), icon: userPlusIcon, answers }];
  };
  /** What a partner that left had promised waits for the backbone. */
  const leftOpen = (): Need[] => {
    if (me().person.role !== "backbone") return [];
    return (organizations.value() ?? []).flatMap((partner) => {
      if (partner.removedOn === null) return [];
      const count = (commitments.value() ?? []).filter(
        (it) => it.ownerOrganizationId === partner.id && (it.status === "active" || it.status === "offered"),
      ).length;
      if (count === 0) return [];
      const href = `/commitments?partner=${partner.id}`;
      return [
        {
          id: `left ${partner.id}`,
          title: t("leftOpen", { count, organization: partner.shortName }),
          text: t("leftOpenText"),
          icon: handshakeIcon,
          href,
          answers: [{ label: t("leftOpenSee"), href }],
        },
      ];
    });
  };
  const waiting = (): Need[] => {
    const { person, organization } = me();
    const isMine = (organizationId: string) =>
      person.role === "backbone" || (person.role === "representative" && organizationId === organization.id);
    const unused = (people.value() ?? []).filter((it) => it.isInvited && isMine(it.organizationId));
    if (unused.length === 0) return [];
    const answers = [{ label: t("see"), href: "/partners?view=people" }];
    const names = sayList(unused.slice(0, shownNames).map((it) => it.name));
    const title = t("waiting", { count: unused.length });
    return [{ id: "waiting", title, text: `${names}.`, icon: mailPlusIcon, answers }];
  };
  const promised = (): Need[] => {
    const { initiative, organization } = me();
    if (voiceFor(whoOf(me()), organization.id) !== "own") return [];
    const today = dayIn(initiative.timeZone, Date.now());
    const all = commitmentNeeds(commitments.value() ?? [], organization.id, today);
    const shown = all.slice(0, shownCommitments).map(({ it, why }): Need => {
      const when = { number: it.number, day: spellDay(it.dueOn), away: sayAway(it.dueOn, today) };
      const page = `/commitments/${it.id}`;
      const told = (key: "accepted" | "kept", act: () => Promise<unknown>) => async () => {
        await act();
        toast(t(key, { number: it.number }));
      };
      return {
        id: `${it.id} ${it.version}`,
        title: it.what,
        text: t(`promise_${why}`, when),
        icon: handshakeIcon,
        href: page,
        answers:
          why === "offer"
            ? [
                { label: t("accept"), isFirst: true, act: told("accepted", () => say.accepted(it)) },
                { label: t("decline"), href: `${page}?do=declined` },
              ]
            : [
                { label: t("newDate"), href: `${page}?do=moved` },
                { label: t("isKept"), act: told("kept", () => say.kept(it)) },
              ],
      };
    });
    if (all.length <= shownCommitments) return shown;
    const more = all.length - shownCommitments;
    const answers = [{ label: t("see"), href: `/commitments?partner=${organization.id}` }];
    return [
      ...shown,
      { id: "more", title: t("morePromises", { count: more }), text: "", icon: handshakeIcon, answers },
    ];
  };
  const decided = (): Need[] => {
    const { initiative, organization } = me();
    const who = whoOf(me());
    const today = dayIn(initiative.timeZone, Date.now());
    const chairsOf = (groupId: string) => groups.value()?.find((it) => it.id === groupId)?.chairIds ?? [];
    const all = decisionNeeds(decisions.value() ?? [], {
      voices: voicesOf(who),
      membersOf,
      mayLead: (it) =>
        may.leadDecision(who, { ...it, chairIds: chairsOf(it.groupId) }) &&
        (who.role === "backbone" || voicesOf(who).length > 0),
      today,
    });
    const labels = { position: "givePosition", again: "lookAgain", review: "review" } as const;
    const shown = all.slice(0, shownDecisions).map(({ it, why }): Need => {
      const page = `/decisions/${it.id}`;
      const told = t(`decide_${why}`, {
        number: it.number,
        organization: organization.shortName,
        day: it.reviewOn ? spellDay(it.reviewOn) : "",
      });
      const closes =
        why !== "review" && it.respondBy
          ? ` ${t("decideBy", { day: spellDay(it.respondBy), away: sayAway(it.respondBy, today) })}`
          : "";
      return {
        id: `${it.id} ${it.version}`,
        title: it.title,
        text: `${told}${closes}`,
        icon: signpostIcon,
        href: page,
        answers: [{ label: t(labels[why]), href: page, isFirst: why === "position" }],
      };
    });
    if (all.length <= shownDecisions) return shown;
    const title = t("moreDecisions", { count: all.length - shownDecisions });
    const answers = [{ label: t("see"), href: "/decisions?show=ours" }];
    return [...shown, { id: "more-decisions", title, text: "", icon: signpostIcon, answers }];
  };
  const adopted = (): Need[] => {
    const agenda = commonAgenda.value();
    const version = agenda && currentVersion(agenda);
    if (!version) return [];
    return voicesOf(whoOf(me())).flatMap((id) => {
      const partner = organizations.value()?.find((it) => it.id === id);
      if (!partner?.hasVoice || standingOf(agenda, id) !== "reviewing") return [];
      const older = versionOf(agenda, adoptionOf(agenda, id)?.versionId);
      const values = { version: version.number, organization: partner.shortName, older: older?.number ?? "" };
      const href = `/common-agenda?do=adopt&for=${id}`;
      return [
        {
          id: `adopt ${id} ${version.id}`,
          title: t("adopt", values),
          text: version.note ?? t(older ? "adoptOlder" : "adoptNone", values),
          icon: bookOpenIcon,
          href,
          answers: [{ label: t(older ? "adoptSee" : "adoptRead"), href, isFirst: true }],
        },
      ];
    });
  };
  return createMemo(() => {
    if (!areHere(commitments, decisions, organizations, people, groups, commonAgenda)) return undefined;
    return [
      ...decided(),
      ...promised(),
      ...adopted(),
      ...leftOpen(),
      ...lacksAlternate(),
      ...unspoken(),
      ...waiting(),
    ];
  });
}

/** The list of what waits, or a quiet word that nothing does; its place is kept before it is known. */
export function NeedsYou(props: { needs: Need[] | undefined }) {
  const t = useWords(words);
  const me = useMe();
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you">{t("needsYou")}</h2>
      <div class={styles.card}>
        <Show when={props.needs} fallback={<Skeleton lines={9} />}>
          {(needs) => (
            <Show
              when={needs().length > 0}
              fallback={
                <EmptyState title={t("nothing", { organization: me().organization.shortName })}>
                  {t("nothingText")}
                </EmptyState>
              }
            >
              <ul class={styles.needs}>
                <Keyed each={needs()} by={(it) => it.id}>
                  {(need) => <Line need={need()} />}
                </Keyed>
              </ul>
            </Show>
          )}
        </Show>
      </div>
    </section>
  );
}

const hrefOf = (it: Answer) => ("href" in it ? it.href : undefined);

function Line(props: { need: Need }) {
  const doing = createDoing();
  const answer = async (act: () => Promise<unknown>) => {
    await doing.run(act);
    // What somebody else changed meanwhile is read again; the list then says how it stands.
    if (doing.failure()) {
      toast((doing.failure() as Error).message);
      void commitments.load();
    }
  };
  return (
    <li data-need={props.need.id}>
      <span class={styles.sign}>
        <Icon of={props.need.icon} />
      </span>
      <div>
        <b>
          <Show when={props.need.href} fallback={props.need.title}>
            {(href) => <a href={href()}>{props.need.title}</a>}
          </Show>
        </b>
        <Show when={props.need.text}>
          <p>{props.need.text}</p>
        </Show>
      </div>
      <div class={styles.actions}>
        <Index each={props.need.answers}>
          {(it) => (
            <Show
              when={hrefOf(it())}
              fallback={
                <Button
                  kind={it().isFirst ? "primary" : "default"}
                  disabled={doing.isBusy() || !isOnline()}
                  onClick={() => {
                    const chosen = it();
                    if ("act" in chosen) void answer(chosen.act);
                  }}
                >
                  {it().label}
                </Button>
              }
            >
              {(href) => (
                <ButtonLink href={href()} kind={it().isFirst ? "primary" : "default"}>
                  {it().label}
                </ButtonLink>
              )}
            </Show>
          )}
        </Index>
      </div>
    </li>
  );
}
