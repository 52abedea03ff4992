import { expect, test } from "vitest";
import { cast } from "../support/cast.ts";

test("the agenda goes by mail to the group, each in their language, once, and not to whoever sends it", async () => {
  const { director, casa, city, server } = await cast();
  const { db } = server.deps;
  const mails = () =>
    db.selectFrom("mail").select(["recipient", "subject", "draft"]).where("draft", "is not", null).execute();
  const before = (await mails()).length;
  expect(await casa.post("/api/meetings/mtg_2026_12_03/agenda/sending")).toHaveStatus(201);
  await director.post("/api/meetings/mtg_2026_12_03/agenda/sending");
  const sent = (await mails()).slice(before);
  const to = sent.map((it) => it.recipient);
  expect(new Set(to).size).toBe(to.length);
  expect(to).toContain("city_rep@example.org");
  expect(to).not.toContain("casa_rep@example.org");
  expect(to).not.toContain("funder@example.org");
  const [spanish] = sent.filter((it) => it.recipient === "casa_prom@example.org");
  expect(spanish?.subject).toMatch(/^Orden del día: Steering Committee, December, /);
  const [english] = sent.filter((it) => it.recipient === "city_alt@example.org");
  expect(english?.subject).toMatch(/^Agenda: /);
  expect(english?.draft).toContain("Publish weekly site results");
  expect(english?.draft).toContain("/meetings/mtg_2026_12_03/agenda");
  expect(await city.get("/api/meetings/mtg_2026_12_03")).toHaveStatus(200);
});

test("of a meeting that only the backbone sees no partner gets the agenda", async () => {
  const { director, server } = await cast();
  const call = {
    id: "mtg_0123456789abcdef",
    groupId: "grp_clean",
    title: "Behind doors",
    day: "2026-12-09",
    startsAt: "13:00",
    endsAt: "14:00",
    visibility: "backbone",
    agenda: [{ id: "itm_0123456789abcdef", title: "The secret", purpose: "discuss", minutes: 20 }],
  };
  expect(await director.post("/api/meetings", call)).toHaveStatus(201);
  const count = async () => (await server.deps.db.selectFrom("mail").selectAll().execute()).length;
  const before = await count();
  expect(await director.post(`/api/meetings/${call.id}/agenda/sending`)).toHaveStatus(201);
  expect(await count()).toBe(before);
});
