import { expect, test } from "vitest";
import { previousOf } from "./use-address.ts";

test("a list opened by a link, or with a foreign history state, has no previous pages", () => {
  for (const state of [null, undefined, "before", {}, { before: "x" }, { before: null }])
    expect(previousOf(state)).toEqual([]);
});

test("reads the previous pages of a list from its own history entry", () => {
  expect(previousOf({ before: [null, "17_a", 3, {}] })).toEqual([null, "17_a"]);
});
