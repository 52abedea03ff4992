import { useParams } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { Heading, Page } from "../shell/Page.tsx";
import { ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { useWords } from "../words/words.ts";
import { Hall } from "./room/Hall.tsx";
import { RoomSkeleton } from "./room/RoomSkeleton.tsx";
import { createRoom } from "./room/room.ts";
import { words } from "./room/words.ts";

/** A meeting: the lobby before it begins, the room while it goes on, the closed notes afterwards. */
export default function RoomPage() {
  const params = useParams<{ meeting: string }>();
  return (
    <Show when={params.meeting} keyed>
      {(id) => <Meeting id={id} />}
    </Show>
  );
}

function Meeting(props: { id: string }) {
  const t = useWords(words);
  const room = createRoom(props.id);
  const isGone = () => (room.failure() as { code?: unknown } | undefined)?.code === "not_found";
  const toMeetings = () => (
    <ButtonLink kind="primary" href="/meetings">
      {t("allMeetings")}
    </ButtonLink>
  );
  return (
    <Switch fallback={<RoomSkeleton />}>
      <Match when={isGone()}>
        <Page title={t("notFoundTitle")}>
          <EmptyState title={<Heading>{t("notFoundTitle")}</Heading>} action={toMeetings()}>
            {t("notFoundText")}
          </EmptyState>
        </Page>
      </Match>
      <Match when={room.meeting()?.status === "cancelled" && room.meeting()}>
        {(it) => (
          <Page title={it().title}>
            <EmptyState title={<Heading>{it().title}</Heading>} action={toMeetings()}>
              {t("cancelledTitle")}
              {it().cancelReason ? `: ${it().cancelReason}` : ""}
            </EmptyState>
          </Page>
        )}
      </Match>
      <Match when={room.meeting()}>
        <Hall room={room} />
      </Match>
      <Match when={room.failure()}>
        {(error) => (
          <Page title={t("meetings")}>
            <Heading>{t("meetings")}</Heading>
            <Failure error={error()} onRetry={() => void room.load()} />
          </Page>
        )}
      </Match>
    </Switch>
  );
}
