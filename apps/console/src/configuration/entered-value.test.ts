import { expect, test } from "vitest";
import { fromFieldValues, isOutside, toFieldValues } from "./entered-value.ts";

test("a span of time opens as people say it and goes out in minutes", () => {
  expect(toFieldValues("decision-hold", 120)).toEqual({ number: 2, unit: "hour" });
  expect(fromFieldValues("decision-hold", { number: 2, unit: "hour" }, 5)).toBe(120);
});

test("what is in force and would be refused today opens empty", () => {
  expect(toFieldValues("decision-hold", 10 / 60)).toEqual({ unit: "minute" });
  expect(toFieldValues("decision-hold", 5.5)).toEqual({ unit: "minute" });
  expect(toFieldValues("second-look-share", 2)).toEqual({});
  expect(toFieldValues("second-look-share", 0)).toEqual({ number: 0 });
  expect(isOutside("decision-hold", 120)).toBe(false);
  expect(isOutside("hotline", "000-0000-0001")).toBe(false);
});

test("an answer comes out of its form as it went in, and says that it is retired only where it is", () => {
  const answer = { zh: "请带学生证。", en: "Bring your card." };
  for (const value of [answer, { ...answer, title: { zh: "证件", en: "Card" } }, { ...answer, retired: true }])
    expect(fromFieldValues("service-answer", toFieldValues("service-answer", value), value)).toStrictEqual(value);
});
