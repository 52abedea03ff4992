import { $createLinkNode } from "@lexical/link";
import { $createMarkNode } from "@lexical/mark";
import {
  $createNodeSelection,
  $createTextNode,
  $getRoot,
  $setSelection,
  type ElementNode,
  type LexicalNode,
} from "lexical";
import { expect, test } from "vitest";
import { compose } from "../../client/capture/compose.ts";
import type { Directory } from "../../client/capture/draft.ts";
import { $captureLine, $capturesIn, $readCapture } from "../../client/capture/lines.ts";
import { markdownToUpdate } from "../../shared/documents/headless.ts";
import { $createMention } from "../../shared/documents/mention.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { openWriter } from "../documents/writers.ts";

// Whatever stands in a line besides letters, the line is one sentence: it is the record's title, and the quote kept.

const casa = () => $createMention("organization", "org_casa", "Casa Ribera");
const link = (words: string) => $createLinkNode("https://example.org/plan").append($createTextNode(words));
const remark = (words: string) => $createMarkNode(["thr_1"]).append($createTextNode(words));
const bold = (words: string) => $createTextNode(words).toggleFormat("bold");
const text = $createTextNode;

const directory: Directory = {
  organizations: [
    { id: "org_casa", name: "Casa Ribera Community Center", shortName: "Casa Ribera" },
    { id: "org_other", name: "Another Casa Ribera", shortName: "Casa Ribera" },
  ] as Organization[],
  people: [],
  servables: [],
  today: "2026-11-23",
};
const place = {
  meeting: { id: "mtg_a", groupId: "grp_a", visibility: "group" as const, agenda: [] },
  itemId: null,
  directory,
};

/** Writes a line of `parts`, captures it, and answers with what is told of it. */
function told(
  kind: RecordKind,
  $parts: () => LexicalNode[],
  $choose: (line: ElementNode) => void = (line) => line.selectEnd(),
  before = "We begin.",
) {
  const { editor, dispose } = openWriter(markdownToUpdate(before));
  editor.update(
    () => {
      const top = $getRoot().getLastChildOrThrow<ElementNode>();
      const line = (top.getType() === "list" ? top.getFirstChildOrThrow() : top) as ElementNode;
      $choose(line.clear().append(...$parts()));
      $captureLine({ kind, target: "com_0123456789abcdef", by: "per_facil" });
    },
    { discrete: true },
  );
  const at = editor.read(() => $readCapture($capturesIn()[0]!));
  dispose();
  const composed = compose(at, place);
  return "unsettled" in composed ? composed : composed.told;
}

const sentence = "We ask @Casa Ribera to read the plan again and to translate it by 15 Mar 2027";
const $sentence = () => [
  text("We ask "),
  casa(),
  text(" to "),
  link("read the plan"),
  text(" "),
  bold("again"),
  remark(" and to translate it"),
  text(" by 15 Mar 2027"),
];
const commitment = {
  json: {
    what: "We ask Casa Ribera to read the plan again and to translate it",
    // The one that was taken from the menu, though another has that name.
    ownerOrganizationId: "org_casa",
    dueOn: "2027-03-15",
    quote: sentence,
  },
};

test("a line with a mention, a link, bold words and a remark is one sentence", () => {
  expect(told("commitment", $sentence)).toMatchObject(commitment);
  expect(told("decision", $sentence)).toMatchObject({ json: { proposal: sentence, quote: sentence } });
  expect(told("parked", $sentence)).toMatchObject({ json: { text: sentence } });
});

test("the same after `/c` at its beginning, and in a point of a list", () => {
  const $typed = () => [text("/c "), ...$sentence()];
  expect(told("commitment", $typed)).toMatchObject(commitment);
  expect(
    told("commitment", () => [text("/c "), casa(), text(" translates it by 15 Mar 2027")]),
  ).toMatchObject({
    json: { what: "translates it", ownerOrganizationId: "org_casa" },
  });
  expect(told("commitment", $sentence, (line) => line.selectEnd(), "- a point")).toMatchObject(commitment);
});

test("selected words keep whom they mention, in either direction", () => {
  const $pick = (line: ElementNode) => {
    const [first] = line.getChildren();
    const last = line.getLastChildOrThrow<ReturnType<typeof text>>();
    const selection = line.select();
    selection.anchor.set(last.getKey(), " by 15 Mar 2027".length, "text");
    selection.focus.set(first!.getKey(), "We ".length, "text");
  };
  const words = "ask Casa Ribera to read the plan again and to translate it";
  expect(told("commitment", $sentence, $pick)).toMatchObject({
    json: { what: words, ownerOrganizationId: "org_casa", quote: sentence.slice(3) },
  });
});

test("with the keyboard on the mention, its line is captured", () => {
  const $on = (line: ElementNode) => {
    const selection = $createNodeSelection();
    selection.add(line.getChildAtIndex(1)!.getKey());
    $setSelection(selection);
  };
  const $plain = () => [text("We ask "), casa(), text(" to translate it by 15 Mar 2027")];
  expect(told("commitment", $plain, $on)).toMatchObject({
    json: {
      what: "We ask Casa Ribera to translate it",
      quote: "We ask @Casa Ribera to translate it by 15 Mar 2027",
    },
  });
});
