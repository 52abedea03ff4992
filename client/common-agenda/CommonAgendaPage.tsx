import { useParams } from "@solidjs/router";
import { createMemo, onMount, Show } from "solid-js";
import { languages } from "../../shared/languages.ts";
import { loadPartners } from "../organizations/organizations.ts";
import { Page } from "../shell/Page.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { AgendaDocument } from "./AgendaDocument.tsx";
import { commonAgenda } from "./common-agenda.ts";
import { words } from "./words.ts";

/** The common agenda: everybody's one text, a document a language, chosen by the address. */
export default function CommonAgendaPage() {
  const t = useWords(words);
  const params = useParams();
  onMount(() => {
    void commonAgenda.need();
    void loadPartners();
  });
  const reader = useLanguage();
  const has = (language: string) => commonAgenda.value()?.documents.some((it) => it.language === language);
  /** The address says which; without one, the reader's own language, or else the one it is first written in. */
  const language = createMemo(
    () =>
      languages.find((it) => it === params.language) ??
      (has(reader()) ? reader() : commonAgenda.value()?.sourceLanguage),
  );
  /** By name, so that a fresh answer about the same document leaves the text where it is. */
  const name = createMemo(
    () => commonAgenda.value()?.documents.find((it) => it.language === language())?.name,
  );

  return (
    <Show
      when={commonAgenda.value()}
      fallback={
        <Page title={t("commonAgenda")}>
          <Show when={commonAgenda.failure()} fallback={<Skeleton lines={6} />}>
            {(error) => <Failure error={error()} onRetry={() => void commonAgenda.load()} />}
          </Show>
        </Page>
      }
    >
      {(agenda) => (
        <Show
          when={name()}
          keyed
          fallback={
            <Page title={t("commonAgenda")}>
              <EmptyState title={t("noText")}>{t("noTextHint")}</EmptyState>
            </Page>
          }
        >
          {(open) => <AgendaDocument agenda={agenda()} name={open} />}
        </Show>
      )}
    </Show>
  );
}
