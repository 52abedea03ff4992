import { useNavigate } from "@solidjs/router";
import { languages } from "../../shared/languages.ts";
import { may } from "../../shared/roles.ts";
import { chartLineIcon, table2Icon } from "../records/icons.ts";
import { changeMyLanguage } from "../settings/my-language.ts";
import { useMe } from "../sign-in/me.ts";
import {
  activityIcon,
  bookOpenIcon,
  glassesIcon,
  inboxIcon,
  keyboardIcon,
  logOutIcon,
  networkIcon,
  searchIcon,
  settingsIcon,
} from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { chooseTheme, type Theme, theme } from "../ui/theme.ts";
import { languageNames, useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { openPalette, openShortcuts } from "./palette.ts";
import { askToSignOut } from "./sign-out.ts";
import { whoOf } from "./who.ts";
import { words } from "./words.ts";

interface PersonMenuProps extends Pick<Parameters<typeof Menu>[0], "trigger" | "align"> {
  /** Holds the places too that a phone's bar has no room for. */
  places?: boolean;
}

/** The menu of the person who is signed in: settings, colours, language, and the way out. */
export function PersonMenu(props: PersonMenuProps) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const themes: Theme[] = ["light", "dark", "system"];
  const items = (): MenuItem[] => [
    ...(props.places
      ? [
          { label: t("searchShort"), icon: searchIcon, onSelect: openPalette },
          { label: t("agenda"), icon: bookOpenIcon, onSelect: () => navigate("/common-agenda") },
          { label: t("plan"), icon: table2Icon, onSelect: () => navigate("/plan") },
          { label: t("indicators"), icon: chartLineIcon, onSelect: () => navigate("/indicators") },
          { label: t("partners"), icon: networkIcon, onSelect: () => navigate("/partners") },
        ]
      : []),
    { label: t("timeline"), icon: activityIcon, onSelect: () => navigate("/timeline") },
    { label: t("settings"), icon: settingsIcon, onSelect: () => navigate("/settings") },
    ...(may.seePulse(whoOf(me()))
      ? [{ label: t("overview"), icon: glassesIcon, onSelect: () => navigate("/overview") }]
      : []),
    ...(may.readOutbox(whoOf(me()))
      ? [{ label: t("outbox"), icon: inboxIcon, onSelect: () => navigate("/outbox") }]
      : []),
    { label: t("shortcuts"), icon: keyboardIcon, onSelect: openShortcuts },
    "divider",
    { heading: t("theme") },
    ...themes.map((it) => ({ label: t(it), isChecked: theme() === it, onSelect: () => chooseTheme(it) })),
    { heading: t("language") },
    ...languages.map((it) => ({
      label: languageNames[it],
      lang: it,
      isChecked: language() === it,
      onSelect: () => changeMyLanguage(it),
    })),
    "divider",
    { label: t("signOut"), icon: logOutIcon, onSelect: askToSignOut },
  ];
  return (
    <Menu
      label={t("you", { name: me().person.name, organization: me().organization.shortName })}
      items={items}
      trigger={props.trigger}
      align={props.align ?? "start"}
    />
  );
}
