import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ensureBuilt } from "../../server/boot/ensure.mjs";

interface Chunk {
  file: string;
  isEntry?: boolean;
  src?: string;
  imports?: string[];
  css?: string[];
}

const budgets = { shell: 40, route: 190 };

/** How much JavaScript a first visit loads: the shell, and on top of it the page of the common agenda. */
export async function benchSize(print: (line: string) => void) {
  ensureBuilt();
  const folder = "dist/client";
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(join(folder, ".vite/manifest.json"), "utf8"),
  );
  const kilobytes = (files: Iterable<string>) =>
    [...files].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
      0,
    ) / 1000;
  const closure = (key: string, into = new Set<string>()): Set<string> => {
    if (into.has(key)) return into;
    into.add(key);
    for (const next of manifest[key]?.imports ?? []) closure(next, into);
    return into;
  };
  const scripts = (keys: Iterable<string>) => [...keys].map((key) => manifest[key]!.file);
  const styles = (keys: Iterable<string>) => new Set([...keys].flatMap((key) => manifest[key]!.css ?? []));

  const shell = closure("index.html");
  print(
    `shell: ${kilobytes(scripts(shell)).toFixed(1)} KB gz of JavaScript (budget ${budgets.shell}), ${kilobytes(styles(shell)).toFixed(1)} KB gz of CSS`,
  );
  for (const key of Object.keys(manifest).filter((it) => /Page\.tsx$/.test(it))) {
    const own = new Set([...closure(key)].filter((it) => !shell.has(it)));
    const budget = key.includes("common-agenda") ? ` (budget ${budgets.route})` : "";
    print(
      `${key}: + ${kilobytes(scripts(own)).toFixed(1)} KB gz${budget}, + ${kilobytes(styles(own)).toFixed(1)} KB gz of CSS`,
    );
  }
}
