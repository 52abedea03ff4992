import { expect, test } from "vitest";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { createClock, day } from "../support/clock.ts";
import { openServer } from "../support/server.ts";

const daysIn = async (server: Awaited<ReturnType<typeof openServer>>) => {
  const director = await server.as("per_director");
  const agenda = (await (await director.get("/api/common-agenda")).json()) as CommonAgenda;
  const { items } = (await (await director.get("/api/organizations")).json()) as { items: Organization[] };
  return {
    adoptedOn: agenda.adoptedOn,
    nextReviewOn: agenda.nextReviewOn,
    schoolsJoinedOn: items.find((it) => it.id === "org_schools")?.joinedOn,
  };
};

const asWritten = { adoptedOn: "2026-01-22", nextReviewOn: "2027-01-21", schoolsJoinedOn: "2024-09-12" };

test("on the day it was written, the sample says what its file says", async () => {
  expect(await daysIn(await openServer())).toEqual(asWritten);
});

test("opened a hundred days later, every day of the sample has moved by a hundred", async () => {
  const clock = createClock();
  clock.pass(100 * day);
  expect(await daysIn(await openServer({ clock }))).toEqual({
    adoptedOn: "2026-05-02",
    nextReviewOn: "2027-05-01",
    schoolsJoinedOn: "2024-12-21",
  });
});

test("started again on a later day, the sample moves on; on the same day it stays", async () => {
  const clock = createClock();
  const first = await openServer({ clock });
  await first.close();
  const same = await openServer({ clock, dataDir: first.dataDir });
  expect(await daysIn(same)).toEqual(asWritten);
  await same.close();
  clock.pass(9 * day);
  const later = await openServer({ clock, dataDir: first.dataDir });
  expect(await daysIn(later)).toEqual({
    adoptedOn: "2026-01-31",
    nextReviewOn: "2027-01-30",
    schoolsJoinedOn: "2024-09-21",
  });
});

test("a day ends at midnight of the initiative's place, not of the server's", async () => {
  // Already the 24th in London, still the 23rd on the Brackwater.
  const clock = createClock(Date.parse("2026-11-24T04:30:00Z"));
  expect((await daysIn(await openServer({ clock }))).adoptedOn).toBe("2026-01-22");
  const past = createClock(Date.parse("2026-11-24T05:30:00Z"));
  expect((await daysIn(await openServer({ clock: past }))).adoptedOn).toBe("2026-01-23");
});

test("the sample's people have the roles that its file gives them", async () => {
  const server = await openServer();
  const rows = await server.deps.db.selectFrom("person").select(["id", "role"]).execute();
  const byRole = Object.groupBy(rows, (it) => it.role);
  expect(Object.fromEntries(Object.entries(byRole).map(([role, them]) => [role, them?.length]))).toEqual({
    backbone: 3,
    representative: 8,
    alternate: 3,
    contributor: 1,
    observer: 1,
  });
});

test("the common agenda holds the five sections in both languages", async () => {
  const server = await openServer();
  const director = await server.as("per_director");
  for (const [language, last] of [
    ["en", "How we decide and answer to each other"],
    ["es", "Cómo decidimos y nos rendimos cuentas"],
  ]) {
    const answer = await director.get(`/api/documents/agenda:ini_brackwater:${language}/markdown`);
    const headings = [...(await answer.text()).matchAll(/^## (.*)$/gm)].map((it) => it[1]);
    expect(headings).toHaveLength(5);
    expect(headings.at(-1)).toBe(last);
  }
});
