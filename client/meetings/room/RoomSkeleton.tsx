import { Heading, Page } from "../../shell/Page.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useWords } from "../../words/words.ts";
import styles from "./room.module.css";
import { words } from "./words.ts";

/** The room before anything is known of the meeting: the shape of what is coming. */
export function RoomSkeleton() {
  const t = useWords(words);
  return (
    <Page title={t("meetings")} fills>
      <div class={styles.hall} data-view="notes" data-own-bar>
        <div class={styles.agenda}>
          <Skeleton lines={6} />
        </div>
        <div class={styles.middle}>
          <div class={styles.scroll}>
            <div class={styles.paper}>
              <Heading class="sr-only">{t("loading")}</Heading>
              <Skeleton lines={9} />
            </div>
          </div>
        </div>
        <div class={styles.rail}>
          <Skeleton lines={4} />
        </div>
      </div>
    </Page>
  );
}
