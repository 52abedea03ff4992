import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom (STYLE of the house): the first row that fits the importing file decides. */
const rules: { files: RegExp; may: RegExp; why: string }[] = [
  { files: /^shared\//, may: /^shared\//, why: "shared stands alone" },
  {
    files: /^server\/relay\//,
    may: /^(server\/relay\/|shared\/errors\.ts$|shared\/relay\/)/,
    why: "the relay carries, it does not know",
  },
  { files: /^server\/db\//, may: /^(server\/db\/|shared\/)/, why: "the database knows no noun" },
  { files: /^server\//, may: /^(server|shared)\//, why: "the server never needs the client" },
  {
    files: /^client\/api\.ts$/,
    may: /^(client|shared)\/|^server\/app\.ts$/,
    why: "the client takes one type of the server",
  },
  { files: /^client\/(ui|words)\//, may: /^(client\/(ui|words)\/|shared\/)/, why: "the parts know no noun" },
  {
    files: /^client\/documents\//,
    may: /^(client\/(documents|ui|words)\/|client\/save-file\.ts$|shared\/)/,
    why: "the editor knows no noun",
  },
  { files: /^client\//, may: /^(client|shared)\//, why: "the client never reaches into the server" },
];

const nouns =
  "initiative|organizations|people|common-agenda|action-plans|decisions|meetings|commitments|indicators|threads";
const sources = globSync("{shared,server,client}/**/*.{ts,tsx,mjs}");

/** What a file imports from the project itself, as paths from the root. */
function importsOf(file: string) {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/(?:from\s+|import\s*\(?\s*|new URL\(\s*)["'](\.{1,2}\/[^"'?]+)["'?]/g);
  return [...found]
    .map((it) => normalize(join(dirname(file), it[1]!)))
    .filter((it) => /\.(tsx?|mjs)$/.test(it));
}

test("every folder imports only what the house allows it", () => {
  expect(sources.length).toBeGreaterThan(50);
  const wrong = sources.flatMap((file) => {
    const rule = rules.find((it) => it.files.test(file))!;
    return importsOf(file)
      .filter((target) => !rule.may.test(target))
      .map((target) => `${file} imports ${target}: ${rule.why}`);
  });
  expect(wrong).toEqual([]);
});

test("a noun asks another noun's queries and never gives it commands", () => {
  const wrong = sources.flatMap((file) => {
    const own = new RegExp(`^server/(${nouns})/`).exec(file)?.[1];
    if (!own) return [];
    return importsOf(file)
      .filter((target) => new RegExp(`^server/(?!${own}/)(${nouns})/commands`).test(target))
      .map((target) => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test("only the client's api takes a type of the server, and only as a type", () => {
  const text = readFileSync("client/api.ts", "utf8");
  expect(text).toMatch(/import type \{ App \} from "\.\.\/server\/app\.ts"/);
});

test("no file of ours names a path of one machine or a registry", () => {
  const suspicious = /(^|[^\w.])\/(work|farm)\/|https?:\/\/(registry|deb)\./m;
  const wrong = globSync("{shared,server,client,test}/**/*.{ts,tsx,mjs,md,css,sql}").filter((file) =>
    suspicious.test(file.endsWith("architecture.test.ts") ? "" : readFileSync(file, "utf8")),
  );
  expect(wrong).toEqual([]);
});

test("what changes a whole process, or measures it, has one for itself", () => {
  const list = /^const apart = \[([^\]]*)\]/m.exec(readFileSync("vite.config.ts", "utf8"))![1]!;
  const apart = new Set([...list.matchAll(/"([^"]+)"/g)].flatMap((it) => globSync(it[1]!)));
  const whole =
    /\bvi\.(mock|doMock|hoisted|spyOn|stub\w+|useFake\w+|setSystemTime)\(|\bmemoryUsage\(|\b(process\.env|globalThis)(\.\w+|\[[^\]]+\]) \??\??= /;
  const wrong = globSync("test/**/*.test.ts").filter(
    (file) =>
      !file.startsWith("test/browser/") &&
      !file.endsWith("architecture.test.ts") &&
      !apart.has(file) &&
      whole.test(readFileSync(file, "utf8")),
  );
  expect(wrong).toEqual([]);
  expect(apart.size).toBeGreaterThan(15);
});
