import { expect, test } from "vitest";
import { billsEnd } from "./missing-bills.ts";

test("displays the end of the bills for a month with missing bills, and not for a complete month", () => {
  expect(billsEnd({ billedUntil: "2026-11-29" }, "2026-11-30")).toBe("2026-11-29");
  expect(billsEnd({ billedUntil: "2026-11-30" }, "2026-11-30")).toBeNull();
  expect(billsEnd({ billedUntil: "2026-11-30" }, "2026-12-01")).toBe("2026-11-30");
});

test("always displays the end of the bills if no last day is set", () => {
  expect(billsEnd({ billedUntil: "2026-11-29" }, undefined)).toBe("2026-11-29");
});
