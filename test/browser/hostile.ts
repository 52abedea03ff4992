import { type Doc, XmlElement, XmlText } from "yjs";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf } from "../../shared/common-agenda/readings.ts";
import { newId } from "../../shared/ids.ts";
import type { Story } from "../permissions/asking.ts";
import { doors } from "../permissions/doors.ts";
import { longerStories } from "../permissions/longer-stories.ts";
import type { Cast, Name } from "../support/cast.ts";
import type { Visitor } from "../support/visitor.ts";

/**
 * Text that would run, or ask another server, if it were read as anything but text. Each would set the global `zqx`, and
 * names it, so that one can see where the text has come to stand.
 */
export const payloads = [
  '=HYPERLINK("https://evil.example/zqx";"x")',
  '"><img src=x onerror=top.zqx=1>',
  "<script>top.zqx=1</script>",
  "<svg onload=top.zqx=1>",
  "<svg><script>top.zqx=1</script></svg>",
  "javascript:top.zqx=1",
  "[zqx](javascript:top.zqx=1)",
  "![zqx](https://evil.example/zqx.png)",
  "[zqx](data:text/html,<script>top.zqx=1</script>)",
  '<a href="java&#x0A;script:top.zqx=1">zqx</a>',
  "<template><img src=x onerror=top.zqx=1></template>",
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=top.zqx=1&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=top.zqx=1>">',
  '<iframe srcdoc="<script>top.zqx=1</script>"></iframe>',
  "{{constructor.constructor('top.zqx=1')()}}",
  "@SUM(zqx)",
  "-zqx+cmd|' /C calc'!A0",
  "＜script＞top.zqx=1＜/script＞ <ſcript>top.zqx=1</ſcript>",
  "</title></textarea><script>top.zqx=1</script>",
  "<img src=https://evil.example/zqx>",
  "<style>@import url(https://evil.example/zqx)</style>",
  '<meta http-equiv=refresh content="0;url=https://evil.example/zqx">',
  "<form action=https://evil.example><button autofocus onfocus=top.zqx=1>zqx",
  "&lt;script&gt;top.zqx=1&lt;/script&gt;",
];

/** Addresses that a link must not lead to. */
export const badAddresses = [
  "javascript:top.zqx=1",
  "JaVaScRiPt:top.zqx=1",
  "java\nscript:top.zqx=1",
  "\u0001javascript:top.zqx=1",
  "data:text/html,<script>top.zqx=1</script>",
  "vbscript:zqx",
  "blob:https://evil.example/zqx",
];

/** Writes what no editor of ours would: links to scripts, styles that load, names that are markup. */
export function writeHostile(doc: Doc, texts: readonly string[]) {
  const root = doc.get("root-v2", XmlElement);
  const paragraph = (...parts: (XmlElement | XmlText)[]) => {
    const it = new XmlElement("paragraph");
    it.insert(0, parts);
    return it;
  };
  const element = (name: string, attributes: Record<string, unknown>, ...parts: (XmlElement | XmlText)[]) => {
    const it = new XmlElement(name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value as string);
    if (parts.length > 0) it.insert(0, parts);
    return it;
  };
  const loads = "background-image:url(https://evil.example/zqx)";
  root.insert(root.length, [
    ...texts.map((text) => paragraph(new XmlText(text))),
    ...badAddresses.map((url) =>
      paragraph(element("link", { __url: url, __target: "_blank" }, new XmlText("zqx link"))),
    ),
    paragraph(
      ...texts.map((__label) => element("mention", { __kind: "person", __target: "per_nobody", __label })),
    ),
    paragraph(
      element("mention", {
        __kind: "<svg onload=top.zqx=1>",
        __target: "javascript:top.zqx=1",
        __label: "zqx",
      }),
    ),
    element("paragraph", { __style: loads, onclick: "top.zqx=1", style: loads }, new XmlText("zqx style")),
    element("heading", { __tag: "h2" }, new XmlText("zqx <script>top.zqx=1</script>")),
  ]);
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}
export type Paths = Record<string, Record<string, Operation>>;

/** A field of a form that takes free text: where it is, and how much it holds. */
interface TextField {
  path: (string | 0)[];
  lengthMax: number;
}

const asText = (schema: Schema): Schema | undefined =>
  (schema.anyOf ?? [schema]).find(
    (it) =>
      it.type === "string" && it.enum === undefined && it.const === undefined && !it.format && !it.pattern,
  );

/** Every field of a schema that takes free text, those inside of lists and groups of fields too. */
function textFields(schema: Schema, path: (string | 0)[] = []): TextField[] {
  const own = asText(schema);
  if (own && path.length > 0) return [{ path, lengthMax: own.maxLength ?? 200 }];
  return (schema.anyOf ?? [schema]).flatMap((it) => [
    ...Object.entries(it.properties ?? {}).flatMap(([name, part]) => textFields(part, [...path, name])),
    ...(it.items ? textFields(it.items, [...path, 0]) : []),
  ]);
}

