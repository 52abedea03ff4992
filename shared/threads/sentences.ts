import type { Names, Telling } from "../log/happened.ts";
import type { ThreadEvent } from "./events.ts";

/** How the log tells what happened in a thread: whose words, never which, so that what is taken away is away. */
export function tell(event: ThreadEvent, names: Names): Telling {
  const it = names.record(event.refs[0]!);
  switch (event.type) {
    case "thread.posted":
      return event.data.replyTo === null
        ? { text: { en: "wrote in the thread of {it}", es: "escribió en el hilo de {it}" }, it }
        : { text: { en: "replied in the thread of {it}", es: "respondió en el hilo de {it}" }, it };
    case "thread.edited":
      return {
        text: { en: "edited a post in the thread of {it}", es: "editó un mensaje en el hilo de {it}" },
        it,
      };
    case "thread.removed":
      return {
        text: { en: "removed a post from the thread of {it}", es: "retiró un mensaje del hilo de {it}" },
        it,
      };
    case "thread.erased":
      return {
        text: {
          en: "erased what a person who left had written in the thread of {it}",
          es: "borró lo que una persona que se fue había escrito en el hilo de {it}",
        },
        it,
      };
  }
}
