import type { Kysely, Selectable } from "kysely";
import { newId } from "../../shared/ids.ts";
import { actAddress } from "../acts/acts.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { linkAddress } from "../sign-in/links.ts";
import type { KeptButton, KeptDraft } from "./draft.ts";
import { htmlOf, textOf } from "./render.ts";
import { linkMark, type Mail } from "./words.ts";

/**
 * Puts a mail in line, in the caller's transaction: it leaves exactly when what it tells of was kept.
 * Call `deps.mail.wake()` after the commit.
 */
export async function queueMail(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  to: { personId: string; initiativeId: string; email: string },
  mail: Mail,
  linkId: string | null = null,
) {
  await tx
    .insertInto("mail")
    .values({
      id: newId("mai", deps.random),
      initiative_id: to.initiativeId,
      person_id: to.personId,
      recipient: to.email,
      subject: mail.subject,
      body: mail.body,
      draft: null,
      link_id: linkId,
      created_at: deps.now(),
      sent_at: null,
      attempts: 0,
      last_error: null,
    })
    .execute();
}

type Kept = Pick<Selectable<Tables["mail"]>, "body" | "draft" | "link_id">;

/** A mail as it is read: its secret addresses are made only now. */
export interface ReadMail {
  text: string;
  html?: string;
  /** Its buttons, or the one link it carries. */
  links: { label: string; address: string }[];
  /** Where its reader says that mails of this kind should stop. */
  stopAddress?: string;
}

/** The mail with its addresses filled in; with `hidden`, as somebody may see it whom they are not for. */
export function readMail(
  deps: Pick<Deps, "addresses" | "secrets">,
  mail: Kept,
  { hidden = false } = {},
): ReadMail {
  if (mail.draft === null) {
    const address = mail.link_id && !hidden ? linkAddress(deps, mail.link_id) : "…";
    const lines = mail.body.split("\n").map((line) => (line === linkMark ? address : line));
    return { text: lines.join("\n"), links: mail.link_id && !hidden ? [{ label: "", address }] : [] };
  }
  const draft = JSON.parse(mail.draft) as KeptDraft;
  const addressOf = ({ actId, path = "" }: KeptButton) => {
    if (actId === undefined) return `${deps.addresses.main}${path}`;
    return hidden ? "…" : actAddress(deps, actId);
  };
  const buttons = [...(draft.items ?? []).flatMap((it) => it.buttons ?? []), ...(draft.buttons ?? [])];
  return {
    text: textOf(draft, addressOf),
    html: htmlOf(draft, addressOf),
    links: hidden ? [] : buttons.map((it) => ({ label: it.label, address: addressOf(it) })),
    ...(draft.stop && !hidden ? { stopAddress: addressOf(draft.stop) } : {}),
  };
}
