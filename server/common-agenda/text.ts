import type { AgendaTexts, WorkingText } from "../../shared/common-agenda/version.ts";
import { agendaDocument } from "../../shared/documents/name.ts";
import { languages } from "../../shared/languages.ts";
import { canonical } from "../../shared/log/canonical.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../log/append.ts";

/** What stands for a text: two texts with one hash say the same, to the last sign. */
export const hashOf = (texts: AgendaTexts) => sha256(canonical(texts));

/** What the common agenda says at this moment, in every language, as it is kept. */
export async function workingText(
  { documents }: Pick<Deps, "documents">,
  initiativeId: string,
): Promise<WorkingText> {
  const texts: AgendaTexts = { en: "", es: "" };
  for (const language of languages) {
    const { snapshot, updates } = await documents.store.load(agendaDocument(initiativeId, language));
    const parts = snapshot ? [snapshot, ...updates] : updates;
    texts[language] = (await documents.jobs.markdown(parts)).trim();
  }
  return { hash: hashOf(texts), texts };
}
