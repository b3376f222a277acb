import { expect, test } from "vitest";
import { paceOutside } from "./pace.ts";

const minute = 60_000;
const complete = { fromMs: 0, untilMs: 4 * minute };

test("photos a minute are those of the whole time where nothing happened", () => {
  expect(paceOutside([1, 2, 3, 4, 5, 6, 7, 8], complete, [])).toBe(2);
  expect(paceOutside([], { fromMs: 5, untilMs: 5 }, [])).toBe(0);
});

test("the time of a trouble and what came through in it are left out, also where it outlasts the walk", () => {
  const cut = { fromMs: minute, untilMs: 2 * minute };
  const upgrade = { fromMs: 3 * minute, untilMs: 9 * minute };
  const finished = [0.5, 1.5, 2.5, 2.6, 2.7, 3.5].map((at) => at * minute);
  expect(paceOutside(finished, complete, [cut, upgrade])).toBe(2);
  const within = { fromMs: 1.2 * minute, untilMs: 1.8 * minute };
  expect(paceOutside(finished, complete, [upgrade, within, cut])).toBe(2);
});
