import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig, settingNames } from "../../server/config.ts";
import { AppError } from "../../shared/errors.ts";

test("without a setting the server runs for this machine alone", () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: "127.0.0.1",
    dataDir: `${process.cwd()}/data`,
    publicUrl: undefined,
    databaseUrl: undefined,
    smtpUrl: undefined,
    mailFrom: "Common Thread <no-reply@localhost>",
    logLevel: "info",
  });
});

test("an empty setting counts as left out", () => {
  expect(readConfig({ PORT: "", HOST: " ", PUBLIC_URL: "", SMTP_URL: "", REDIS_URL: "" })).toEqual(
    readConfig({}),
  );
});

test.each([
  ["PORT", "four thousand"],
  ["PORT", "70000"],
  ["PORT", "-1"],
  ["PUBLIC_URL", "thread.example.org"],
  ["PUBLIC_URL", "https://thread.example.org/path"],
  ["PUBLIC_URL", "ftp://thread.example.org"],
  ["DATABASE_URL", "postgres://db.example.org"],
  ["SMTP_URL", "mail.example.org:25"],
  ["REDIS_URL", "redis://127.0.0.1"],
  ["LOG_LEVEL", "loud"],
])("a %s of “%s” is refused by name, with what to write", (name, value) => {
  const read = () => readConfig({ [name]: value });
  expect(read).toThrow(AppError);
  expect(read).toThrow(new RegExp(`${name}.*(Write|Leave)`));
});

test("a wrong address never repeats the password that may stand in it", () => {
  expect(() => readConfig({ SMTP_URL: "mail://me:topsecret@example.org" })).toThrow(/^(?!.*topsecret)/);
});

test("every setting stands in the server's page", () => {
  const page = readFileSync("server/README.md", "utf8");
  for (const name of settingNames) expect(page).toContain(`\`${name}\``);
});
