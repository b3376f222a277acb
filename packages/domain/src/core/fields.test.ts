import { expect, test } from "vitest";
import { id as idSchema, pageCursor } from "./fields.ts";

const id = "0191e3a0-7c1f-7abc-8def-0123456789ab";

test("accepts only a lower-case UUID as an id", () => {
  expect(idSchema.safeParse(id).success).toBe(true);
  for (const invalid of [
    "",
    "c-1",
    id.toUpperCase(),
    `${id}0`,
    `${id}\n`,
    ` ${id}`,
    id.replaceAll("-", ""),
    5,
    null,
  ])
    expect(idSchema.safeParse(invalid).success, String(invalid)).toBe(false);
});

test("accepts a cursor of a time before the year 3000 and a UUID", () => {
  expect(pageCursor.safeParse(`1764135600000_${id}`).success).toBe(true);
});

test.each([
  ["a time that no database holds", `999999999999999_${id}`],
  ["an id that is no uuid", `1764135600000_${"-".repeat(36)}`],
  ["no time", `_${id}`],
])("refuses a cursor with %s", (_, cursor) => {
  expect(pageCursor.safeParse(cursor).success).toBe(false);
});
