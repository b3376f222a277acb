import { expect, test } from "vitest";
import { allClauseJudges, clauseAccuraciesOf, clausesForPeople, clausesJudgedBy } from "./clause-accuracy.ts";
import { photoRules } from "./photo-rules.ts";

const of = (id: keyof typeof photoRules, counts: Parameters<typeof clauseAccuraciesOf>[0]) =>
  clauseAccuraciesOf(counts).find((clause) => clause.id === id);

test("every clause says who tells it", () => {
  expect(clauseAccuraciesOf({}).map(({ id }) => id)).toEqual(Object.keys(photoRules));
});

test("a clause without a check belongs to a person, one on a fact of the file is exact", () => {
  expect(of("collar", {})).toMatchObject({ basis: "person", counted: null });
  expect(of("picture-size", {})).toMatchObject({ basis: "exact", counted: null });
});

test("a clause counts its checks together, and says when there were too few photos", () => {
  const dark = { faulty: 4, detected: 3, fine: 100, falseAlarms: 1 };
  const overexposed = { faulty: 2, detected: 2, fine: 120, falseAlarms: 2 };
  expect(of("well-lit", { dark, overexposed })).toMatchObject({
    basis: "measured",
    counted: { faulty: 6, detected: 5, fine: 120, falseAlarms: 3 },
  });
  expect(of("well-lit", { dark })).toMatchObject({ basis: "uncounted" });
});

test("a clause whose faults are often missed is looked at by a person too, one that is surely found is not", () => {
  const counts = (match: number) => ({ earrings: { faulty: 20, detected: match, fine: 100, falseAlarms: 0 } });
  expect(of("earrings", counts(17))).toMatchObject({ basis: "measured", judge: "both" });
  expect(of("earrings", counts(18))).toMatchObject({ basis: "measured", judge: "machine" });
});

test("the three groups hold every clause once, and what is left to people is the last two of them", () => {
  const sizes = allClauseJudges.map((judge) => clausesJudgedBy(judge).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(Object.keys(photoRules).length);
  expect(clausesForPeople).toHaveLength(clausesJudgedBy("both").length + clausesJudgedBy("person").length);
});

test("no machine is said to tell a photo of a screen or print", () => {
  expect(photoRules["real-photo"].owner).toBe("person");
  expect(photoRules["real-person"].text.zh + photoRules["real-person"].text.en).not.toMatch(/屏幕|screen/);
});

test("a reviewer looks at every clause that has no signal", () => {
  const owned = clausesForPeople.map(({ id }) => id);
  for (const [id, { owner }] of Object.entries(photoRules)) if (owner === "person") expect(owned).toContain(id);
});
