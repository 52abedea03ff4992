import { onCleanup } from "solid-js";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { AgendaVersionText, NewAdoption, NewAgendaVersion } from "../../shared/common-agenda/version.ts";
import type { LogItem } from "../../shared/log/event.ts";
import { api, ask } from "../api.ts";
import { createKept, type Kept } from "../kept.ts";
import { useLive } from "../live.ts";
import { commonAgenda } from "./common-agenda.ts";

// Apart from what other pages read of the common agenda: only its own page asks for the words of versions.

const texts = new Map<string, Kept<AgendaVersionText>>();

/** The words of a version; they never change, so a copy here is as good as the server's. */
export function versionText(id: string): Kept<AgendaVersionText> {
  let kept = texts.get(id);
  if (!kept) {
    kept = createKept(`agenda-version:${id}`, () =>
      ask(api["common-agenda"].versions[":id"].$get({ param: { id } })),
    );
    texts.set(id, kept);
  }
  if (!kept.value()) void kept.need();
  return kept;
}

/** What the text says at this moment. */
export const workingText = () => ask(api["common-agenda"].working.$get());

/** What can be said of the common agenda; each is known here as soon as the server has agreed. */
export const say = {
  adopted: (json: NewAdoption) => done(ask(api["common-agenda"].adoptions.$post({ json }))),
  published: (json: NewAgendaVersion) => done(ask(api["common-agenda"].versions.$post({ json }))),
};

async function done(asked: Promise<CommonAgenda>) {
  commonAgenda.set(await asked);
}

/** Keeps versions and adoptions as they are on the server while this component is on the screen. */
export function useLiveAgenda() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const { open } = useLive(
    () => undefined,
    ({ type }: LogItem) => {
      if (!type.startsWith("agenda.")) return;
      clearTimeout(timer);
      timer = setTimeout(() => void commonAgenda.load(), 60);
    },
    // What happened before the line was there is in what is asked for from now on.
    () => void commonAgenda.need(),
  );
  open();
  onCleanup(() => clearTimeout(timer));
}
