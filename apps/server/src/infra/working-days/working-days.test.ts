import { expect, test } from "vitest";
import { addWorkingDays, isPublished } from "./working-days.ts";

const due = (from: string, days: number) => {
  const { dueAt, certain } = addWorkingDays(new Date(from), days);
  return [dueAt.toISOString(), certain];
};

test("weekends are skipped, and the time of day stays the same", () => {
  expect(due("2026-03-12T02:30:00.000Z", 2)).toEqual(["2026-03-16T02:30:00.000Z", true]);
  expect(due("2026-03-10T02:30:00.000Z", 2)).toEqual(["2026-03-12T02:30:00.000Z", true]);
});

test("zero working days return the start time", () => {
  expect(due("2026-03-14T02:30:00.000Z", 0)).toEqual(["2026-03-14T02:30:00.000Z", true]);
});

test("Spring Festival is skipped, and a Saturday that replaces a working day counts", () => {
  // Friday, 13 February 2026: Saturday the 14th is a working day, the 15th to the 23rd are free.
  expect(due("2026-02-13T09:00:00.000Z", 1)).toEqual(["2026-02-14T09:00:00.000Z", true]);
  expect(due("2026-02-13T09:00:00.000Z", 2)).toEqual(["2026-02-24T09:00:00.000Z", true]);
});

test("National Day is skipped", () => {
  expect(due("2026-09-30T01:00:00.000Z", 1)).toEqual(["2026-10-08T01:00:00.000Z", true]);
});

test("days are counted in Beijing time", () => {
  // 2026-03-12 20:00 UTC is Friday the 13th, 04:00 in Beijing: the next working day is Monday.
  expect(due("2026-03-12T20:00:00.000Z", 1)).toEqual(["2026-03-15T20:00:00.000Z", true]);
});

test("the first of January is skipped in a published calendar", () => {
  // Wednesday, 31 December 2025; 1 to 3 January 2026 are free, Sunday the 4th is a working day.
  expect(due("2025-12-31T03:00:00.000Z", 1)).toEqual(["2026-01-04T03:00:00.000Z", true]);
});

test("a year without a published calendar is counted by weekends and marked as uncertain", () => {
  expect(isPublished(2026)).toBe(true);
  expect(isPublished(2090)).toBe(false);
  // Monday, 2 January 2090.
  expect(due("2090-01-02T03:00:00.000Z", 5)).toEqual(["2090-01-09T03:00:00.000Z", false]);
});
