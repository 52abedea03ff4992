import { For, Show } from "solid-js";
import { Dialog } from "../ui/Dialog.tsx";
import { useWords } from "../words/words.ts";
import { letters } from "./keyboard.ts";
import { areShortcutsOpen, closeShortcuts } from "./palette.ts";
import { words } from "./palette-words.ts";
import { chordKey, commandKey } from "./platform.ts";
import styles from "./shortcuts.module.css";

/** Every key that does something, with what it does. */
export default function Shortcuts() {
  const t = useWords(words);
  const anywhere = (): [string[], string][] => [
    [[commandKey, "K"], t("keySearch")],
    [["G", "H"], t("keyGoHome")],
    [["G", "M"], t("keyGoMeetings")],
    [["G", "D"], t("keyGoDecisions")],
    [["G", "C"], t("keyGoCommitments")],
    [["G", "A"], t("keyGoAgenda")],
    [["G", "P"], t("keyGoPlan")],
    [["G", "I"], t("keyGoIndicators")],
    [["G", "O"], t("keyGoPartners")],
    [["G", "Y"], t("keyGoTimeline")],
    [["G", ","], t("keyGoSettings")],
    [["C"], t("keyNewCommitment")],
    [["D"], t("keyNewDecision")],
    [["/"], t("keyFilter")],
    [["?"], t("keyHelp")],
    [["Esc"], t("keyClose")],
    [["Alt", "F6"], t("keyRegion")],
    [[commandKey, "Z"], t("keyUndo")],
  ];
  const inLists = (): [string[], string][] => [
    [["J", "K"], t("keyMove")],
    [["Enter"], t("keyOpen")],
    [["[", "]"], t("keyTurn")],
    [["X"], t("keyChoose")],
    [["Shift", "↓"], t("keyExtend")],
    [["S"], t("keyStatus")],
    [["U"], t("keyUpdate")],
    [["R"], t("keyRemind")],
    [["N"], t("keyInvite")],
    [["1", "2", "3", "4"], t("keyPosition")],
  ];
  const inMeeting = (): [string[], string][] => [
    [["N"], t("keyNextItem")],
    [["T"], t("keyTimer")],
    [["B"], t("keyReadBack")],
    [[chordKey, "Shift", "N"], t("keyWhileWriting")],
    [[commandKey, "Shift", "Enter"], t("keyCapture")],
    [["Y", "E", "P"], t("keyVerdict")],
  ];
  const Keys = (props: { title: string; of: [string[], string][] }) => (
    <section class={styles.group}>
      <h3>{props.title}</h3>
      <dl>
        <For each={props.of}>
          {([keys, what]) => (
            <div>
              <dt>{what}</dt>
              <dd>
                <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
  return (
    <Dialog open={areShortcutsOpen()} onClose={closeShortcuts} title={t("shortcuts")}>
      <Show when={!letters()}>
        <p class={styles.note}>{t("lettersOff")}</p>
      </Show>
      <Keys title={t("anywhere")} of={anywhere()} />
      <Keys title={t("inLists")} of={inLists()} />
      <Keys title={t("inMeeting")} of={inMeeting()} />
    </Dialog>
  );
}
