import { expect, test } from "vitest";
import { allCheckIds, checkRows } from "./check-rows.ts";
import {
  allClauseJudges,
  clauseAccuracies,
  clauseAccuraciesOf,
  clausesForPeople,
  clausesJudgedBy,
} from "./clause-accuracy.ts";
import { titleOf } from "./finding-words.ts";
import { photoRules } from "./photo-rules.ts";

const countOf = (faulty: number, detected: number) => ({
  faulty,
  detected,
  fine: 100,
  falseAlarms: 1,
});
const accuracyOf = (
  id: keyof typeof photoRules,
  counts: Readonly<Record<string, ReturnType<typeof countOf>>>,
) =>
  clauseAccuraciesOf((check) => counts[check] ?? checkRows[check].accuracy).find(
    (clause) => clause.id === id,
  );

test("lists every clause of the photo rules", () => {
  expect(clauseAccuracies.map(({ id }) => id)).toEqual(Object.keys(photoRules));
});

test("a clause without a check is judged by a person; a clause on a fact of the file is exact", () => {
  expect(accuracyOf("collar", {})).toMatchObject({
    basis: "person",
    judge: "person",
    counted: null,
  });
  expect(accuracyOf("picture-size", {})).toMatchObject({
    basis: "exact",
    judge: "machine",
    counted: null,
  });
});

test("a clause adds up the counts of its checks, and is uncounted if each has too few photos", () => {
  const dark = countOf(4, 4);
  expect(accuracyOf("well-lit", { dark, overexposed: countOf(5, 5) })).toMatchObject({
    basis: "measured",
    counted: { faulty: 9, detected: 9 },
  });
  expect(accuracyOf("well-lit", { dark, overexposed: countOf(4, 4) })).toMatchObject({
    basis: "uncounted",
  });
});

test("a person looks too unless every check of the clause surely detects 90 % of at least twenty faults", () => {
  expect(accuracyOf("earrings", { earrings: countOf(40, 39) })).toMatchObject({
    basis: "measured",
    judge: "both",
  });
  expect(accuracyOf("earrings", { earrings: countOf(40, 40) })).toMatchObject({
    basis: "measured",
    judge: "machine",
  });
  expect(accuracyOf("earrings", { earrings: countOf(19, 19) })).toMatchObject({
    basis: "measured",
    judge: "both",
  });
  const oneIsWeak = { dark: countOf(40, 40), overexposed: countOf(4, 4) };
  expect(accuracyOf("well-lit", oneIsWeak)).toMatchObject({ judge: "both" });
});

test("whatever a pass leaves open is a clause for people", () => {
  const ids = clausesForPeople.flatMap(({ rule: { owner } }) => owner);
  const open = allCheckIds.filter((id) => titleOf(id, "pass").zh.startsWith("未发现"));
  expect(open).toContain("earrings");
  expect(open.filter((id) => !ids.includes(id))).toEqual([]);
});

test("the three groups hold every clause once, and the clauses for people are the last two groups", () => {
  const sizes = allClauseJudges.map((judge) => clausesJudgedBy(judge).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(Object.keys(photoRules).length);
  expect(clausesForPeople).toHaveLength(
    clausesJudgedBy("both").length + clausesJudgedBy("person").length,
  );
});

test("no clause claims that a machine detects photos of a screen or print", () => {
  expect(photoRules["real-photo"].owner).toBe("person");
  expect(photoRules["real-person"].text.zh + photoRules["real-person"].text.en).not.toMatch(
    /屏幕|screen/,
  );
});

test("every clause without a check is a clause for people", () => {
  const owned = clausesForPeople.map(({ id }) => id);
  for (const [id, { owner }] of Object.entries(photoRules))
    if (owner === "person") expect(owned).toContain(id);
});
