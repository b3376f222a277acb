/**
 * OpenTelemetry's SDK: exports traces to a collector by OTLP over HTTP, in batches, without ever blocking the service.
 */
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Log } from "../log.ts";
import { kindOf } from "./spans.ts";

interface ReleaseDeps {
  /** Host and port only, because the address may contain a secret. */
  readonly collector: string;
  readonly withinMs: number;
  readonly log: Pick<Log, "info" | "warn">;
}

/** Logs once when a collector fails, and once when it recovers; each attempt has a time limit. */
function logOutages(
  exporter: SpanExporter,
  { collector, withinMs, log }: ReleaseDeps,
): SpanExporter {
  let lost = 0;
  /** Omits the error message: a collector's answer may contain what it was sent. */
  const report = ({ code, error }: ExportResult, spans: number): void => {
    const isLost = code !== ExportResultCode.SUCCESS;
    if (isLost && lost === 0) {
      const faultCode = error && "code" in error ? error.code : undefined;
      log.warn(
        { collector, fault: kindOf(error), faultCode },
        "the collector takes no traces; they are lost until it does",
      );
    }
    if (!isLost && lost > 0) log.info({ collector, lost }, "the collector takes traces again");
    lost = isLost ? lost + spans : 0;
  };
  return {
    export: (spans, done) => {
      let ended = false;
      const end = (result: ExportResult): void => {
        if (ended) return;
        ended = true;
        clearTimeout(limit);
        report(result, spans.length);
        done(result);
      };
      const late = (): void =>
        end({ code: ExportResultCode.FAILED, error: new Error("No answer in time") });
      const limit = setTimeout(late, withinMs + 100);
      exporter.export(spans, end);
    },
    shutdown: () => exporter.shutdown(),
  };
}

export interface SendDeps {
  /** Base URL of the collector, without the path of traces. */
  readonly collectorUrl: string;
  readonly service: "api" | "worker";
  readonly version: string;
  readonly log: Pick<Log, "info" | "warn">;
}

export interface Tracing {
  /** Sends the remaining spans within a time limit. */
  readonly stop: () => Promise<void>;
}

/** Bounds of memory and shutdown time. Spans not sent within them are dropped. */
const bounds = { maxQueueSize: 2048, maxExportBatchSize: 256, scheduledDelayMillis: 2000 } as const;
const sendWithinMs = 3000;
const stopWithinMs = 2000;
/** Number of parallel exports, enough for the complete queue at the end of a process. */
const concurrencyLimit = bounds.maxQueueSize / bounds.maxExportBatchSize + 1;

export function sendTraces({ collectorUrl, service, version, log }: SendDeps): Tracing {
  const url = `${collectorUrl.replace(/\/+$/, "")}/v1/traces`;
  const exporter = logOutages(
    new OTLPTraceExporter({ url, concurrencyLimit, timeoutMillis: sendWithinMs }),
    {
      collector: new URL(url).host,
      withinMs: sendWithinMs,
      log,
    },
  );
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
    spanProcessors: [
      new BatchSpanProcessor({ exporter, ...bounds, exportTimeoutMillis: 2 * sendWithinMs }),
    ],
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
