import { expect, test } from "vitest";
import { splitText } from "./split-text.ts";

test("splits cells at tabs, commas or semicolons, depending on the first lines", () => {
  for (const mark of ["\t", ",", ";", "，"])
    expect(splitText(`学号${mark}班级\n1${mark}2`)).toEqual([
      ["学号", "班级"],
      ["1", "2"],
    ]);
  expect(splitText("学号\r\n2023001\r\n2023002")).toEqual([["学号"], ["2023001"], ["2023002"]]);
});

test("quoted cells may contain separators, quotes and line breaks; an unclosed quote ends with the text", () => {
  expect(splitText('\ufeffa,"b,""c""\nd",e\r\nf')).toEqual([["a", 'b,"c"\nd', "e"], ["f"]]);
  expect(splitText('a,"b\nc')).toEqual([["a", "b\nc"]]);
  expect(splitText("")).toEqual([]);
});

test("a quote inside a cell is an ordinary character", () => {
  expect(splitText('5"屏,x')).toEqual([['5"屏', "x"]]);
});
