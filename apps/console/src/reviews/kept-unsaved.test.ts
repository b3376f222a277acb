import { expect, test } from "vitest";
import { countDecisions, keptAfter, readKept, writeKept } from "./kept-unsaved.ts";

const of = { collectionId: "00000000-0000-4000-8000-000000000000", attemptId: "one", nameMasked: "测**" };
const rejection = { decision: "reject", reasons: ["glasses", "other"], words: "请换一件上衣" } as const;

test.each([
  { decision: "approve" },
  rejection,
  { ...rejection, words: null },
  { decision: "escalate", reason: "头巾" },
  { decision: "grant-exception", evidence: "证明" },
  { decision: "release", leftTo: "others" },
] as const)("a decision that was not saved is the same once it is read again: %j", (made) => {
  expect(readKept(writeKept([{ ...of, made }]))).toEqual([{ ...of, made }]);
});

test("nothing beside the decision is kept", () => {
  const more = { ...of, made: rejection, staffId: "one", isLate: true };
  expect(Object.keys(JSON.parse(writeKept([more]))[0])).toEqual(["collectionId", "attemptId", "nameMasked", "made"]);
});

test.each([
  ["nothing", null],
  ["no JSON", "{"],
  ["no list", '{"collectionId":"one"}'],
  ["no decision", JSON.stringify([{ ...of, made: { decision: "sign" } }, null, 1])],
  ["a reason that is none", JSON.stringify([{ ...of, made: { ...rejection, reasons: ["glasses", "unheard-of"] } }])],
])("what is kept and no decision is left out: %s", (_, text) => {
  expect(readKept(text)).toEqual([]);
});

test("a photo that was given back counts as no decision", () => {
  const back = { decision: "release", leftTo: "others" } as const;
  const kept = writeKept([
    { ...of, made: rejection },
    { ...of, made: back },
    { ...of, made: { decision: "approve" } },
  ]);
  expect(countDecisions(kept)).toBe(2);
  expect(countDecisions(null)).toBe(0);
});

test("what is saved leaves the place, and what waits there for its person stays until it is decided anew", () => {
  const one = { ...of, collectionId: "one", made: { decision: "approve" } } as const;
  const other = { ...of, collectionId: "other", made: rejection };
  expect(keptAfter([one, other], [other], [])).toEqual([one]);
  expect(keptAfter([one], [], [other])).toEqual([one, other]);
  const anew = { ...one, made: rejection };
  expect(keptAfter([one], [], [anew])).toEqual([anew]);
  expect(keptAfter([one], [one, other], [])).toEqual([]);
});
