import { expect, test } from "vitest";
import { type CaptureMeeting, compose } from "../../client/capture/compose.ts";
import { type Directory, quoteOf, readCommitment, visibilityIn } from "../../client/capture/draft.ts";
import type { CaptureAt } from "../../client/capture/lines.ts";
import { noChoices } from "../../shared/documents/capture.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";

const organization = (id: string, name: string, shortName: string, kind = "partner") =>
  ({ id, name, shortName, kind }) as Organization;
const person = (id: string, name: string, organizationId: string) => ({ id, name, organizationId }) as Person;

const directory: Directory = {
  organizations: [
    organization("org_casa", "Casa Ribera Community Center", "Casa Ribera"),
    organization("org_yard", "Mariner’s Yard", "Yard"),
    organization("org_back", "Brackwater Backbone", "Backbone", "backbone"),
  ],
  people: [
    person("per_jonah", "Jonah Beck", "org_yard"),
    person("per_ana", "Ana Ruiz", "org_casa"),
    person("per_ana2", "Ana Stone", "org_yard"),
  ],
  servables: [
    { id: "str_2", kind: "strategy", label: "Stop pollution", names: ["Stop pollution", "Goal 2"] },
    { id: "act_7", kind: "activity", label: "A7 Laterals", names: ["A7", "Laterals"] },
    { id: "ind_bacteria", kind: "indicator", label: "I1 Bacteria", names: ["I1", "Bacteria"] },
  ],
  today: "2026-11-23",
};
const line = (text: string, more: Partial<CaptureAt> = {}): CaptureAt => ({
  key: "1",
  kind: "commitment",
  target: "com_0000000000000000",
  by: "per_facil",
  text,
  mentions: [],
  choices: noChoices,
  ...more,
});
const read = (text: string, more: Partial<CaptureAt> = {}) => readCommitment(line(text, more), directory);

test("a whole sentence says who, what, by when and what it serves", () => {
  const draft = read("@Jonah plant 4,200 stems by 15 Mar #Goal2 #A7");
  expect(draft).toMatchObject({
    what: "plant 4,200 stems",
    owner: { organizationId: "org_yard", personId: "per_jonah" },
    due: "2027-03-15",
    unsettled: [],
  });
  expect(draft.serves.map((it) => it.id)).toEqual(["str_2", "act_7"]);
});

test("Spanish is read as well, and a partner by its short name", () => {
  expect(read("@Casa Ribera traducir el aviso antes del 15 de marzo")).toMatchObject({
    what: "traducir el aviso",
    owner: { organizationId: "org_casa", personId: null },
    due: "2027-03-15",
  });
});

test("a date that can be read in two ways is never guessed", () => {
  const draft = read("@Casa Ribera lend two rigs by 3/4");
  expect(draft.due).toBeUndefined();
  expect(draft.unsettled).toEqual([
    { field: "by", because: "ambiguous", said: "by 3/4", between: ["2027-03-04", "2027-04-03"] },
  ]);
  expect(
    read("@Casa Ribera lend two rigs by 3/4", { choices: { ...noChoices, due: "2027-04-03" } }).due,
  ).toBe("2027-04-03");
});

test.each([
  ["by 30 February", "by 30 February"],
  ["by 2026-13-01", "by 2026-13-01"],
  ["antes del 31 de junio", "antes del 31 de junio"],
])("a line that says “%s” has no day, says why, and is not recorded", (words, said) => {
  const at = line(`@Casa Ribera lend two rigs ${words}`);
  const draft = readCommitment(at, directory);
  expect(draft.due).toBeUndefined();
  expect(draft.unsettled).toEqual([{ field: "by", because: "impossible", said, between: [] }]);
  const meeting = { id: "mtg_a", groupId: "grp_a", visibility: "partners" as const, agenda: [] };
  expect(compose(at, { meeting, itemId: null, directory })).toEqual({ unsettled: "by" });
});

test("what is missing, unknown or past is said, field by field", () => {
  expect(read("plant stems").unsettled.map((it) => [it.field, it.because])).toEqual([
    ["who", "missing"],
    ["by", "missing"],
  ]);
  expect(read("@Nobody plant stems by 1 Mar 2020").unsettled.map((it) => [it.field, it.because])).toEqual([
    ["who", "unknown"],
    ["by", "past"],
  ]);
  expect(read("@Ana call by 1 Mar 2027").unsettled).toMatchObject([
    { field: "who", because: "several", between: [{ personId: "per_ana" }, { personId: "per_ana2" }] },
  ]);
  expect(read("").unsettled[0]).toMatchObject({ field: "what" });
});

test("whoever was taken from the menu is meant, whoever else has that name", () => {
  const mentions = [{ label: "Ana Stone", kind: "person", target: "per_ana2" } as const];
  expect(read("@Ana Stone call by 1 Mar 2027", { mentions }).owner).toEqual({
    organizationId: "org_yard",
    personId: "per_ana2",
  });
});

test("later names help, and the owner does not help itself", () => {
  expect(read("@Casa Ribera translate with @Yard and @Ana Ruiz by 1 Mar 2027").helps).toEqual(["org_yard"]);
});

