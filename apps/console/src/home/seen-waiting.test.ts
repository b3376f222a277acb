import { expect, test } from "vitest";
import { lowerSeenCounts, markAllSeen, newCountOf, parseSeenCounts } from "./seen-waiting.ts";

const row = (count: number, place: string | null = "/refunds?state=waiting") => ({
  kind: "refunds-waiting",
  place,
  count,
});

test("everything is new to whoever never opened the bell, and nothing to whoever just did", () => {
  expect(newCountOf(row(3), {})).toBe(3);
  expect(newCountOf(row(3), markAllSeen([row(3)]))).toBe(0);
  expect(newCountOf(row(5), markAllSeen([row(3)]))).toBe(2);
});

test("what others act on is new to nobody", () => {
  expect(newCountOf(row(3, null), {})).toBe(0);
});

test("what is settled and comes again is new", () => {
  const left = lowerSeenCounts([row(1)], markAllSeen([row(3)]));
  expect(newCountOf(row(2), left)).toBe(1);
  expect(newCountOf(row(1), left)).toBe(0);
});

test("a poll sees nothing by itself", () => {
  expect(newCountOf(row(4), lowerSeenCounts([row(4)], markAllSeen([row(1)])))).toBe(3);
});

test("the same kind in two projects is two things, and one that is gone takes no place in the browser", () => {
  const [one, other] = [row(2, "/projects/1"), row(2, "/projects/2")];
  const seen = markAllSeen([one]);
  expect(newCountOf(other, seen)).toBe(2);
  expect(Object.keys(lowerSeenCounts([other], seen))).toEqual(Object.keys(markAllSeen([other])));
});

test("what was seen in one post stays where a window is answered for another", () => {
  const seen = markAllSeen([row(3)]);
  const elsewhere = { kind: "cases-overdue", place: "/service-cases", count: 1 };
  expect(newCountOf(row(3), lowerSeenCounts([elsewhere], seen))).toBe(0);
});

test.each([null, "", "[1", "null", "7", '{"refunds-waiting /refunds?state=waiting":"3"}'])(
  "what was kept as %j counts as nothing seen",
  (stored) => {
    expect(newCountOf(row(3), parseSeenCounts(stored))).toBe(3);
  },
);
