import { expect, test } from "vitest";
import { windowOf } from "./project-words.ts";

const opensAt = "2026-08-31T16:00:00.000Z";

test("displays the day before for an end at midnight, and the time for any other end", () => {
  expect(windowOf(opensAt, "2026-12-05T16:00:00.000Z")).toBe("2026-09-01 – 2026-12-05");
  expect(windowOf("2026-09-01T01:00:00.000Z", "2026-12-05T10:00:00.000Z")).toBe("2026-09-01 09:00 – 2026-12-05 18:00");
});
