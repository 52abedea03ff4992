import { expect, test } from "vitest";
import type { ActView } from "../../shared/acts/act.ts";
import type { IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import type { OpenedRound, ReadingMails, RoundWithAnswers } from "../../shared/indicators/round.ts";
import { buttonsTo, look } from "../acts/support.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { OpenServer, Visitor } from "../support/server.ts";

const round = (more: object = {}) => ({
  id: "rnd_0123456789abcdef",
  period: "2026-Q3",
  indicatorIds: ["ind_sediment", "ind_runoff", "ind_advice"],
  dueOn: "2026-12-04",
  ...more,
});
/** Casa Ribera's readings of 2026-Q3 are there already; of 2025-Q4 the backbone noted that there is none. */
const past = (more: object = {}) =>
  round({ period: "2025-Q4", indicatorIds: ["ind_advice", "ind_runoff"], ...more });

const opened = async (answer: Response) => {
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as OpenedRound;
};
const rounds = async (who: Visitor) =>
  ((await (await who.get("/api/indicators/rounds")).json()) as { items: RoundWithAnswers[] }).items;
const read = async (who: Visitor, id: string) =>
  (await (await who.get(`/api/indicators/${id}`)).json()) as IndicatorWithReadings;

/** Presses the one button of a mailed page. */
const send = async (server: OpenServer, token: string | undefined, answer: object) =>
  server.stranger().post(`/api/acts/${token}`, answer);
const done = async (answer: Response) => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as ActView;
};

