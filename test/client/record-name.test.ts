import { expect, test, vi } from "vitest";
import { activities, strategies } from "../../client/action-plans/plans.ts";
import { commitments } from "../../client/commitments/commitments.ts";
import { decisions } from "../../client/decisions/decisions.ts";
import { indicators } from "../../client/indicators/indicators.ts";
import { recordName } from "../../client/records/record-name.ts";
import { chooseLanguage } from "../../client/words/language.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };

// There is no window here that goes offline.
vi.hoisted(() => vi.stubGlobal("addEventListener", () => {}));

/** As much of what the server would answer as a name needs. */
function known() {
  commitments.set(sample.commitments as never);
  decisions.set(sample.decisions as never);
  indicators.set(sample.indicators as never);
  activities.set(sample.activities as never);
  strategies.set(sample.strategies as never);
}

test("a record that is not known yet has no name, and no kind of id is an accident", () => {
  expect(recordName("dec_publish")).toBeUndefined();
  known();
  expect(recordName("dec_none")).toBeUndefined();
  expect(recordName("toString")).toBeUndefined();
  expect(recordName("")).toBeUndefined();
});

test("a record is called by its code and its words, in the language of the reader", () => {
  known();
  expect(recordName("dec_publish")).toEqual({
    kind: "decision",
    code: "D-18",
    label: "Publish site-level bacteria results every week",
    href: "/decisions/dec_publish",
  });
  expect(recordName("com_05")).toMatchObject({ code: "C-5", href: "/commitments/com_05" });
  expect(recordName("act_sewer")).toMatchObject({ kind: "activity", code: "A7" });
  expect(recordName("ind_bacteria")).toMatchObject({
    code: "I1",
    label: "Samples meeting the swimming standard",
  });
  chooseLanguage("es");
  expect(recordName("ind_bacteria")?.label).toBe("Muestras que cumplen la norma para nadar");
  expect(recordName("str_shore")).toEqual({ kind: "strategy", code: "2", label: "Restaurar riberas vivas" });
  chooseLanguage("en");
});