test("who helps can be chosen as well, beside whom the line names", () => {
  const choices = { ...noChoices, helps: "org_back" };
  const { helps } = read("@Casa Ribera translate with @Yard by 1 Mar 2027", { choices });
  expect(helps.toSorted()).toEqual(["org_back", "org_yard"]);
});

test("a commitment belongs to one activity: the chosen one before the first that the line names", () => {
  const [first] = directory.servables.filter((it) => it.kind === "activity");
  const second = { ...first!, id: "act_8", label: "A8 Outfalls", names: ["A8", "Outfalls"] };
  const wide = { ...directory, servables: [...directory.servables, second] };
  const ids = (choices = noChoices) =>
    readCommitment(line("@Yard look by 1 Mar 2027 #A7 #A8 #I1", { choices }), wide).serves.map((it) => it.id);
  expect(ids()).toEqual(["act_7", "ind_bacteria"]);
  expect(ids({ ...noChoices, serves: "act_8" })).toEqual(["act_8", "ind_bacteria"]);
});

test("somebody who has left, or only observes, is said to be so, and promises nothing", () => {
  const named = (target: string, label: string) => ({
    mentions: [{ label, kind: "person" as const, target }],
  });
  const gone = read("@Jonah Beck call by 1 Mar 2027", named("per_gone", "Jonah Beck"));
  expect(gone.owner, "not the other one of that name").toBeUndefined();
  expect(gone.unsettled).toEqual([{ field: "who", because: "left", said: "Jonah Beck", between: [] }]);
  const watcher = { ...person("per_watch", "Wes Lane", "org_yard"), role: "observer" } as Person;
  const wide = { ...directory, people: [...directory.people, watcher] };
  const watching = line("@Wes Lane call by 1 Mar 2027", named("per_watch", "Wes Lane"));
  expect(readCommitment(watching, wide).unsettled[0]).toMatchObject({ field: "who", because: "observes" });
  const port = read("@Port call by 1 Mar 2027", {
    mentions: [{ label: "Port", kind: "organization", target: "org_gone" }],
  });
  expect(port.unsettled).toEqual([{ field: "who", because: "left", said: "Port", between: [] }]);
  expect(read("call by 1 Mar 2027", { choices: { ...noChoices, owner: "org_gone" } }).owner).toBeUndefined();
  // Chosen in the field, and gone before it was recorded.
  const choices = { ...noChoices, owner: "org_yard", person: "per_gone" };
  expect(read("call by 1 Mar 2027", { choices }).unsettled[0]).toMatchObject({
    because: "left",
    said: "Yard",
  });
});

const meeting: CaptureMeeting = {
  id: "mtg_a",
  groupId: "grp_a",
  visibility: "group",
  agenda: [{ id: "itm_1", title: "Who plants what?" }],
};
const place = { meeting, itemId: "itm_1", directory };

test("a commitment is told with its sentence, and where it was said", () => {
  const composed = compose(line("@Jonah plant stems with @Casa Ribera by 15 Mar #Goal2"), place);
  expect(composed).toMatchObject({
    kind: "commitment",
    told: {
      json: {
        quote: "@Jonah plant stems with @Casa Ribera by 15 Mar #Goal2",
        supportOrganizationIds: ["org_casa"],
        fromMeetingId: "mtg_a",
        fromItemId: "itm_1",
        visibility: "group",
        strategyIds: ["str_2"],
        contribution: null,
      },
    },
  });
  expect(compose(line("plant stems by 15 Mar"), place)).toEqual({ unsettled: "who" });
});

test("a decision is open, or agreed in the room", () => {
  const at = line("We publish every Friday.", { kind: "decision", target: "dec_0000000000000000" });
  expect(compose(at, place)).toMatchObject({
    told: { json: { proposal: "We publish every Friday." }, agreed: null },
  });
  const agreed = { ...at, choices: { ...noChoices, more: "agreed" } };
  expect(compose(agreed, place)).toMatchObject({ told: { agreed: { meetingId: "mtg_a" } } });
});

test("an indicator's card needs no telling; a new reading does", () => {
  const at = line("Bacteria looks better", { kind: "indicator", target: "rdg_0000000000000000" });
  expect(compose(at, place)).toEqual({ kind: "indicator", target: "ind_bacteria", told: null });
  const reading = { ...at, choices: { ...noChoices, more: "2026-Q3=61,5" } };
  expect(compose(reading, place)).toMatchObject({
    target: "ind_bacteria",
    told: { json: { value: 61.5, period: "2026-Q3" } },
  });
  expect(compose({ ...at, text: "nothing" }, place)).toEqual({ unsettled: "which" });
  expect(compose({ ...at, choices: { ...noChoices, more: "2026-Q3=much" } }, place)).toEqual({
    unsettled: "reading",
  });
});

test("what was captured in a meeting is seen by no more people than the meeting", () => {
  expect(visibilityIn("public")).toBe("partners");
  expect(visibilityIn("group")).toBe("group");
  expect(visibilityIn("backbone", true)).toBe("backbone");
  expect(visibilityIn("backbone", false)).toBe("restricted");
});

test("the quote is the sentence as it stood, without the command", () => {
  expect(quoteOf("/c  plant   4,200 stems")).toBe("plant 4,200 stems");
  expect(quoteOf("plant 4,200 stems")).toBe("plant 4,200 stems");
});
