import { runFolder } from "@gradphoto/local-postgres/testing";
import { expect, onTestFinished, test } from "vitest";
import { runStorm } from "./testing/storm/run-storm.ts";
import { describeSequence, sequenceOf } from "./testing/storm/sequences.ts";

/** Number of sequences. CI runs more, and a weekly job runs hundreds. */
const sequences = process.env.CI ? 50 : 20;

test("after random payments, faults and crashes our books match those of WeChat Pay", async () => {
  const violations: string[] = [];
  let ran = 0;
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  await runStorm({
    folder: runFolder(),
    seed: 20_270_301,
    from: 0,
    to: sequences,
    signal: stopping.signal,
    onViolation: (text) => violations.push(text),
    onProgress: (done) => {
      ran = done;
    },
  });
  expect(violations).toEqual([]);
  expect(ran).toBe(sequences);
});

test("the same seed produces the same sequences, and different seeds produce different ones", () => {
  const describeAll = (seed: number): readonly string[] =>
    Array.from({ length: 20 }, (_, index) => describeSequence(sequenceOf(seed, index)));
  expect(describeAll(7)).toEqual(describeAll(7));
  expect(describeAll(7)).not.toEqual(describeAll(8));
});
