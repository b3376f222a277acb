import { expect, test } from "vitest";
import { allClauseJudges, clauseAccuraciesOf, clausesForPeople, clausesJudgedBy } from "./clause-accuracy.ts";
import { photoRules } from "./photo-rules.ts";

const accuracyOf = (id: keyof typeof photoRules, counts: Parameters<typeof clauseAccuraciesOf>[0]) =>
  clauseAccuraciesOf(counts).find((clause) => clause.id === id);

test("lists every clause of the photo rules", () => {
  expect(clauseAccuraciesOf({}).map(({ id }) => id)).toEqual(Object.keys(photoRules));
});

test("a clause without a check is judged by a person; a clause on a fact of the file is exact", () => {
  expect(accuracyOf("collar", {})).toMatchObject({ basis: "person", counted: null });
  expect(accuracyOf("picture-size", {})).toMatchObject({ basis: "exact", counted: null });
});

test("a clause adds up the counts of its checks, and is uncounted if a check has too few photos", () => {
  const dark = { faulty: 4, detected: 3, fine: 100, falseAlarms: 1 };
  const overexposed = { faulty: 2, detected: 2, fine: 120, falseAlarms: 2 };
  expect(accuracyOf("well-lit", { dark, overexposed })).toMatchObject({
    basis: "measured",
    counted: { faulty: 6, detected: 5, fine: 120, falseAlarms: 3 },
  });
  expect(accuracyOf("well-lit", { dark })).toMatchObject({ basis: "uncounted" });
});

test("a clause whose faults are often missed is judged by a person too, a reliably detected one is not", () => {
  const counts = (detected: number) => ({ earrings: { faulty: 20, detected, fine: 100, falseAlarms: 0 } });
  expect(accuracyOf("earrings", counts(17))).toMatchObject({ basis: "measured", judge: "both" });
  expect(accuracyOf("earrings", counts(18))).toMatchObject({ basis: "measured", judge: "machine" });
});

test("the three groups hold every clause once, and the clauses for people are the last two groups", () => {
  const sizes = allClauseJudges.map((judge) => clausesJudgedBy(judge).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(Object.keys(photoRules).length);
  expect(clausesForPeople).toHaveLength(clausesJudgedBy("both").length + clausesJudgedBy("person").length);
});

test("no clause claims that a machine detects photos of a screen or print", () => {
  expect(photoRules["real-photo"].owner).toBe("person");
  expect(photoRules["real-person"].text.zh + photoRules["real-person"].text.en).not.toMatch(/屏幕|screen/);
});

test("every clause without a check is a clause for people", () => {
  const owned = clausesForPeople.map(({ id }) => id);
  for (const [id, { owner }] of Object.entries(photoRules)) if (owner === "person") expect(owned).toContain(id);
});
