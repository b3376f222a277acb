import dayjs from "dayjs";
import { expect, test } from "vitest";
import { differingFields, windowOfDays } from "./project-form.ts";
import { windowOf } from "./project-words.ts";

const opensAt = "2026-08-31T16:00:00.000Z";

test("displays the day before for an end at midnight, and the time for any other end", () => {
  expect(windowOf(opensAt, "2026-12-05T16:00:00.000Z")).toBe("2026-09-01 – 2026-12-05");
  expect(windowOf("2026-09-01T01:00:00.000Z", "2026-12-05T10:00:00.000Z")).toBe("2026-09-01 09:00 – 2026-12-05 18:00");
});

const [first, last] = [dayjs("2027-01-31"), dayjs("2027-05-01")];

test("opens a project at the start of its first day and closes it at the end of its last", () => {
  expect(windowOfDays(first.add(9, "hour"), last, null)).toEqual({
    opensAt: first.toISOString(),
    closesAt: last.add(1, "day").toISOString(),
  });
});

test("a day that was not changed keeps its time", () => {
  const previous = { opensAt: first.add(9, "hour").toISOString(), closesAt: last.add(18, "hour").toISOString() };
  expect(windowOfDays(first, last, previous)).toEqual(previous);
  expect(windowOfDays(first, last.add(1, "day"), previous)).toEqual({
    opensAt: previous.opensAt,
    closesAt: last.add(2, "day").toISOString(),
  });
});

test("lists the fields that differ, and takes the other version only of a field that was not edited here", () => {
  const base = { feeYuan: 25, hotline: "1", notice: "", lastDay: last, attemptsLimit: null };
  const entered = { ...base, notice: "请带学生证", feeYuan: 26, attemptsLimit: undefined };
  const saved = { ...base, hotline: "2", feeYuan: 27, lastDay: last.add(1, "day") };
  expect(differingFields(base, entered, saved)).toEqual([
    { name: "feeYuan", from: "entered" },
    { name: "lastDay", from: "saved" },
    { name: "hotline", from: "saved" },
    { name: "notice", from: "entered" },
  ]);
  expect(differingFields(base, { ...entered }, { ...entered })).toEqual([]);
});
