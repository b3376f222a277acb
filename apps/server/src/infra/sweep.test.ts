import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { eachByItself, runSweeps } from "./sweep.ts";

test("each sweep comes back by itself, never twice at a time; one that fails is logged and stops no other", async () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line) });
  const metrics = createMetrics();
  let good = 0;
  let bad = 0;
  let atOnce = 0;
  let most = 0;
  const stop = runSweeps(
    [
      {
        name: "good",
        everyMs: 1,
        run: async () => {
          most = Math.max(most, ++atOnce);
          await new Promise((resolve) => setImmediate(resolve));
          atOnce -= 1;
          return ++good;
        },
      },
      { name: "bad", everyMs: 1, run: () => Promise.reject(new Error(`secret ${++bad}`)) },
    ],
    { log, metrics },
  );
  await expect.poll(() => good > 3 && bad > 3, { interval: 1 }).toBe(true);
  await stop();
  const [goodThen, badThen] = [good, bad];
  await new Promise((resolve) => setImmediate(resolve));
  expect([most, good, bad]).toEqual([1, goodThen, badThen]);
  expect(lines.some((line) => line.includes('"sweep":"bad"'))).toBe(true);
  expect(await metrics.text()).toContain(`sweep_runs_total{sweep="bad",outcome="failed"} ${bad}`);
  expect(lines.join()).not.toContain("secret");
});

test("a sweep in the middle of its batches is told to stop, and waited for", async () => {
  const log = createLog({ write: () => {} });
  let batches = 0;
  const run = async (stopping?: AbortSignal) => {
    for (; !stopping?.aborted; batches++) await new Promise((resolve) => setImmediate(resolve));
    return batches;
  };
  const metrics = createMetrics();
  const stop = runSweeps([{ name: "long", everyMs: 1, run }], { log, metrics });
  await expect.poll(() => batches > 3, { interval: 1 }).toBe(true);
  await stop();
  expect(await metrics.text()).toContain(`sweep_rows_total{sweep="long"} ${batches}`);
});

test("a row that throws is told of without its words and holds up no other; a database that is away ends it all", async () => {
  const warned: object[] = [];
  const work = async (row: number): Promise<boolean> => {
    if (row === 2) throw new Error("secret");
    return row !== 3;
  };
  expect(await eachByItself([1, 2, 3, 4], work, (fields) => void warned.push(fields))).toBe(2);
  expect(warned).toMatchObject([{ fault: "Error" }]);
  expect(JSON.stringify(warned)).not.toContain("secret");
  const away = Object.assign(new Error("away"), { code: "ECONNREFUSED" });
  await expect(
    eachByItself(
      [1, 2],
      () => Promise.reject(away),
      () => {},
    ),
  ).rejects.toBe(away);
});
