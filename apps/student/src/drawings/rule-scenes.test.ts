import { expect, test } from "vitest";
import { ruleScenesOf } from "./rule-scenes.ts";

const textsOf = (forbidsBlue: boolean): string => JSON.stringify(ruleScenesOf(forbidsBlue));

test("rules four and five say all that the guide says", () => {
  const rules = ruleScenesOf(true).map(({ rule }) => rule.zh);
  expect(rules).toHaveLength(7);
  expect(rules[3]).toBe(
    "注意尽量不要佩戴眼镜，常戴眼镜者可以佩戴眼镜，但不得戴有色眼镜，不得佩戴头饰、耳饰、项链等饰品",
  );
  expect(rules[4]).toMatch(/低胸衫、奇装异服，因图像采集背景为蓝色，禁止穿蓝色衣服$/);
});

test("speaks of blue only where the background is blue", () => {
  expect(textsOf(true)).toMatch(/蓝.*blue/);
  expect(textsOf(false)).not.toMatch(/蓝|blue/i);
});
