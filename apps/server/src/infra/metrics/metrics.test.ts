import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { createMetrics } from "./metrics.ts";
import { serveMetrics } from "./serve-metrics.ts";
import { watchFaces, watchWrites } from "./watch-service.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(metrics: ReturnType<typeof createMetrics>): Promise<string> {
  const { url, stop } = await serveMetrics(
    metrics,
    { host: "127.0.0.1", port: 0 },
    createLog({ stream: { write: () => {} } }),
  );
  stops.push(stop);
  return url;
}

describe("metrics", () => {
  test("requests are counted by route, method and status", async () => {
    const metrics = createMetrics();
    metrics.request({ method: "GET", route: "/v1/collections/:collectionId", code: 200 }, 0.02);
    const page = await (await fetch(await serve(metrics))).text();
    expect(page).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/collections/:collectionId",code="200"} 1',
    );
  });

  test("watched values are read at each scrape, and labels that no longer exist are dropped", async () => {
    const metrics = createMetrics();
    let jobs: Record<string, number> = { ready: 3, dead: 1 };
    metrics.watch("jobs", "Jobs by state", "state", async () => jobs);
    const url = await serve(metrics);
    expect(await (await fetch(url)).text()).toContain('jobs{state="dead"} 1');
    jobs = { ready: 2 };
    const page = await (await fetch(url)).text();
    expect(page).toContain('jobs{state="ready"} 2');
    expect(page).not.toContain('jobs{state="dead"}');
  });

  test("the number of stored faces is labelled by whether it is filed, and is absent until counted", async () => {
    const gauge = async (isFiled: boolean, persons: number | null): Promise<readonly string[]> => {
      const metrics = createMetrics();
      watchFaces(metrics, async () => (persons === null ? null : { persons, isFiled }));
      return (await metrics.text())
        .split("\n")
        .filter((line) => line.startsWith("stored_face_persons"));
    };
    expect(await gauge(false, 100_000)).toEqual(['stored_face_persons{filed="no"} 100000']);
    expect(await gauge(true, 100_000)).toEqual(['stored_face_persons{filed="yes"} 100000']);
    expect(await gauge(false, null)).toEqual([]);
  });

  test("an unreadable metric is left out and counted as a failure, and only the metrics page is served", async () => {
    const metrics = createMetrics();
    metrics.watch("jobs", "Jobs by state", "state", () =>
      Promise.reject(new Error("the database is gone")),
    );
    watchWrites(metrics, async () => "failing");
    const url = await serve(metrics);
    await fetch(url);
    const page = await (await fetch(url)).text();
    expect(page).not.toContain("jobs{");
    expect(page).toContain('database_writes_up{database="main"} 0');
    expect(page).toContain('metric_read_failures_total{metric="jobs"} 1');
    expect((await fetch(url.replace("/metrics", "/"))).status).toBe(404);
  });

  test("a metric that hangs is left out after six seconds, before Prometheus counts the process as down", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const metrics = createMetrics();
    metrics.watch("jobs", "Jobs by state", "state", () => new Promise(() => {}));
    const page = metrics.text();
    await vi.advanceTimersByTimeAsync(6000);
    expect(await page).toContain("process_cpu_seconds_total");
    expect(await page).not.toContain("jobs{");
  });
});
