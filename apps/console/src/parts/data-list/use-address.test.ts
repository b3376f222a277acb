import { expect, test } from "vitest";
import { previousOf } from "./use-address.ts";

test("a list that was come to by a link, or with something else in the history, has no page before it", () => {
  for (const state of [null, undefined, "before", {}, { before: "x" }, { before: null }])
    expect(previousOf(state)).toEqual([]);
});

test("the pages that led to a page are those of its own step in the history", () => {
  expect(previousOf({ before: [null, "17_a", 3, {}] })).toEqual([null, "17_a"]);
});
