import { projectList, stalledList } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { parseFilters } from "./parse-filters.ts";
import { previousOf, withDays } from "./use-address.ts";

test("reads only known filters from an address, with numbers as the service reads them", () => {
  expect(parseFilters(stalledList, { days: " １５ ", department: "文学院", other: "1" })).toEqual({
    days: "15",
    department: "文学院",
  });
  expect(parseFilters(projectList, { graduationYear: "明年", category: "nothing" })).toEqual({});
});

test("a list opened by a link, or with a foreign history state, has no previous pages", () => {
  for (const state of [null, undefined, "before", {}, { before: "x" }, { before: null }])
    expect(previousOf(state)).toEqual([]);
});

test("reads the previous pages of a list from its own history entry", () => {
  expect(previousOf({ before: [null, "17_a", 3, {}] })).toEqual([null, "17_a"]);
});

const may = { fromDay: "2026-05-01", untilDay: "2026-05-31", state: "paid" };

test("a day beyond the other end of the range clears that end; other changes leave the days unchanged", () => {
  expect(withDays(may, "fromDay", "2026-06-01")).toEqual({ fromDay: "2026-06-01", untilDay: null });
  expect(withDays(may, "untilDay", "2026-04-30")).toEqual({
    fromDay: null,
    untilDay: "2026-04-30",
  });
  expect(withDays(may, "fromDay", "2026-05-31")).toEqual({ fromDay: "2026-05-31" });
  expect(withDays(may, "untilDay", null)).toEqual({ untilDay: null });
  expect(withDays(may, "state", "refunded")).toEqual({ state: "refunded" });
});
