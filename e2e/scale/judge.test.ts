import { expect, test } from "vitest";
import type { OutsideBooks } from "../crash/outside-books.ts";
import { judge, paceOutside, type StudentEnd } from "./judge.ts";

const complete: StudentEnd = {
  studentNumber: "2023000001",
  feeFen: 2500,
  attemptId: "first",
  state: "in_review",
  attempts: [{ attemptId: "first", state: "made", submitted: true }],
  orders: [{ outTradeNo: "GP01", state: "paid" }],
  opened: { original: true, result: true },
};

const booksOf = (paidFen: readonly number[]): OutsideBooks => ({
  pay: {
    orders: paidFen.map((totalFen, index) => ({
      outTradeNo: `GP0${index + 1}`,
      totalFen,
      paidAtMs: 1,
    })),
    refunds: [],
  },
  registry: { batches: [] },
});

test("reports nothing lost or doubled for a student with one payment and one photo in review", () => {
  expect(judge([complete], booksOf([2500]))).toEqual({ lost: [], doubled: [] });
});

test("reports each missing photo, picture and payment that was acknowledged as lost", () => {
  const ends: readonly StudentEnd[] = [
    { ...complete, attempts: [] },
    {
      ...complete,
      attempts: [{ attemptId: "first", state: "failed", submitted: false }],
      state: "paid",
    },
    { ...complete, opened: { original: false, result: false } },
    { ...complete, orders: [] },
  ];
  expect(judge(ends, booksOf([2500])).lost).toEqual([
    "2023000001: the acknowledged photo",
    "2023000001: the photo is failed",
    "2023000001: the collection is paid",
    "2023000001: the original does not open",
    "2023000001: the result does not open",
    "2023000001: money, 0 of 2500 fen",
  ]);
  expect(judge([complete], booksOf([])).lost).toEqual(["2023000001: money, 0 of 2500 fen"]);
});

test("reports a photo or payment that exists doubled as doubled", () => {
  const doubled: StudentEnd = {
    ...complete,
    attempts: [...complete.attempts, { attemptId: "second", state: "made", submitted: false }],
    orders: [...complete.orders, { outTradeNo: "GP02", state: "paid" }],
  };
  expect(judge([doubled], booksOf([2500, 2500]))).toEqual({
    lost: [],
    doubled: ["2023000001: 2 photos of one", "2023000001: money, 5000 instead of 2500 fen"],
  });
});

const minute = 60_000;
const walk = { fromMs: 0, untilMs: 4 * minute };

test("computes photos per minute over the whole time without faults", () => {
  expect(paceOutside([1, 2, 3, 4, 5, 6, 7, 8], walk, [])).toBe(2);
  expect(paceOutside([], { fromMs: 5, untilMs: 5 }, [])).toBe(0);
});

test("excludes the time of a fault and its photos from the pace, even if it outlasts the run", () => {
  const cut = { fromMs: minute, untilMs: 2 * minute };
  const upgrade = { fromMs: 3 * minute, untilMs: 9 * minute };
  const finished = [0.5, 1.5, 2.5, 2.6, 2.7, 3.5].map((at) => at * minute);
  expect(paceOutside(finished, walk, [cut, upgrade])).toBe(2);
  const within = { fromMs: 1.2 * minute, untilMs: 1.8 * minute };
  expect(paceOutside(finished, walk, [upgrade, within, cut])).toBe(2);
});
