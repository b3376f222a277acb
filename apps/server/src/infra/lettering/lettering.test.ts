import { expect, test } from "vitest";
import { openLettering } from "./lettering.ts";

const lettering = openLettering();

test("text becomes outlines of its width, twice as wide at twice the size", async () => {
  const { commands, width } = await lettering.outline("毕业生", 10);
  expect(width).toBeCloseTo(30, 0);
  expect(commands[0]).toMatchObject({ type: "M" });
  expect((await lettering.outline("毕业生", 20)).width).toBeCloseTo(60, 0);
});

test("the font contains Latin letters, digits, Chinese and Latin punctuation and rare characters of names", async () => {
  expect(await lettering.missing("GradPhoto 2026 ¥25.00 · （：，。）龘喆堃犇")).toEqual([]);
});

test("a missing character is listed once and drawn as a box", async () => {
  expect(await lettering.missing("毕业🎓快乐🎓ظ")).toEqual(["🎓", "ظ"]);
  expect((await lettering.outline("🎓", 10)).commands.length).toBeGreaterThan(0);
});
