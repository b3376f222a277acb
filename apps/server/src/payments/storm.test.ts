import { runFolder } from "@gradphoto/local-postgres/testing";
import { expect, onTestFinished, test } from "vitest";
import { runStorm } from "./testing/storm/run-storm.ts";
import { describeSequence, sequenceOf } from "./testing/storm/sequences.ts";

/** Number of sequences. CI runs more, and a weekly job runs hundreds. */
const sequences = process.env.CI ? 50 : 20;

test("after a storm of payments, faults and deaths our books are WeChat Pay's own", async () => {
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

test("the same seed makes the same sequences, another one others", () => {
  const words = (seed: number): readonly string[] =>
    Array.from({ length: 20 }, (_, index) => describeSequence(sequenceOf(seed, index)));
  expect(words(7)).toEqual(words(7));
  expect(words(7)).not.toEqual(words(8));
});
