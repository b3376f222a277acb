/** Measures one load of a page with a throttled CPU and network: paints, bytes, long tasks. */
import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";

export interface PageLoad {
  readonly fcpMs: number;
  readonly lcpMs: number;
  /** Time until the main button is visible. */
  readonly readyMs: number;
  /** Bytes received over the network until the page is ready. */
  readonly bytes: number;
  readonly requests: number;
  /** Bytes of other pages, which are prefetched while the first one is idle. */
  readonly idleBytes: number;
  /** Main-thread tasks of at least 50 ms, with the CPU throttled. */
  readonly longTasks: number;
  readonly longTasksMs: number;
  readonly longestTaskMs: number;
}

const cpuSlowdown = 4;
export const slowLine = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const longMs = 50;
/** Extra wait after network idle. Everything received after the page is ready counts as prefetched. */
const quietMs = 1500;

const traced = z.object({
  name: z.string(),
  ph: z.string(),
  tid: z.number(),
  pid: z.number(),
  dur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).catch({}),
});
const paints = z.object({ fcpMs: z.number(), lcpMs: z.number() });

const observe = `new Promise((done) => new PerformanceObserver((list) => done({
  fcpMs: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  lcpMs: list.getEntries().at(-1).startTime,
})).observe({ type: "largest-contentful-paint", buffered: true }))`;

export async function measurePageLoad(page: Page, url: string): Promise<PageLoad> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", slowLine);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  const received: { readonly bytes: number; readonly atMs: number }[] = [];
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    received.push({ bytes: encodedDataLength, atMs: performance.now() });
  });
  const stopTrace = await startTrace(devtools);
  const startedMs = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("#enter:visible").waitFor();
  const readyAtMs = performance.now();
  const visible = paints.parse(await page.evaluate(observe));
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(quietMs);
  const tasksMs = await stopTrace();
  await devtools.detach();
  const upTo = received.filter(({ atMs }) => atMs <= readyAtMs);
  const sum = (list: readonly number[]): number =>
    Math.round(list.reduce((total, one) => total + one, 0));
  const allBytes = sum(received.map(({ bytes }) => bytes));
  const bytes = sum(upTo.map((one) => one.bytes));
  return {
    fcpMs: Math.round(visible.fcpMs),
    lcpMs: Math.round(visible.lcpMs),
    readyMs: Math.round(readyAtMs - startedMs),
    bytes,
    requests: upTo.length,
    idleBytes: allBytes - bytes,
    longTasks: tasksMs.length,
    longTasksMs: sum(tasksMs),
    longestTaskMs: Math.round(Math.max(0, ...tasksMs)),
  };
}

/** Starts tracing. The returned function stops it and returns the durations of the main thread's long tasks, in ms. */
async function startTrace(devtools: CDPSession): Promise<() => Promise<readonly number[]>> {
  const events: unknown[] = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await devtools.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      includedCategories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"],
    },
  });
  return async () => {
    const complete = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
    await devtools.send("Tracing.end");
    await complete;
    const read = events.flatMap((event) => traced.safeParse(event).data ?? []);
    const main = new Set(
      read
        .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
        .map(({ pid, tid }) => `${pid}-${tid}`),
    );
    return read
      .filter(
        ({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && main.has(`${pid}-${tid}`),
      )
      .map(({ dur = 0 }) => dur / 1000)
      .filter((ms) => ms >= longMs);
  };
}
