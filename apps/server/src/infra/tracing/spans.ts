/** Spans of a trace, using only OpenTelemetry's API. Without the SDK nothing is recorded. */
import {
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** Facts about a span in our own terms and numbers, never user input or names. */
export type SpanFacts = Readonly<Record<string, string | number>>;

const kinds = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;

export interface SpanStart {
  readonly name: string;
  /** Kind of the span: it answers a request, runs a job, or calls another system. */
  readonly kind: keyof typeof kinds;
  readonly facts: SpanFacts;
}

export interface OpenSpan {
  readonly traceId: string | null;
  /** Runs `work` so that its spans become children, also across await. */
  readonly within: <T>(work: () => T) => T;
  readonly annotate: (facts: SpanFacts) => void;
  /** Marks the span as failed. `fault` is the kind of the error, because its message may quote data of a row. */
  readonly fail: (fault: string) => void;
  readonly end: () => void;
}

const noSpan: OpenSpan = {
  traceId: null,
  within: (work) => work(),
  annotate: () => {},
  fail: () => {},
  end: () => {},
};

/** Returns the tracer. It is looked up at each use, so that tracing may be started later, as in a test. */
const tracer = () => trace.getTracer("gradphoto");

function open(span: Span, around = context.active()): OpenSpan {
  if (!span.isRecording()) return noSpan;
  const inside = trace.setSpan(around, span);
  return {
    traceId: span.spanContext().traceId,
    within: (work) => context.with(inside, work),
    annotate: (facts) => void span.setAttributes(facts),
    fail: (fault) =>
      void span.setAttribute("error.type", fault).setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
  };
}

/**
 * Starts a new trace, or continues the one in `traceparent`. The caller uses `within`, `annotate`, `fail` and `end`.
 */
export function beginTrace(
  { name, kind, facts }: SpanStart,
  traceparent: string | null = null,
): OpenSpan {
  const around = continued(traceparent);
  return open(tracer().startSpan(name, { kind: kinds[kind], attributes: facts }, around), around);
}

/** Starts a child span; returns null if no recorded span is active. */
export function beginInside({ name, kind, facts }: SpanStart): OpenSpan | null {
  if (!trace.getActiveSpan()?.isRecording()) return null;
  return open(tracer().startSpan(name, { kind: kinds[kind], attributes: facts }));
}

/**
 * Runs `work` in a child span of the active one, and records the kind of an error. Without an active span it only runs
 * `work`.
 */
export async function inSpan<T>(
  start: SpanStart,
  work: (span: OpenSpan) => Promise<T>,
): Promise<T> {
  const span = beginInside(start);
  if (!span) return work(noSpan);
  try {
    return await span.within(() => work(span));
  } catch (error) {
    span.fail(kindOf(error));
    throw error;
  } finally {
    span.end();
  }
}

export const kindOf = (error: unknown): string =>
  error instanceof Error ? error.name : typeof error;

/** Returns the trace id of the active span, or null if nothing is traced. */
export const currentTraceId = (): string | null => recorded()?.traceId ?? null;

/** Returns the W3C traceparent of the active span, for jobs that run later, or null if nothing is traced. */
export function currentTraceparent(): string | null {
  const around = recorded();
  return around && `00-${around.traceId}-${around.spanId}-01`;
}

function recorded() {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span.spanContext() : null;
}

/** Pattern of a traceparent, only in the form that this file writes. */
const traceparentPattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/;

function continued(traceparent: string | null) {
  const [, traceId, spanId] = traceparentPattern.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
}
