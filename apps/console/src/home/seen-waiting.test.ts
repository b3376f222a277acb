import { expect, test } from "vitest";
import { allSeen, freshOf, readSeen, stillSeen } from "./seen-waiting.ts";

const row = (count: number, place: string | null = "/refunds?state=waiting") => ({
  kind: "refunds-waiting",
  place,
  count,
});

test("everything is new to whoever never opened the bell, and nothing to whoever just did", () => {
  expect(freshOf(row(3), {})).toBe(3);
  expect(freshOf(row(3), allSeen([row(3)]))).toBe(0);
  expect(freshOf(row(5), allSeen([row(3)]))).toBe(2);
});

test("what others act on is new to nobody", () => {
  expect(freshOf(row(3, null), {})).toBe(0);
});

test("what is settled and comes again is new", () => {
  const left = stillSeen([row(1)], allSeen([row(3)]));
  expect(freshOf(row(2), left)).toBe(1);
  expect(freshOf(row(1), left)).toBe(0);
});

test("a poll sees nothing by itself", () => {
  expect(freshOf(row(4), stillSeen([row(4)], allSeen([row(1)])))).toBe(3);
});

test("the same kind in two projects is two things, and one that is gone takes no place in the browser", () => {
  const [one, other] = [row(2, "/projects/1"), row(2, "/projects/2")];
  const seen = allSeen([one]);
  expect(freshOf(other, seen)).toBe(2);
  expect(Object.keys(stillSeen([other], seen))).toEqual(Object.keys(allSeen([other])));
});

test("what was seen in one post stays where a window is answered for another", () => {
  const seen = allSeen([row(3)]);
  const elsewhere = { kind: "cases-overdue", place: "/service-cases", count: 1 };
  expect(freshOf(row(3), stillSeen([elsewhere], seen))).toBe(0);
});

test.each([null, "", "[1", "null", "7", '{"refunds-waiting /refunds?state=waiting":"3"}'])(
  "what was kept as %j counts as nothing seen",
  (stored) => {
    expect(freshOf(row(3), readSeen(stored))).toBe(3);
  },
);
