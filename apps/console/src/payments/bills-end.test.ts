import { expect, test } from "vitest";
import { billsEnd } from "./missing-bills.ts";

test("a month whose last bill is still to come says until when its bills go, and one with all of them does not", () => {
  expect(billsEnd({ billedUntil: "2026-11-29" }, "2026-11-30")).toBe("2026-11-29");
  expect(billsEnd({ billedUntil: "2026-11-30" }, "2026-11-30")).toBeNull();
  expect(billsEnd({ billedUntil: "2026-11-30" }, "2026-12-01")).toBe("2026-11-30");
});

test("without a last day it is always said", () => {
  expect(billsEnd({ billedUntil: "2026-11-29" }, undefined)).toBe("2026-11-29");
});
