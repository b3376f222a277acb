import { expect, test } from "vitest";
import { enteredOf, valueFrom } from "./entered-value.ts";

test("an answer comes out of its form as it went in, and says that it is retired only where it is", () => {
  const answer = { zh: "请带学生证。", en: "Bring your card." };
  for (const value of [answer, { ...answer, title: { zh: "证件", en: "Card" } }, { ...answer, retired: true }])
    expect(valueFrom("service-answer", enteredOf("service-answer", value), value)).toStrictEqual(value);
});
