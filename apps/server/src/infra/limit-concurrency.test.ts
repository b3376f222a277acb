import { expect, test } from "vitest";
import { limitConcurrency } from "../photos/upload-attempt.ts";

test("at most the given number of tasks run at once, the rest in order of arrival, even after a failure", async () => {
  const run = limitConcurrency(2);
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () =>
    new Promise<number>((resolve, reject) => {
      started.push(number);
      ends[number] = () => (number === 0 ? reject(new Error("no")) : resolve(number));
    });
  const results = [0, 1, 2, 3].map((number) => run(work(number)));
  const first = expect(results[0]).rejects.toThrow("no");
  await Promise.resolve();
  expect(started).toEqual([0, 1]);
  ends[0]?.();
  await first;
  await expect.poll(() => started).toEqual([0, 1, 2]);
  ends[1]?.();
  await results[1];
  ends[2]?.();
  expect(await results[2]).toBe(2);
  await expect.poll(() => started).toEqual([0, 1, 2, 3]);
  ends[3]?.();
  expect(await results[3]).toBe(3);
});
