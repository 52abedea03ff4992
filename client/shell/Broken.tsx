import { useLocation } from "@solidjs/router";
import { createEffect, on } from "solid-js";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/words.ts";
import { Heading, Page } from "./Page.tsx";
import { words } from "./words.ts";

/** A page that failed. Going elsewhere leaves it behind; its error is in the console for whoever asks. */
export function Broken(props: { error: unknown; reset: () => void }) {
  const t = useWords(words);
  const location = useLocation();
  console.error(props.error);
  createEffect(
    on(
      () => location.pathname,
      () => props.reset(),
      { defer: true },
    ),
  );
  return (
    <Page title={t("brokenTitle")}>
      <EmptyState
        title={<Heading>{t("brokenTitle")}</Heading>}
        action={
          <Button kind="primary" onClick={() => globalThis.location.reload()}>
            {t("reload")}
          </Button>
        }
      >
        {t("brokenText")}
      </EmptyState>
    </Page>
  );
}
