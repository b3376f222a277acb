import { expect, test } from "vitest";
import { billsEnd } from "./bills-end.ts";

const nine = new Date("2026-12-01T09:00:00+08:00");
const eleven = new Date("2026-12-01T11:00:00+08:00");

test("a month whose last bill is still to come says until when its bills go, and one with all of them does not", () => {
  expect(billsEnd({ billedUntil: "2026-11-29" }, "2026-11-30", nine)).toBe("2026-11-29");
  expect(billsEnd({ billedUntil: "2026-11-30" }, "2026-11-30", eleven)).toBeNull();
  expect(billsEnd({ billedUntil: "2026-11-30" }, "2026-12-01", eleven)).toBe("2026-11-30");
});

test("without a last day it is always said", () => {
  expect(billsEnd({ billedUntil: "2026-11-29" }, undefined, nine)).toBe("2026-11-29");
});

test("an answer of the release before, which does not say, goes until yesterday", () => {
  const before: Parameters<typeof billsEnd>[0] = JSON.parse("{}");
  expect(billsEnd(before, "2026-12-01", nine)).toBe("2026-11-30");
  expect(billsEnd(before, "2026-11-30", nine)).toBeNull();
});
