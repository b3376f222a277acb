import { expect, test } from "vitest";
import { appendLines } from "./reasons-words.ts";

test("appends each measured value once, on its own line", () => {
  expect(appendLines(" 请重拍 ", ["一", "二"])).toEqual({ words: "请重拍\n一\n二", leftOut: 0 });
  expect(appendLines("请重拍\n一\n二", ["一", "二"])).toEqual({
    words: "请重拍\n一\n二",
    leftOut: 0,
  });
  expect(appendLines("", ["一"])).toEqual({ words: "一", leftOut: 0 });
});

test("omits a line that does not fit, and still appends a shorter one", () => {
  const long = "长".repeat(490);
  expect(appendLines(long, ["十个字十个字十个字十", "短"])).toEqual({
    words: `${long}\n短`,
    leftOut: 1,
  });
  expect(appendLines(long, ["九个字九个字九个字"])).toEqual({
    words: `${long}\n九个字九个字九个字`,
    leftOut: 0,
  });
});
