import { expect, test } from "vitest";
import { finestStep, groupEqualValues } from "./figures.ts";

test.each([
  ["whole numbers", (value: number) => value.toFixed(0), 1],
  ["seconds with one place", (value: number) => `${value.toFixed(1)} 秒`, 0.1],
  ["per cent with one place", (value: number) => `${(value * 100).toFixed(1)}%`, 0.001],
])("spaces ticks of %s so that no two have the same label", (_, write, step) => {
  expect(finestStep(write)).toBe(step);
});

test("groups names with equal values", () => {
  expect(
    groupEqualValues([
      { name: "开始", value: 8 },
      { name: "提交", value: 6 },
      { name: "支付", value: 8 },
      { name: "完成", value: null },
    ]),
  ).toEqual([
    { names: ["开始", "支付"], value: 8 },
    { names: ["提交"], value: 6 },
    { names: ["完成"], value: null },
  ]);
});
