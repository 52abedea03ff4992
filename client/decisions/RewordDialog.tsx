import { createEffect, createSignal, on, Show } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { wordDiff } from "../../shared/decisions/diff.ts";
import type { Post } from "../../shared/threads/post.ts";
import { WordsField } from "../commitments/Words.tsx";
import { createDoing } from "../ui/doing.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./dialogs.module.css";
import { FormDialog } from "./FormDialog.tsx";
import { say } from "./open.ts";
import { words } from "./words.ts";

/** What a new wording begins with: the words as they are, or the amendment that is taken up. */
export interface Rewording {
  post?: Post;
}

/** The proposal in other words. An amendment from the thread is already there: two presses take it up. */
export function RewordDialog(props: {
  it: DecisionWithHistory;
  of: Rewording | undefined;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const [proposal, setProposal] = createSignal("");
  const [note, setNote] = createSignal("");
  /** The wording that was read when this was opened. */
  let read = 0;
  createEffect(
    on(
      () => props.of,
      (of) => {
        if (!of) return;
        doing.clear();
        read = props.it.proposalVersion;
        setProposal(of.post?.text ?? props.it.proposal);
        setNote("");
      },
    ),
  );
  const version = () => props.it.proposalVersion + 1;
  const isSame = () =>
    wordDiff(props.it.proposal, proposal()).every((it) => it.is === "same") || proposal().trim() === "";
  const save = async () => {
    const isSaved = await doing.run(() =>
      say.wording(props.it.id, {
        proposalVersion: read,
        proposal: proposal().trim(),
        note: note().trim() || null,
        fromPostId: props.of?.post?.id ?? null,
      }),
    );
    if (!isSaved) {
      await props.onChanged();
      read = props.it.proposalVersion;
      return;
    }
    toast(t("reworded", { version: version() }));
    props.onClose();
    await props.onChanged();
  };
  return (
    <FormDialog
      open={props.of !== undefined}
      title={t("rewordTitle", { version: version() })}
      act={t("rewordSave", { version: version() })}
      doing={doing}
      isBlocked={isSame()}
      onAct={() => void save()}
      onClose={props.onClose}
    >
      <p class={styles.lead}>{t("rewordLead")}</p>
      <WordsField
        label={t("proposal")}
        rows={5}
        required
        autofocus
        maxLength={4000}
        value={proposal()}
        error={doing.fields().proposal}
        onInput={(event) => setProposal(event.currentTarget.value)}
      />
      <Show when={!props.of?.post}>
        <WordsField
          label={t("rewordNote")}
          rows={2}
          maxLength={500}
          value={note()}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </Show>
    </FormDialog>
  );
}
