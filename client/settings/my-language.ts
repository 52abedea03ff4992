import type { Language } from "../../shared/languages.ts";
import { api, ask } from "../api.ts";
import { setMe, whoIsHere } from "../sign-in/me.ts";
import { toast } from "../ui/toast.ts";
import { chooseLanguage } from "../words/language.ts";

/** Shows everything in `language` at once, and tells the server so that mails follow; offline, this browser alone. */
export async function changeMyLanguage(language: Language) {
  chooseLanguage(language);
  const me = whoIsHere();
  if (!me || me.person.language === language) return;
  try {
    setMe(await ask(api.me.$patch({ json: { language } })));
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
  }
}
