import dayjs from "dayjs";
import { expect, test } from "vitest";
import { windowOfDays } from "./project-form.ts";
import { windowOf } from "./project-words.ts";

const opensAt = "2026-08-31T16:00:00.000Z";

test("displays the day before for an end at midnight, and the time for any other end", () => {
  expect(windowOf(opensAt, "2026-12-05T16:00:00.000Z")).toBe("2026-09-01 – 2026-12-05");
  expect(windowOf("2026-09-01T01:00:00.000Z", "2026-12-05T10:00:00.000Z")).toBe(
    "2026-09-01 09:00 – 2026-12-05 18:00",
  );
});

const [first, last] = [dayjs("2027-01-31"), dayjs("2027-05-01")];

test("opens a project at the start of its first day and closes it at the end of its last", () => {
  expect(windowOfDays(first.add(9, "hour"), last, null)).toEqual({
    opensAt: first.toISOString(),
    closesAt: last.add(1, "day").toISOString(),
  });
});

test("a day that was not changed keeps its time", () => {
  const previous = {
    opensAt: first.add(9, "hour").toISOString(),
    closesAt: last.add(18, "hour").toISOString(),
  };
  expect(windowOfDays(first, last, previous)).toEqual(previous);
  expect(windowOfDays(first, last.add(1, "day"), previous)).toEqual({
    opensAt: previous.opensAt,
    closesAt: last.add(2, "day").toISOString(),
  });
});
