import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { childEnvironment } from "../../testing/child-processes.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { startCollector } from "../../testing/traces.ts";
import { bossOn } from "../jobs/enqueue.ts";

const { pool, url: database } = await openTestDatabase();
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts a program that reports at its end which OpenTelemetry files it has loaded. */
async function start(program: "api" | "worker", settings: Record<string, string>) {
  const env = { ...childEnvironment, PORT: "0", DATABASE_URL: database, ...settings };
  const child = spawn(
    process.execPath,
    ["--import", file("../../testing/tell-loaded.ts"), file(`../../programs/${program}.ts`)],
    {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const log = text(child.stderr);
  const lines: string[] = [];
  const message = createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const all = once(message, "close");
  await Promise.race([once(message, "line"), ended]);
  const stop = async (): Promise<readonly string[]> => {
    child.kill("SIGTERM");
    expect((await ended)[0], await log).toBe(0);
    await all;
    return z.array(z.string()).parse(JSON.parse(lines.at(-1) ?? "null"));
  };
  return { url: String(lines[0]), pid: child.pid, stop, log };
}

test("both programs send traces under their own names and flush them when they end", async () => {
  const collector = await startCollector();
  onTestFinished(collector.stop);
  const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const [api, worker] = await Promise.all([start("api", settings), start("worker", settings)]);
  await bossOn(pool).send("delete-old-exports", {});
  await expect
    .poll(() => collector.spans().map(({ name }) => name))
    .toContain("delete-old-exports");
  await worker.stop();
  expect((await fetch(`${api.url}/v1/account`)).status).toBe(401);
  const loaded = await api.stop();
  expect(loaded.filter((one) => one.includes("@opentelemetry/sdk-trace/")).length).toBeGreaterThan(
    10,
  );
  expect(collector.spans().map(({ name }) => name)).toContain("GET /v1/account");
  for (const [name, { pid }] of Object.entries({ api, worker }))
    expect(collector.resources()).toContainEqual(
      expect.objectContaining({ "service.name": `gradphoto-${name}`, "process.pid": pid }),
    );
  expect(await api.log).toMatch(/"traceId":"[0-9a-f]{32}".*"route":"\/v1\/account"/);
});

test("the tracing SDK is not loaded without a collector", async () => {
  const api = await start("api", {});
  const loaded = await api.stop();
  expect(loaded.filter((one) => !one.includes("@opentelemetry/api/"))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(10);
  expect(await api.log).not.toContain("traceId");
});
