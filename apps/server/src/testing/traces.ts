/** Trace collector on loopback: records the requests and sends the configured answers. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { createLog, type Log } from "../infra/log.ts";
import { startTracing } from "../infra/tracing/start-tracing.ts";

const attributes = z
  .array(
    z.object({
      key: z.string(),
      value: z.object({ stringValue: z.string(), intValue: z.coerce.number() }).partial(),
    }),
  )
  .transform((all) =>
    Object.fromEntries(
      all.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? null]),
    ),
  );

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes,
  status: z.object({ code: z.number(), message: z.string().optional() }),
});

const request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

export type CollectedSpan = z.output<typeof span>;

export type Collector = Awaited<ReturnType<typeof startCollector>>;

type Answer = (response: ServerResponse) => void;
const take: Answer = (response) =>
  void response.writeHead(200, { "content-type": "application/json" }).end("{}");

/**
 * Starts a collector, which the caller must stop. `answer` responds to each request after its body has been received.
 */
export async function startCollector(answer: Answer = take) {
  const bodies: string[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await text(incoming).catch(() => null);
    if (body === null) return;
    if (incoming.method === "POST" && incoming.url === "/v1/traces") bodies.push(body);
    answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const parsed = () => bodies.flatMap((body) => request.parse(JSON.parse(body)).resourceSpans);
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    /** Received request bodies, in order of arrival. */
    bodies,
    resources: () => parsed().map(({ resource }) => resource.attributes),
    spans: (): readonly CollectedSpan[] =>
      parsed().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const nothing: Log = createLog({ stream: { write: () => {} } });

/** Collects the traces of a test's work. Call it inside a test. When it resolves, the collector has received all spans. */
export async function collectTraces(
  work: (collector: Collector) => Promise<void>,
): Promise<Collector> {
  const collector = await startCollector();
  onTestFinished(collector.stop);
  const collectorUrl = `${collector.url}/`;
  const tracing = await startTracing({
    collectorUrl,
    service: "api",
    version: "1.2.3",
    log: nothing,
  });
  await work(collector).finally(tracing.stop);
  return collector;
}

export function spanNamed(spans: readonly CollectedSpan[], name: string): CollectedSpan {
  const match = spans.find((span) => span.name === name);
  if (!match) throw new Error(`No ${name} among ${spans.map((span) => span.name).join(", ")}`);
  return match;
}
