import { expect, test } from "vitest";
import { withDays } from "./use-address.ts";

const may = { fromDay: "2026-05-01", untilDay: "2026-05-31", state: "paid" };

test("a day beyond the other end of the range clears that end; other changes leave the days unchanged", () => {
  expect(withDays(may, "fromDay", "2026-06-01")).toEqual({ fromDay: "2026-06-01", untilDay: null });
  expect(withDays(may, "untilDay", "2026-04-30")).toEqual({ fromDay: null, untilDay: "2026-04-30" });
  expect(withDays(may, "fromDay", "2026-05-31")).toEqual({ fromDay: "2026-05-31" });
  expect(withDays(may, "untilDay", null)).toEqual({ untilDay: null });
  expect(withDays(may, "state", "refunded")).toEqual({ state: "refunded" });
});
