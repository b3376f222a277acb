import { expect, test } from "vitest";
import { fromFieldValues, isOutside, toFieldValues } from "./entered-value.ts";

test("displays a duration in its largest unit and submits it in minutes", () => {
  expect(toFieldValues("decision-hold", 120)).toEqual({ number: 2, unit: "hour" });
  expect(fromFieldValues("decision-hold", { number: 2, unit: "hour" })).toBe(120);
});

test("leaves the field empty for a current value that is no longer allowed", () => {
  expect(toFieldValues("decision-hold", 10 / 60)).toEqual({ unit: "minute" });
  expect(toFieldValues("decision-hold", 5.5)).toEqual({ unit: "minute" });
  expect(toFieldValues("second-look-share", 2)).toEqual({});
  expect(toFieldValues("second-look-share", 0)).toEqual({ number: 0 });
  expect(isOutside("decision-hold", 120)).toBe(false);
  expect(isOutside("hotline", "000-0000-0001")).toBe(false);
});

test("returns an unchanged answer from its form, and marks it retired only if it is", () => {
  const answer = { zh: "请带学生证。", en: "Bring your card." };
  for (const value of [
    answer,
    { ...answer, title: { zh: "证件", en: "Card" } },
    { ...answer, retired: true },
  ])
    expect(fromFieldValues("service-answer", toFieldValues("service-answer", value))).toStrictEqual(
      value,
    );
});
