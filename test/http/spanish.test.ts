import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inSpanish } from "../../server/http/spanish.ts";
import { statusOf } from "../../shared/errors.ts";
import { cast } from "../support/cast.ts";
import { problemOf, type Visitor } from "../support/server.ts";

/** The sentences for people in the code: every text with a space that is handed to one of these. */
const tellers = /\b(?:AppError|notYours|refuse|count)\(|\bconst tooMany = |\breturn (?=["`])/g;

function sentencesIn(file: string) {
  const code = readFileSync(file, "utf8");
  return [...code.matchAll(tellers)].flatMap((teller) => {
    const texts: string[] = [];
    let depth = teller[0].endsWith("(") ? 1 : 0;
    const tokens = /"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`|[();]/gs;
    tokens.lastIndex = teller.index + teller[0].length;
    for (let found = tokens.exec(code); found; found = tokens.exec(code)) {
      if (found[0] === "(") depth++;
      else if (found[0] === ")") depth--;
      else if (found[0] !== ";") texts.push(found[1] ?? found[2] ?? "");
      if (depth <= 0 && (found[0] === ")" || found[0] === ";")) break;
    }
    return texts.filter((it) => it.includes(" ") && /[.!?]$/.test(it) && !it.startsWith("${"));
  });
}

test("every sentence that a person can meet is there in Spanish", () => {
  const files = globSync(
    "server/{http,sign-in,initiative,organizations,people,mail,documents,relay,meetings,commitments,decisions,indicators,action-plans,acts,reminders,jobs,threads}/*.ts",
  )
    // Mails have words of their own; what is wrong with the key is told on the console.
    .filter((it) => !/(spanish|words|secrets)\.ts$/.test(it));
  const sentences = files.flatMap(sentencesIn).map((it) => it.replaceAll(/\$\{[^}]*\}/g, "X"));
  expect(sentences.length).toBeGreaterThan(35);
  const ending = " Its representative or the backbone can.";
  const missing = sentences.filter((it) => !inSpanish(it) && !inSpanish(it + ending));
  expect(missing).toEqual([]);
});

test("a Spanish reader is told in Spanish, field by field, and others in English", async () => {
  const { casa, director } = await cast();
  const inviteNobody = (visitor: Visitor, language: string) =>
    visitor.ask("/api/people", {
      method: "POST",
      headers: {
        origin: "http://127.0.0.1:4000",
        "content-type": "application/json",
        "accept-language": language,
      },
      body: JSON.stringify({ email: "nobody", name: "", organizationId: "", role: "x", language: "es" }),
    });
  const spanish = await inviteNobody(casa, "es");
  expect(spanish.headers.get("content-language")).toBe("es");
  expect(await problemOf(spanish)).toEqual({
    title: "Algo de esto necesita otra mirada.",
    status: statusOf.invalid,
    code: "invalid",
    fields: {
      email: "Escriba una dirección de correo, como nombre@example.org.",
      name: "Escriba algo aquí.",
      role: "Elija una de estas opciones: backbone, representative, alternate, contributor, observer.",
    },
  });
  const english = await inviteNobody(director, "en-US,es;q=0.5");
  expect(english.headers.get("content-language")).toBe("en");
  expect((await problemOf(english)).title).toBe("Some of this needs another look.");
});

test("names and numbers keep their place, and an unknown sentence stays as it is", () => {
  expect(inSpanish("Use at most 120 characters.")).toBe("Use como máximo 120 caracteres.");
  expect(inSpanish("Ana $& Reyes has come in already and can ask for a sign-in link.")).toBe(
    "Ana $& Reyes ya entró y puede pedir un enlace para entrar.",
  );
  expect(inSpanish("Nobody ever said this.")).toBeUndefined();
});
