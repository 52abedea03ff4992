import { useWords } from "../words/words.ts";
import { Banner } from "./Banner.tsx";
import styles from "./failure.module.css";
import { words } from "./words.ts";

/** What could not be done, in its own sentence, with one way on. */
export function Failure(props: { error: unknown; onRetry?: (() => void) | undefined }) {
  const t = useWords(words);
  const text = () => (props.error instanceof Error ? props.error.message : String(props.error));
  /** No failure of anybody's: quiet, like every word about the connection. */
  const isOffline = () => (props.error as { code?: unknown } | undefined)?.code === "offline";
  return (
    <div role="alert">
      <Banner
        kind={isOffline() ? "offline" : "error"}
        action={
          props.onRetry && (
            <button type="button" class={styles.retry} onClick={() => props.onRetry?.()}>
              {t("tryAgain")}
            </button>
          )
        }
      >
        {text()}
      </Banner>
    </div>
  );
}
