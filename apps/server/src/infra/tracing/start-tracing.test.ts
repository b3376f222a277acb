import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { startCollector } from "../../testing/traces.ts";
import { createLog } from "../log.ts";
import { beginTrace } from "./spans.ts";
import { startTracing } from "./start-tracing.ts";

const line = z.object({ level: z.number(), msg: z.string(), lost: z.number().optional() });

async function start(collectorUrl: string) {
  const lines: string[] = [];
  const log = createLog({ stream: { write: (text) => void lines.push(text) } });
  const { stop } = await startTracing({ collectorUrl, service: "worker", version: "1", log });
  onTestFinished(stop);
  const reported = () => lines.map((text) => line.parse(JSON.parse(text)));
  return { stop, reported, words: () => lines.join("") };
}

const trace = (count: number): void => {
  for (let one = 0; one < count; one++) beginTrace({ name: "t", kind: "server", facts: {} }).end();
};

/** Returns an address without a listener. */
async function freeUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const answers: readonly (readonly [string, Parameters<typeof startCollector>[0] | null])[] = [
  ["is away", null],
  ["never answers", () => {}],
  ["refuses, with what it was sent", (response) => void response.writeHead(400).end("secret")],
  ["answers without end", (response) => void drip(response.writeHead(200))],
  ["answers five megabytes", (response) => void response.end(Buffer.alloc(5_000_000))],
];

function drip(response: {
  write(text: string): unknown;
  on(event: "close", received: () => void): unknown;
}): void {
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
}

test.each(answers)(
  "a collector that %s is logged once and delays neither work nor shutdown",
  async (_, answer) => {
    const collector = answer && (await startCollector(answer));
    if (collector) onTestFinished(collector.stop);
    const { stop, reported, words } = await start(collector ? collector.url : await freeUrl());
    trace(20_000);
    await expect.poll(reported).toHaveLength(1);
    trace(20_000);
    const previous = performance.now();
    await stop();
    expect(performance.now() - previous).toBeLessThan(4000);
    expect(reported()).toEqual([
      { level: 40, msg: "the collector takes no traces; they are lost until it does" },
    ]);
    expect(words()).not.toContain("secret");
    if (collector)
      expect(collector.spans().length, "of 40,000: the rest waits nowhere").toBeLessThan(6000);
  },
);

test("a nonsense response counts as received, and a recovered collector is logged with the number of lost spans", async () => {
  let isAway = true;
  const collector = await startCollector(
    (response) => void response.writeHead(isAway ? 500 : 200).end("<nonsense>"),
  );
  onTestFinished(collector.stop);
  const { stop, reported } = await start(collector.url);
  trace(3);
  await expect.poll(reported).toHaveLength(1);
  isAway = false;
  trace(4);
  await expect.poll(reported).toHaveLength(2);
  expect(reported()[1]).toEqual({ level: 30, msg: "the collector takes traces again", lost: 3 });
  trace(5);
  await stop();
  expect(reported()).toHaveLength(2);
  expect(collector.spans()).toHaveLength(12);
});

test("nothing is traced without a collector", async () => {
  const { stop } = await startTracing({
    collectorUrl: null,
    service: "api",
    version: "1",
    log: createLog(),
  });
  expect(beginTrace({ name: "t", kind: "server", facts: {} }).traceId).toBeNull();
  await stop();
});
