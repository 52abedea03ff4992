import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { languages } from "../../shared/languages.ts";
import { may, rolesToGive } from "../../shared/roles.ts";
import { commitments } from "../commitments/commitments.ts";
import { decisions } from "../decisions/decisions.ts";
import { indicators } from "../indicators/indicators.ts";
import { loadPartners, organizations, people } from "../organizations/organizations.ts";
import { changeMyLanguage } from "../settings/my-language.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { releaseFocus, rememberFocus } from "../ui/focus.ts";
import { Icon } from "../ui/Icon.tsx";
import { searchIcon } from "../ui/icons.ts";
import { chooseTheme } from "../ui/theme.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { type Find, findsFor, readWordsOf } from "./finds.ts";
import styles from "./palette.module.css";
import { closePalette, openShortcuts } from "./palette.ts";
import { words } from "./palette-words.ts";
import { askToSignOut } from "./sign-out.ts";
import { whoOf } from "./who.ts";

const shownMax = 8;

/** "Search or do anything": one field, one list; arrows choose, Enter does. */
export default function Palette() {
  const t = useWords(words);
  const giveBack = rememberFocus();
  const [wanted, setWanted] = createSignal("");
  const [at, setAt] = createSignal(0);
  const { jumps, deeds } = useFinds();
  const foundJumps = createMemo(() => findsFor(jumps(), wanted()).slice(0, shownMax));
  const foundDeeds = createMemo(() => findsFor(deeds(), wanted()).slice(0, shownMax));
  const all = createMemo(() => [...foundJumps(), ...foundDeeds()]);
  let dialog: HTMLDialogElement | undefined;

  onMount(() => {
    dialog?.showModal();
    void loadPartners();
    // What was read before is kept fresh by its own page; thousands of them are not read for every search.
    if (!commitments.value()) void commitments.load();
    if (!decisions.value()) void decisions.load();
    if (!indicators.value()) void indicators.load();
  });
  createEffect(() => {
    const count = all().length;
    setAt(0);
    if (wanted()) announce(count === 0 ? t("noResults") : t("results", { count }));
  });

  createEffect(() => {
    let isHere = true;
    readWordsOf(jumps(), (then) => setTimeout(() => isHere && then()));
    onCleanup(() => {
      isHere = false;
    });
  });

  const idOf = (index: number) => `palette-${index}`;
  createEffect(() => document.getElementById(idOf(at()))?.scrollIntoView({ block: "nearest" }));

  function choose(find: Find | undefined) {
    if (!find) return;
    dialog?.close();
    find.act();
  }
  function onKeyDown(event: KeyboardEvent) {
    const count = all().length;
    if (event.isComposing || count === 0) return;
    const to = { ArrowDown: at() + 1, ArrowUp: at() - 1 + count }[event.key];
    if (to !== undefined) setAt(to % count);
    else if (event.key === "Enter") choose(all()[at()]);
    else return;
    event.preventDefault();
  }

  const Line = (line: { find: Find; index: number }) => (
    <li
      id={idOf(line.index)}
      class={styles.line}
      role="option"
      lang={line.find.lang}
      aria-selected={at() === line.index}
      onMouseMove={() => setAt(line.index)}
      onClick={() => choose(line.find)}
    >
      <span>{line.find.label}</span>
      <Show when={line.find.note}>
        <span class={styles.note}>{line.find.note}</span>
      </Show>
    </li>
  );

  return (
    <dialog
      ref={dialog}
      class={styles.palette}
      aria-label={t("search")}
      onCancel={(event) => releaseFocus(event.currentTarget)}
      onClose={() => {
        closePalette();
        giveBack();
      }}
      onMouseDown={(event) => event.target === dialog && dialog?.close()}
    >
      <div class={styles.inside}>
        <div class={styles.field}>
          <Icon of={searchIcon} />
          <input
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-label={t("search")}
            aria-expanded={all().length > 0}
            aria-controls="palette-list"
            aria-autocomplete="list"
            aria-activedescendant={all().length ? idOf(at()) : undefined}
            placeholder={t("search")}
            value={wanted()}
            onInput={(event) => setWanted(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <button type="button" class={styles.close} onClick={() => dialog?.close()}>
            <kbd>Esc</kbd>
          </button>
        </div>
        <div id="palette-list" class={styles.list} role="listbox" aria-label={t("search")}>
          <Show when={foundJumps().length}>
            <ul role="group" aria-labelledby="palette-jump">
              <li class={styles.heading} role="presentation" id="palette-jump">
                {t("jumpTo")}
              </li>
              <For each={foundJumps()}>{(find, index) => <Line find={find} index={index()} />}</For>
            </ul>
          </Show>
          <Show when={foundDeeds().length}>
            <ul role="group" aria-labelledby="palette-do">
              <li class={styles.heading} role="presentation" id="palette-do">
                {t("do")}
              </li>
              <For each={foundDeeds()}>
                {(find, index) => <Line find={find} index={foundJumps().length + index()} />}
              </For>
            </ul>
          </Show>
        </div>
        <Show when={all().length === 0}>
          <p class={styles.none}>{t("noResults")}</p>
        </Show>
      </div>
    </dialog>
  );
}

/** Where one can jump from here, and what one can do from anywhere. */
function useFinds() {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const page = (id: string, label: string, to: string): Find => ({
    id,
    label,
    note: t("page"),
    act: () => navigate(to),
  });
  const pages = createMemo((): Find[] => [
    page("home", t("home"), "/"),
    page("meetings", t("meetings"), "/meetings"),
    page("decisions", t("decisions"), "/decisions"),
    page("commitments", t("commitments"), "/commitments"),
    page("groups", t("groups"), "/groups"),
    page("plan", t("plan"), "/plan"),
    page("indicators", t("indicators"), "/indicators"),
    page("partners", t("partners"), "/partners"),
    ...languages.map((it) => page(it, t(it === "en" ? "agendaEn" : "agendaEs"), `/common-agenda/${it}`)),
    page("timeline", t("timeline"), "/timeline"),
    ...(may.seePulse(whoOf(me())) ? [page("overview", t("overview"), "/overview")] : []),
    page("settings", t("settings"), "/settings"),
    ...(may.readOutbox(whoOf(me())) ? [page("outbox", t("outbox"), "/outbox")] : []),
  ]);
  // Each kind by itself: what arrives while somebody types makes only its own lines anew, not thousands of others.
  const partners = createMemo((): Find[] => [
    ...(organizations.value() ?? []).map((it) => ({
      id: it.id,
      label: it.shortName,
      also: it.name,
      note: t("partner"),
      act: () => navigate(`/partners/${it.id}`),
    })),
    ...(people.value() ?? []).map((it) => ({
      id: it.id,
      label: it.name,
      note: organizations.value()?.find((one) => one.id === it.organizationId)?.shortName ?? "",
      act: () => navigate(`/partners/${it.organizationId}`),
    })),
  ]);
  const decided = createMemo((): Find[] =>
    (decisions.value() ?? []).map((it) => ({
      id: it.id,
      label: `D-${it.number} ${it.title}`,
      also: it.proposal,
      of: it,
      note: t("decision"),
      act: () => navigate(`/decisions/${it.id}`),
    })),
  );
  const measured = createMemo((): Find[] =>
    (indicators.value() ?? []).map((it) => ({
      id: it.id,
      label: `${it.code} ${it.name[language()]}`,
      also: it.definition,
      note: t("indicator"),
      act: () => navigate(`/indicators/${it.id}`),
    })),
  );
  const committed = createMemo((): Find[] =>
    (commitments.value() ?? []).map((it) => ({
      id: it.id,
      label: `C-${it.number} ${it.what}`,
      of: it,
      note: t("commitment"),
      act: () => navigate(`/commitments/${it.id}`),
    })),
  );
  const jumps = createMemo(() => [pages, partners, decided, measured, committed].flatMap((lines) => lines()));
  const mayInvite = () => rolesToGive(whoOf(me()), me().organization).length > 0;
  const deed = (id: string, label: string, act: () => void): Find => ({ id, label, act });
  const deeds = createMemo((): Find[] => [
    ...(mayInvite() ? [deed("invite", t("invite"), () => navigate("/partners?do=invite"))] : []),
    ...(may.takePart(whoOf(me()))
      ? [
          deed("new-commitment", t("newCommitment"), () => navigate("/commitments?do=new")),
          deed("new-reading", t("newReading"), () => navigate("/indicators?do=new")),
          deed("new-decision", t("newDecision"), () => navigate("/decisions?do=new")),
        ]
      : []),
    deed("light", t("themeLight"), () => chooseTheme("light")),
    deed("dark", t("themeDark"), () => chooseTheme("dark")),
    deed("system", t("themeSystem"), () => chooseTheme("system")),
    language() === "en"
      ? deed("es", t("languageEs"), () => changeMyLanguage("es"))
      : deed("en", t("languageEn"), () => changeMyLanguage("en")),
    deed("shortcuts", t("shortcuts"), openShortcuts),
    deed("sign-out", t("signOut"), askToSignOut),
  ]);
  return { jumps, deeds };
}
