/** Collects the traces of a test's work in a local collector. */
import { onTestFinished } from "vitest";
import { createLog, type Log } from "../infra/log.ts";
import { startTracing } from "../infra/tracing/start-tracing.ts";
import { type CollectedSpan, type Collector, startCollector } from "./start-collector.ts";

const nothing: Log = createLog({ stream: { write: () => {} } });

/** Call it inside a test. When it resolves, the collector has received all spans. */
export async function collectTraces(work: (collector: Collector) => Promise<void>): Promise<Collector> {
  const collector = await startCollector();
  onTestFinished(collector.stop);
  const collectorUrl = `${collector.url}/`;
  const tracing = await startTracing({ collectorUrl, service: "api", version: "1.2.3", log: nothing });
  await work(collector).finally(tracing.stop);
  return collector;
}

export function spanNamed(spans: readonly CollectedSpan[], name: string): CollectedSpan {
  const match = spans.find((span) => span.name === name);
  if (!match) throw new Error(`No ${name} among ${spans.map((span) => span.name).join(", ")}`);
  return match;
}
