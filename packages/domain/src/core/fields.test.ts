import { expect, test } from "vitest";
import { pageCursor } from "./fields.ts";

const id = "0191e3a0-7c1f-7abc-8def-0123456789ab";

test("a cursor is a time before the year 3000 and a uuid", () => {
  expect(pageCursor.safeParse(`1764135600000_${id}`).success).toBe(true);
});

test.each([
  ["a time that no database holds", `999999999999999_${id}`],
  ["an id that is no uuid", `1764135600000_${"-".repeat(36)}`],
  ["no time", `_${id}`],
])("a cursor with %s is refused", (_, cursor) => {
  expect(pageCursor.safeParse(cursor).success).toBe(false);
});
