import { createEffect, createSignal, For, on, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import { type ImportPreview, type ImportProgress, importLimits } from "../../shared/indicators/import.ts";
import { csvOf } from "../commitments/csv.ts";
import dialogs from "../commitments/dialogs.module.css";
import { FormDialog } from "../decisions/FormDialog.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import field from "../ui/field.module.css";
import { saveFile } from "../ui/save-file.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { charts } from "./charts.ts";
import { columns } from "./csv.ts";
import styles from "./import.module.css";
import { lookAt, sendFile, writeAll } from "./import-file.ts";
import { words } from "./import-words.ts";
import { sayPeriod, sayUnit, sayValue } from "./say.ts";

/** Imports a file: it is sent, looked at line by line, and written only when somebody has seen what it brings. */
export default function ImportDialog(props: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const doing = createDoing();
  const [file, setFile] = createSignal<File>();
  const [sent, setSent] = createSignal(0);
  const [preview, setPreview] = createSignal<ImportPreview>();
  const [progress, setProgress] = createSignal<ImportProgress>();
  let id = newId("imp");

  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        doing.clear();
        setFile(undefined);
        setSent(0);
        setPreview(undefined);
        setProgress(undefined);
      },
    ),
  );
  const take = (chosen: File | undefined) =>
    doing.run(async () => {
      setPreview(undefined);
      setFile(chosen);
      if (!chosen) return;
      id = newId("imp");
      setSent(0);
      await sendFile(id, chosen, setSent);
      setPreview(await lookAt(id, null));
    });
  const look = (decimal: "comma" | "point") =>
    doing.run(async () => {
      setPreview(await lookAt(id, decimal));
    });
  const write = () =>
    doing.run(async () => {
      const seen = preview();
      if (!seen) return;
      const done = await writeAll(id, seen.fingerprint, setProgress);
      const left = done.readings - done.written;
      toast(left > 0 ? t("doneLeft", { count: done.written, left }) : t("done", { count: done.written }));
      props.onClose();
    });
  const example = () => {
    const [first] = charts.value() ?? [];
    const line = [first?.code ?? "I1", "", "2026-Q3", "61.5", first?.unit ?? "percent", "", "", ""];
    saveFile("example.csv", csvOf([columns, line]), "text/csv;charset=utf-8");
  };
  return (
    <FormDialog
      open={props.open}
      title={t("title")}
      act={preview() ? t("write", { count: preview()!.readings }) : t("writeNone")}
      doing={doing}
      isBlocked={(preview()?.readings ?? 0) === 0 || preview()!.asksDecimal}
      onAct={() => void write()}
      onClose={props.onClose}
    >
      <div class={field.field}>
        <label for="import-file">{t("file")}</label>
        <input
          id="import-file"
          class={styles.file}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          disabled={progress() !== undefined}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <p class={field.hint}>{t("hint", { lines: importLimits.linesMax })}</p>
        <div>
          <Button size="small" kind="ghost" onClick={example}>
            {t("example")}
          </Button>
        </div>
      </div>
      <Show when={file() && !preview() && doing.isBusy()}>
        <p role="status" class={dialogs.lead}>
          {sent() < 1 ? t("sending", { percent: Math.round(sent() * 100) }) : t("looking")}
        </p>
      </Show>
      <Show when={preview()}>
        {(it) => (
          <>
            <Show when={it().asksDecimal}>
              <Banner
                kind="warn"
                action={
                  <span class={styles.choices}>
                    <Button size="small" onClick={() => void look("comma")}>
                      {t("comma")}
                    </Button>
                    <Button size="small" onClick={() => void look("point")}>
                      {t("point")}
                    </Button>
                  </span>
                }
              >
                {t("asksDecimal")}
              </Banner>
            </Show>
            <p role="status" class={styles.count}>
              {t("brings", { count: it().readings, indicators: it().indicators })}
              <Show when={it().corrections > 0}> {t("corrections", { count: it().corrections })}</Show>
              <Show when={it().same > 0}> {t("same", { count: it().same })}</Show>
            </p>
            <Show when={it().unknownColumns.length > 0}>
              <p class={dialogs.left}>{t("unknownColumns", { names: it().unknownColumns.join(", ") })}</p>
            </Show>
            <Show when={it().errorCount > 0}>
              <h3 class={dialogs.sub}>{t("errors", { count: it().errorCount })}</h3>
              <ul class={styles.errors} tabindex="0" aria-label={t("errors", { count: it().errorCount })}>
                <For each={it().errors}>
                  {(error) => (
                    <li>
                      <b>{t("line", { line: String(error.line) })}</b>{" "}
                      {t(`why_${error.why}`, {
                        said: error.said,
                        wanted:
                          error.why === "other_unit" ? sayUnit(error.wanted ?? "") : (error.wanted ?? ""),
                      })}
                    </li>
                  )}
                </For>
                <Show when={it().errorCount > it().errors.length}>
                  <li>{t("moreErrors", { count: it().errorCount - it().errors.length })}</li>
                </Show>
              </ul>
            </Show>
            <Show when={it().shown.length > 0}>
              <div class={styles.scroll} role="group" aria-label={t("readings")} tabindex="0">
                <table class={styles.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t("lineHead")}</th>
                      <th scope="col">{t("indicator")}</th>
                      <th scope="col">{t("period")}</th>
                      <th scope="col">{t("value")}</th>
                      <th scope="col">{t("before")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={it().shown}>
                      {(one) => {
                        const chart = () => charts.value()?.find((other) => other.id === one.indicatorId);
                        const say = (value: number | null) =>
                          value === null ? "–" : sayValue(value, chart()?.unit ?? "");
                        return (
                          <tr>
                            <td>{one.line}</td>
                            <td>{chart()?.code}</td>
                            <td>{sayPeriod(one.period)}</td>
                            <td>
                              {say(one.value)}
                              {one.isProvisional ? "*" : ""}
                            </td>
                            <td>{say(one.before)}</td>
                          </tr>
                        );
                      }}
                    </For>
                  </tbody>
                </table>
              </div>
              <Show when={it().readings > it().shown.length}>
                <p class={dialogs.left}>{t("moreReadings", { count: it().readings - it().shown.length })}</p>
              </Show>
            </Show>
          </>
        )}
      </Show>
      <Show when={progress()}>
        {(it) => (
          <p role="status" class={dialogs.lead}>
            {t("writing", { written: it().written, count: it().readings })}
          </p>
        )}
      </Show>
    </FormDialog>
  );
}