test("opening a round mails each reporter in their language, and says who has not reported", async () => {
  const { director, city, server } = await cast();
  const asked = round();
  const preview = (await (
    await director.post("/api/indicators/rounds/preview", asked)
  ).json()) as ReadingMails;
  expect(await rounds(director)).toEqual([]);
  const it = await opened(await director.post("/api/indicators/rounds", asked));
  expect(it.mails).toEqual(preview.mails);
  // Casa Ribera has reported; the Port has not, and the City's number is provisional.
  expect(it.mails.map((mail) => [mail.organizationId, mail.indicatorIds])).toEqual([
    ["org_port", ["ind_sediment"]],
    ["org_city", ["ind_runoff"]],
  ]);
  expect(it.left).toEqual([{ indicatorId: "ind_advice", period: "2026-Q3", why: "reported" }]);
  expect(it.round.answers.map(({ indicatorId, standing }) => [indicatorId, standing])).toEqual([
    ["ind_sediment", "waiting"],
    ["ind_runoff", "provisional"],
    ["ind_advice", "reported"],
  ]);
  expect(it.mails[1]!.text).toContain("There is a provisional value, 503 acres. Is it final?");
  const [mail, ...others] = await server.mailsTo("city_rep@example.org");
  expect([mail?.subject, others]).toEqual([
    "One number, please: Paved acres draining to treatment, Q3 2026",
    [],
  ]);
  // Sent twice it is one round, and nobody is written to again.
  await opened(await director.post("/api/indicators/rounds", asked));
  expect(await server.mailsTo("city_rep@example.org")).toHaveLength(1);
  expect(await rounds(city)).toMatchObject([{ id: asked.id, closedOn: null }]);
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("a number goes in from the mail without a sign-in, in the reader's name, once", async () => {
  const { director, server } = await cast();
  await opened(await director.post("/api/indicators/rounds", past()));
  const { Informar: token } = await buttonsTo(server, "casa_rep@example.org");
  const seen = await look(server, token);
  expect(seen).toMatchObject({
    kind: "reading.report",
    state: "open",
    language: "es",
    version: 1,
    reading: {
      code: "I6",
      period: "2025-Q4",
      unit: "percent",
      organization: "Casa Ribera",
      before: { period: "2025-Q3", value: 43 },
      now: { value: null, status: "missing" },
    },
  });
  const answer = { version: 1, value: 44.5, unit: "percent", note: "Contado después." };
  expect(await send(server, token, { ...answer, unit: "acres" })).toBeProblem("invalid");
  expect(await send(server, token, { version: 1 })).toBeProblem("invalid");
  expect(await send(server, token, { ...answer, version: 0 })).toBeProblem("conflict");
  expect(await done(await send(server, token, answer))).toMatchObject({
    state: "done",
    said: { isReader: true },
    reading: { now: { value: 44.5, status: "reported" } },
  });
  // A second press finds it done and changes nothing.
  await done(await send(server, token, { ...answer, value: 1 }));
  expect((await read(director, "ind_advice")).dataPoints.find((it) => it.period === "2025-Q4")).toMatchObject(
    {
      value: 44.5,
      saidBy: "per_casa_rep",
      isOnBehalf: false,
    },
  );
});

test("that it could not be collected is an answer, and stands apart from silence", async () => {
  const { director, server } = await cast();
  await opened(await director.post("/api/indicators/rounds", round()));
  const { Report: token } = await buttonsTo(server, "port_rep@example.org");
  await done(await send(server, token, { version: 1, note: "No dredging this summer." }));
  const [it] = await rounds(director);
  expect(it!.answers[0]).toMatchObject({
    standing: "not_collected",
    reading: { note: "No dredging this summer." },
  });
  const call = { items: [{ indicatorId: "ind_sediment", period: "2026-Q3" }] };
  const preview = await director.post("/api/indicators/reminders/preview", call);
  expect(await preview.json()).toMatchObject({ mails: [], left: [{ why: "reported" }] });
});

test("a link of a closed round asks for nothing any more; one asked for afterwards does", async () => {
  const { director, city, server } = await cast();
  await opened(await director.post("/api/indicators/rounds", round()));
  const { Report: token } = await buttonsTo(server, "port_rep@example.org");
  expect(await city.post("/api/indicators/rounds/rnd_0123456789abcdef/closing")).toBeProblem("forbidden");
  for (const _ of [1, 2])
    expect(await director.post("/api/indicators/rounds/rnd_0123456789abcdef/closing")).toHaveStatus(200);
  expect((await look(server, token)).state).toBe("over");
  expect(await send(server, token, { version: 1, value: 6.5 })).toBeProblem("conflict");
  const closings = await server.deps.db
    .selectFrom("event")
    .select("seq")
    .where("type", "=", "indicator.round_closed")
    .execute();
  expect(closings).toHaveLength(1);
  server.clock.pass(day);
  const call = { items: [{ indicatorId: "ind_sediment", period: "2026-Q3" }] };
  expect(await director.post("/api/indicators/reminders", call)).toHaveStatus(200);
  const { Report: later } = await buttonsTo(server, "port_rep@example.org");
  await done(await send(server, later, { version: 1, value: 6.5 }));
  expect((await read(director, "ind_sediment")).latest).toMatchObject({ value: 6.5, period: "2026-Q3" });
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("nobody is asked twice a day, nobody else than the reporter, and it stands in the log", async () => {
  const { director, city, server } = await cast();
  const call = { items: [{ indicatorId: "ind_sediment", period: "2026-Q3" }] };
  expect(await city.post("/api/indicators/reminders", call)).toBeProblem("forbidden");
  const first = (await (await director.post("/api/indicators/reminders", call)).json()) as ReadingMails;
  expect(first.mails.map((it) => it.organizationId)).toEqual(["org_port"]);
  const second = (await (await director.post("/api/indicators/reminders", call)).json()) as ReadingMails;
  expect(second).toMatchObject({ mails: [], left: [{ why: "reminded_today" }] });
  const mails = await server.mailsTo("port_rep@example.org");
  expect(mails).toHaveLength(1);
  const log = (await (await director.get("/api/log?before=100000&limit=1")).json()) as { items: object[] };
  expect(log.items).toMatchObject([{ type: "indicator.reminded", kind: "indicator" }]);
  const future = { items: [{ indicatorId: "ind_sediment", period: "2027-Q1" }] };
  expect(await director.post("/api/indicators/reminders", future)).toBeProblem("invalid");
});

test("three days before its day and on it, those are mailed whose numbers are not there; each once", async () => {
  const { director, server } = await cast();
  await opened(await director.post("/api/indicators/rounds", round()));
  const { Report: token } = await buttonsTo(server, "city_rep@example.org");
  // Commitments have reminders of their own.
  const count = async (email: string) =>
    (await server.mailsTo(email)).filter((it) => it.subject.startsWith("One number, please")).length;
  const until = async (days: number) => {
    server.clock.pass(days * day);
    await server.deps.jobs.run();
    await server.deps.jobs.run();
  };
  await until(7);
  expect([await count("port_rep@example.org"), await count("city_rep@example.org")]).toEqual([1, 1]);
  await until(1);
  expect([await count("port_rep@example.org"), await count("city_rep@example.org")]).toEqual([2, 2]);
  await done(await send(server, token, { version: 1, value: 505 }));
  await until(3);
  expect([await count("port_rep@example.org"), await count("city_rep@example.org")]).toEqual([3, 2]);
  await until(30);
  expect(await count("port_rep@example.org")).toBe(3);
});

test("a closed round mails nobody, and one who turned reminders off gets only the round itself", async () => {
  const { director, city, server } = await cast();
  await city.put("/api/me/mail", { reminders: false });
  await opened(await director.post("/api/indicators/rounds", round()));
  server.clock.pass(8 * day);
  await server.deps.jobs.run();
  expect(await server.mailsTo("city_rep@example.org")).toHaveLength(1);
  await director.post("/api/indicators/rounds/rnd_0123456789abcdef/closing");
  server.clock.pass(10 * day);
  await server.deps.jobs.run();
  expect(await server.mailsTo("port_rep@example.org")).toHaveLength(2);
});

test("a partner sees of a round what it may see, an observer nothing of it", async () => {
  const { director, city, funder, server } = await cast();
  await opened(await director.post("/api/indicators/rounds", round()));
  await server.deps.db
    .updateTable("indicator")
    .set({ visibility: "backbone" })
    .where("id", "=", "ind_sediment")
    .execute();
  const [it] = await rounds(city);
  expect(it!.answers.map((one) => one.indicatorId)).toEqual(["ind_runoff", "ind_advice"]);
  expect(JSON.stringify(it)).not.toContain("ind_sediment");
  expect(await rounds(funder)).toEqual([]);
  const log = await (await funder.get("/api/log?limit=500")).text();
  expect(log).not.toContain("round_opened");
});

const wrong: [string, object][] = [
  ["a period that still runs", { period: "2026-Q4" }],
  ["a period that is none of an indicator", { period: "2026-09" }],
  ["a day that is gone", { dueOn: "2026-11-22" }],
  ["no indicator", { indicatorIds: [] }],
];
test("a round that makes no sense is refused, and who may not open one may not look at its mails", async () => {
  const { director, casa, funder } = await cast();
  for (const [what, more] of wrong)
    expect(await director.post("/api/indicators/rounds", round(more)), what).toBeProblem("invalid");
  expect(await director.post("/api/indicators/rounds", round({ indicatorIds: ["ind_none"] }))).toBeProblem(
    "not_found",
  );
  for (const who of [casa, funder])
    for (const at of ["", "/preview"])
      expect(await who.post(`/api/indicators/rounds${at}`, round())).toBeProblem("forbidden");
  expect(await director.post("/api/indicators/rounds/rnd_none/closing")).toBeProblem("not_found");
});

test("HTML in a round's note and in an answer stays text, in the mail as well", async () => {
  const { director, server } = await cast();
  const html = "<img src=x onerror=alert(1)>";
  await opened(await director.post("/api/indicators/rounds", round({ note: html })));
  const { readMail } = await import("../../server/mail/queue.ts");
  const [mail] = await server.mailsTo("port_rep@example.org");
  const { html: page, text } = readMail(server.deps, mail!);
  expect(page).not.toContain("<img");
  expect(text).toContain(html);
  const { Report: token } = await buttonsTo(server, "port_rep@example.org");
  const view = await done(await send(server, token, { version: 1, value: 6.5, note: html }));
  expect(view.reading?.now?.note).toBe(html);
});
