/** OpenTelemetry's SDK: what is traced goes to a collector by OTLP over HTTP, in batches, and whatever it does, nobody waits. */
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Log } from "../log.ts";
import { tellOutages } from "./tell-outages.ts";

export interface SendDeps {
  /** Of the collector, without the path of traces. */
  readonly collectorUrl: string;
  readonly service: "api" | "worker";
  readonly version: string;
  readonly log: Pick<Log, "info" | "warn">;
}

export interface Tracing {
  /** Sends what waits, for as long as that may take. */
  readonly stop: () => Promise<void>;
}

/** What is not sent by then is lost: memory and the end of a process stay bounded. */
const bounds = { maxQueueSize: 2048, maxExportBatchSize: 256, scheduledDelayMillis: 2000 } as const;
const sendWithinMs = 3000;
const stopWithinMs = 2000;
/** The whole queue at the end of a process. */
const concurrencyLimit = bounds.maxQueueSize / bounds.maxExportBatchSize + 1;

export function sendTraces({ collectorUrl, service, version, log }: SendDeps): Tracing {
  const url = `${collectorUrl.replace(/\/+$/, "")}/v1/traces`;
  const exporter = tellOutages(new OTLPTraceExporter({ url, concurrencyLimit, timeoutMillis: sendWithinMs }), {
    collector: new URL(url).host,
    withinMs: sendWithinMs,
    log,
  });
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        "service.name": `gradphoto-${service}`,
        "service.version": version,
        "host.name": hostname(),
        "process.pid": process.pid,
      }),
    ),
    spanLimits: { attributeValueLengthLimit: 1024 },
    spanProcessors: [new BatchSpanProcessor({ exporter, ...bounds, exportTimeoutMillis: 2 * sendWithinMs })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(provider);
  return {
    stop: async () => {
      trace.disable();
      context.disable();
      const sent = new AbortController();
      const all = provider
        .shutdown()
        .catch(() => {})
        .finally(() => sent.abort());
      await Promise.race([all, pause(stopWithinMs, null, { signal: sent.signal }).catch(() => {})]);
    },
  };
}
