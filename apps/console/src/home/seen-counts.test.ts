import { expect, test } from "vitest";
import {
  linkOf,
  lowerSeenCounts,
  markAllSeen,
  newCountOf,
  parseSeenCounts,
} from "./seen-counts.ts";

const row = (count: number, place: string | null = "/refunds?state=waiting") => ({
  kind: "refunds-waiting",
  place,
  count,
});

test("counts everything as new before the bell is first opened, and nothing right after", () => {
  expect(newCountOf(row(3), {})).toBe(3);
  expect(newCountOf(row(3), markAllSeen([row(3)]))).toBe(0);
  expect(newCountOf(row(5), markAllSeen([row(3)]))).toBe(2);
});

test("counts students who have not begun as one thing to do per project, until it is seen", () => {
  const closing = (count: number, project = 1) => ({
    kind: "closing-soon",
    place: `/projects/${project}?tab=missing`,
    count,
  });
  expect(newCountOf(closing(98), {})).toBe(1);
  const seen = markAllSeen([closing(98)]);
  expect(newCountOf(closing(105), lowerSeenCounts([closing(105)], seen))).toBe(0);
  expect(newCountOf(closing(98, 2), seen)).toBe(1);
  expect(newCountOf(closing(3), lowerSeenCounts([closing(0)], seen))).toBe(1);
});

test("does not count as new what other roles act on", () => {
  expect(newCountOf(row(3, null), {})).toBe(0);
});

test("counts an item as new again after it was settled and reappeared", () => {
  const seen = lowerSeenCounts([row(1)], markAllSeen([row(3)]));
  expect(newCountOf(row(2), seen)).toBe(1);
  expect(newCountOf(row(1), seen)).toBe(0);
});

test("polling does not mark an item as seen", () => {
  expect(newCountOf(row(4), lowerSeenCounts([row(4)], markAllSeen([row(1)])))).toBe(3);
});

test("counts the same kind in two projects separately, and deletes stored counts of resolved items", () => {
  const [first, second] = [row(2, "/projects/1"), row(2, "/projects/2")];
  const seen = markAllSeen([first]);
  expect(newCountOf(second, seen)).toBe(2);
  expect(Object.keys(lowerSeenCounts([second], seen))).toEqual(Object.keys(markAllSeen([second])));
});

test("retains the seen counts of one role while an answer for another role is displayed", () => {
  const seen = markAllSeen([row(3)]);
  const otherRoleRow = { kind: "cases-overdue", place: "/service-cases", count: 1 };
  expect(newCountOf(row(3), lowerSeenCounts([otherRoleRow], seen))).toBe(0);
});

test.each([null, "", "[1", "null", "7", '{"refunds-waiting /refunds?state=waiting":"3"}'])(
  "treats the stored text %j as nothing seen",
  (stored) => {
    expect(newCountOf(row(3), parseSeenCounts(stored))).toBe(3);
  },
);

test.each([
  ["/review", "", "/review"],
  ["/review", "?project=1", "/review?project=1"],
  ["/review?otherwise=shown", "?project=1", "/review?project=1&otherwise=shown"],
  ["/review?otherwise=shown", "?otherwise=shown", "/review?otherwise=shown"],
])(
  "a link to %s on the desk with query %j stays within the current selection",
  (place, search, expected) => {
    expect(linkOf(place, { pathname: "/review", search })).toBe(expected);
  },
);

test("links from another page, and links to a list, add no query", () => {
  expect(linkOf("/review", { pathname: "/quality", search: "?project=1" })).toBe("/review");
  expect(
    linkOf("/service-cases", { pathname: "/service-cases", search: "?whose=handed-over" }),
  ).toBe("/service-cases");
});
