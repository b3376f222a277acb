import { expect, test } from "vitest";
import { clauseAccuraciesOf, leftToPeople } from "./clause-accuracy.ts";
import { photoRules } from "./photo-rules.ts";

const of = (id: keyof typeof photoRules, counts: Parameters<typeof clauseAccuraciesOf>[0]) =>
  clauseAccuraciesOf(counts).find((clause) => clause.id === id);

test("every clause says who tells it", () => {
  expect(clauseAccuraciesOf({}).map(({ id }) => id)).toEqual(Object.keys(photoRules));
});

test("a clause without a check belongs to a person, one on a fact of the file is exact", () => {
  expect(of("collar", {})).toMatchObject({ telling: "person", counted: null });
  expect(of("picture-size", {})).toMatchObject({ telling: "exact", counted: null });
});

test("a clause counts its checks together, and says when there were too few photos", () => {
  const dark = { faulty: 4, found: 3, fine: 100, falseAlarms: 1 };
  const overexposed = { faulty: 2, found: 2, fine: 120, falseAlarms: 2 };
  expect(of("well-lit", { dark, overexposed })).toMatchObject({
    telling: "measured",
    counted: { faulty: 6, found: 5, fine: 120, falseAlarms: 3 },
  });
  expect(of("well-lit", { dark })).toMatchObject({ telling: "uncounted" });
});

test("a reviewer looks at every clause that has no signal", () => {
  const owned = leftToPeople.map(({ id }) => id);
  for (const [id, { owner }] of Object.entries(photoRules)) if (owner === "person") expect(owned).toContain(id);
});
