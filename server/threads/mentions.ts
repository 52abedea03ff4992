import type { Kysely } from "kysely";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { AppError } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import type { Who } from "../../shared/roles.ts";
import { may } from "../../shared/roles.ts";
import type { Post } from "../../shared/threads/post.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { mailTo, type Reader } from "../mail/mail-to.ts";
import { readersOf, speakersOf } from "../reminders/asked.ts";
import { hello } from "../reminders/words.ts";
import { postNames } from "./queries.ts";
import { type Hung, openRecord } from "./records.ts";

type Tx = Kysely<Tables>;

const hourMs = 3_600_000;
/** As many posts of one person call others by mail in an hour; the others are read when somebody looks. */
const mailedPerHourMax = 20;

/**
 * Writes to those who are named in a post: people, and whoever speaks for an organization. Only who may read it; nobody
 * is told of their own words. Call `deps.mail.wake()` after the commit.
 */
export async function mailMentions(
  deps: Pick<Deps, "now" | "random">,
  tx: Tx,
  post: Post,
  record: Hung,
  who: Who,
) {
  if (post.mentionIds.length === 0 || (await callsLately(tx, who, deps.now())) > mailedPerHourMax) return;
  const named = await readersOf(tx, post.mentionIds);
  for (const id of post.mentionIds.filter((it) => it.startsWith("org_")))
    named.push(...(await speakersOf(tx, id)));
  const [name] = await postNames(tx, who.initiativeId, [post.id]);
  const author = await tx.selectFrom("person").select("name").where("id", "=", who.id).executeTakeFirst();
  const told = new Set([who.id]);
  for (const reader of named) {
    if (told.has(reader.id) || !(await maySee(tx, post, record, reader))) continue;
    told.add(reader.id);
    const t = words[reader.language];
    const title = name?.[1][reader.language] ?? "—";
    await mailTo(deps, tx, { personId: reader.id }, (to) => ({
      subject: t.subject(author?.name || "—", title),
      paragraphs: [hello(to.language, to.name), t.lead(author?.name || "—")],
      items: [
        { title, lines: [], quote: post.text, buttons: [{ label: t.read, path: pathOf(post, record) }] },
      ],
    }));
  }
}

async function callsLately(tx: Tx, who: Who, now: number) {
  const { calls } = await tx
    .selectFrom("post")
    .select(({ fn }) => fn.countAll<number>().as("calls"))
    .where("initiative_id", "=", who.initiativeId)
    .where("by", "=", who.id)
    .where("at", ">", now - hourMs)
    .where("mention_ids", "!=", "[]")
    .executeTakeFirstOrThrow();
  return calls;
}

async function maySee(tx: Tx, post: Post, { recordKind, of }: Hung, reader: Reader) {
  if (post.privateTo !== null && !may.seePrivate(reader, post.privateTo)) return false;
  try {
    await openRecord(tx, recordKind, of, reader);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false;
    throw error;
  }
}

/** The page where a post can be read. */
function pathOf({ recordKind, id, seenAs }: Post, { of }: Hung) {
  switch (recordKind) {
    case "agenda_item":
      return `/meetings/${seenAs}`;
    case "decision":
      return `/decisions/${of}#${id}`;
    case "commitment":
      return `/commitments/${of}`;
    case "indicator":
      return `/indicators/${of}`;
    case "activity":
      return `/plan/${of}`;
    case "passage":
      return passagePath(of);
  }
}

/** Where a text opens with one of its passages in view, and the thread beside it. */
function passagePath(of: string) {
  const [document = "", mark = ""] = of.split("/");
  const name = parseDocumentName(document);
  const passage = `passage=${encodeURIComponent(mark)}`;
  switch (name?.kind) {
    case "common-agenda":
      return `/common-agenda/${name.language}?${passage}`;
    case "notes":
      return `/meetings/${name.meetingId}?${passage}`;
    case "action-plan":
      return `/plan?as=grid&text=${encodeURIComponent(name.groupId)}&${passage}`;
    default:
      return "/";
  }
}

const words = {
  en: {
    subject: (name: string, title: string) => `${name} mentioned you: ${title}`,
    lead: (name: string) => `${name} wrote this and named you or your organization.`,
    read: "Read and reply",
  },
  es: {
    subject: (name: string, title: string) => `${name} le mencionó: ${title}`,
    lead: (name: string) => `${name} escribió esto y le nombró, o a su organización.`,
    read: "Leer y responder",
  },
} as const satisfies Record<Language, unknown>;