const nameOf = ({ path }: TextField) => path.join(".");

/** The body with `text` in one of its fields; the groups of fields around it are made when they are not there. */
function put(body: any, path: (string | 0)[], text: string) {
  let at = body;
  for (const [i, key] of path.slice(0, -1).entries()) {
    if (at[key] === undefined || at[key] === null) at[key] = path[i + 1] === 0 ? [] : {};
    at = at[key];
  }
  at[path.at(-1)!] = text;
}

/** As many payloads, from the one at `turn` on, as a field holds. */
function fitted(turn: number, lengthMax: number) {
  const taken: string[] = [];
  let length = 0;
  for (let i = 0; i < payloads.length; i++) {
    const payload = payloads[(turn + i) % payloads.length]!;
    if (length + payload.length + 1 > Math.min(lengthMax, 3_000)) {
      if (taken.length > 0) break;
      continue;
    }
    taken.push(payload);
    length += payload.length + 1;
  }
  return taken;
}

export interface Said {
  /** Which payloads each field has taken, as `POST /api/… field`. */
  fields: Map<string, Set<string>>;
  /** The fields that hold no free text, and the forms that were not taken at all, with what was answered. */
  refused: Map<string, string>;
}

/** What ends a record or a person, after everything else was said of them. */
const isLast = ({ door }: Story) => /removal|cancellation|closing|erasure|voices/.test(door);

/** The longer stories whose forms take a text. Each is told once: what it depends on happens once. */
const toldOnce = [
  "POST /api/decisions/{id}/closing",
  "PATCH /api/check-ins/{id}",
  "PUT /api/indicators/{id}",
];

/**
 * Says payloads in every field of every form there is, by the doors of the permission table: as many as a field holds at
 * once, in so many turns. With few turns a short field takes a part of them, and each form begins with another one, so
 * that all of them are said in many fields.
 */
export async function sayEverywhere(
  visitors: Record<Name, Visitor>,
  paths: Paths,
  turnsMax: number,
): Promise<Said> {
  const said: Said = { fields: new Map(), refused: new Map() };
  const forms: Story[] = [
    ...doors.filter(({ door }) => /^(POST|PUT|PATCH) /.test(door) && !/\/me\/|preview/.test(door)),
    ...longerStories.filter(({ door }) => toldOnce.includes(door)),
  ];
  const ordered = [...forms.filter((it) => !isLast(it)), ...forms.filter(isLast)];
  for (const [index, form] of ordered.entries()) {
    const [method, route] = form.door.split(" ") as ["POST" | "PUT" | "PATCH", string];
    const schema = paths[route]![method.toLowerCase()]!.requestBody?.content["application/json"]?.schema;
    let fields = schema ? textFields(schema).filter((it) => !isId(it) && !isOther(form.door, it)) : [];
    if (fields.length === 0) continue;
    const told = await form.before?.(visitors as Cast);
    const turnsHere = toldOnce.includes(form.door) ? 1 : turnsMax;
    const by = visitors[form.who[0]!];
    const ask = { POST: by.post, PUT: by.put, PATCH: by.patch }[method];
    // A new record for each turn, with other payloads; a change is made once or twice.
    for (let turn = 0, turns = 0; turn < payloads.length && turns < turnsHere; turns++) {
      let step = payloads.length;
      for (let tries = 0; tries < 12; tries++) {
        const path =
          typeof form.path === "string" ? await freshPath(visitors, form.door, form.path) : form.path(told);
        const body: any = { ...form.body?.(told), ...groupsOf[form.door]?.() };
        if ("version" in body) body.version = await versionOf(by, path);
        if (typeof body.id === "string") body.id = newId(body.id.split("_")[0] as "com");
        step = payloads.length;
        const put_ = new Map<TextField, string[]>();
        for (const field of fields) {
          const taken = fitted(index * 7 + turn, field.lengthMax);
          if (taken.length === 0) continue;
          put(body, field.path, taken.join(" "));
          put_.set(field, taken);
          step = Math.min(step, taken.length);
        }
        const answer = await ask(path, body);
        const text = await answer.text();
        if (answer.status >= 500)
          throw new Error(`${form.door} ${answer.status} ${text} ${JSON.stringify(body)}`);
        if (answer.ok) {
          for (const [field, taken] of put_) {
            const key = `${form.door} ${nameOf(field)}`;
            const all = said.fields.get(key) ?? new Set();
            for (const it of taken) all.add(it);
            said.fields.set(key, all);
          }
          break;
        }
        // Fields that want something else are left as they were; without a word about fields, it is the form itself.
        const wrong = Object.keys((JSON.parse(text) as { fields?: object }).fields ?? {});
        const groups = wrong
          .filter((name) => !fields.some((it) => nameOf(it) === name))
          .map((it) => it.split(".")[0]);
        const bad = fields.filter((it) => wrong.includes(nameOf(it)) || groups.includes(String(it.path[0])));
        const reason = `${answer.status} ${text.slice(0, 160)}`;
        for (const it of bad) said.refused.set(`${form.door} ${nameOf(it)}`, reason);
        if (bad.length === 0) {
          if (turn === 0) said.refused.set(form.door, reason);
          tries = 99;
        }
        fields = fields.filter((it) => !bad.includes(it));
        if (fields.length === 0) break;
      }
      if (fields.length === 0) break;
      turn += Math.max(1, step);
    }
  }
  return said;
}

