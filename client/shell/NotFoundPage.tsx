import { ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/words.ts";
import { Heading, Page } from "./Page.tsx";
import { words } from "./palette-words.ts";

/** An address that leads nowhere. */
export default function NotFoundPage() {
  const t = useWords(words);
  return (
    <Page title={t("notFoundTitle")}>
      <EmptyState
        title={<Heading>{t("notFoundTitle")}</Heading>}
        action={
          <ButtonLink kind="primary" href="/">
            {t("goHome")}
          </ButtonLink>
        }
      >
        {t("notFoundText")}
      </EmptyState>
    </Page>
  );
}