/**
 * Puts the common agenda, in which hostile text stands, to the partners as a version, and lets one of them adopt it with
 * a reservation.
 */
export async function publishHostile({ director, schools }: Record<Name, Visitor>) {
  const note = payloads.filter((it) => it.length < 100).join(" ");
  const { hash } = (await (await director.get("/api/common-agenda/working")).json()) as { hash: string };
  const version = await director.post("/api/common-agenda/versions", {
    number: "9",
    hash,
    note: note.slice(0, 280),
  });
  if (!version.ok) throw new Error(await version.text());
  const agenda = (await (await director.get("/api/common-agenda")).json()) as CommonAgenda;
  const adoption = await schools.post("/api/common-agenda/adoptions", {
    versionId: agenda.versions.find((it) => it.number === "9")!.id,
    organizationId: "org_schools",
    kind: "reservation",
    reason: note.slice(0, 1_000),
    after: adoptionOf(agenda, "org_schools")?.seq ?? null,
  });
  if (!adoption.ok) throw new Error(await adoption.text());
}

/** A field that names another record: what is wrong in it is refused, as test/http/anything and lines say. */
const isId = (it: TextField) => /(^|\.)(id|of|replyTo|ids\.0)$|Ids?(\.0)?$/.test(nameOf(it));

/** What has to be said as it stands already: the words as they were, the unit of an indicator. */
const isOther = (door: string, it: TextField) =>
  [
    "POST /api/meetings/{id}/parking-lot/{parked}/rewording was",
    "POST /api/indicators/{id}/readings unit",
  ].includes(`${door} ${nameOf(it)}`);

/** Groups of fields that a form may have and the table leaves out. */
const groupsOf: Record<string, () => object> = {
  "POST /api/meetings": () => ({ agenda: [{ id: newId("itm"), title: "", purpose: "discuss", minutes: 5 }] }),
  "POST /api/decisions": () => ({ options: [{ id: "opt_1", title: "" }] }),
  "PATCH /api/decisions/{id}": () => ({ options: [{ id: "opt_1", title: "" }] }),
};

/** The version of a record as it is now, whatever its answer calls it. */
async function versionOf(by: Visitor, path: string) {
  const record = /^\/api\/(?:threads\/posts|[a-z-]+)\/[^/]+/.exec(path)![0];
  const item = /^\/api\/meetings\/[^/]+\/agenda\/([^/]+)/.exec(path)?.[1];
  const found = (await (await by.get(record)).json()) as any;
  const of = item ? (found.agenda ?? found.meeting?.agenda ?? []).find((it: any) => it.id === item) : found;
  return of?.version ?? found.commitment?.version ?? found.decision?.version ?? found.meeting?.version ?? 1;
}

/** A record that nobody has ended yet, where the form ends one: each can be ended only once. */
async function freshPath({ city, director }: Record<Name, Visitor>, door: string, path: string) {
  if (/cancellation/.test(door)) {
    const id = newId("mtg");
    const meeting = {
      id,
      groupId: "grp_clean",
      title: "Reeds",
      day: "2026-12-10",
      startsAt: "13:00",
      endsAt: "14:00",
    };
    await director.post("/api/meetings", meeting);
    return path.replace(/mtg_\w+/, id);
  }
  if (!door.includes("/api/commitments/{id}")) return path;
  const id = newId("com");
  const promise = { id, what: "Plant reeds", dueOn: "2026-12-20" };
  const isOffer = /acceptance|refusal|rewording/.test(door);
  await (isOffer ? director : city).post("/api/commitments", {
    ...promise,
    ownerOrganizationId: isOffer ? "org_schools" : "org_city",
  });
  if (door.endsWith("/answer"))
    await city.post(`/api/commitments/${id}/help`, { version: 2, reason: "Rain" });
  if (door.endsWith("/reopening")) await city.post(`/api/commitments/${id}/keeping`, { version: 2 });
  return path.replace(/com_\w+/, id);
}
