/** Spans of a trace, told by OpenTelemetry's API alone: without the SDK behind it there are none, and nothing is done. */
import { context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

/** Words of our own and numbers; never what people sent or are called. */
export type SpanFacts = Readonly<Record<string, string | number>>;

const kinds = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, client: SpanKind.CLIENT } as const;

export interface SpanStart {
  readonly name: string;
  /** Whether it answers a request, does a job, or asks another system. */
  readonly kind: keyof typeof kinds;
  readonly facts: SpanFacts;
}

export interface OpenSpan {
  readonly traceId: string | null;
  /** What `work` begins belongs to it, whatever it waits for. */
  readonly within: <T>(work: () => T) => T;
  readonly tell: (facts: SpanFacts) => void;
  /** `fault`: its kind. Its words may quote what was in a row. */
  readonly fail: (fault: string) => void;
  readonly end: () => void;
}

const noSpan: OpenSpan = {
  traceId: null,
  within: (work) => work(),
  tell: () => {},
  fail: () => {},
  end: () => {},
};

/** Asked for each time: who begins to trace later, as a test does, is found too. */
const tracer = () => trace.getTracer("gradphoto");

function open(span: Span, around = context.active()): OpenSpan {
  if (!span.isRecording()) return noSpan;
  const inside = trace.setSpan(around, span);
  return {
    traceId: span.spanContext().traceId,
    within: (work) => context.with(inside, work),
    tell: (facts) => void span.setAttributes(facts),
    fail: (fault) => void span.setAttribute("error.type", fault).setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
  };
}

/** A trace of its own, or the end of the one that `traceparent` names; `tell` and `end` are the caller's. */
export function beginTrace({ name, kind, facts }: SpanStart, traceparent: string | null = null): OpenSpan {
  const around = continued(traceparent);
  return open(tracer().startSpan(name, { kind: kinds[kind], attributes: facts }, around), around);
}

/** null where nothing around is traced. */
export function beginInside({ name, kind, facts }: SpanStart): OpenSpan | null {
  if (!trace.getActiveSpan()?.isRecording()) return null;
  return open(tracer().startSpan(name, { kind: kinds[kind], attributes: facts }));
}

/** A part of what is traced around it; elsewhere `work` alone. What it throws is told by its kind. */
export async function inSpan<T>(start: SpanStart, work: (span: OpenSpan) => Promise<T>): Promise<T> {
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

export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Of the span around; null where nothing is traced. */
export const currentTraceId = (): string | null => recorded()?.traceId ?? null;

/** The W3C's name of the span around, for work that is done later; null where nothing is traced. */
export function currentTraceparent(): string | null {
  const around = recorded();
  return around && `00-${around.traceId}-${around.spanId}-01`;
}

function recorded() {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span.spanContext() : null;
}

/** Only as we write it ourselves. */
const traceparentPattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/;

function continued(traceparent: string | null) {
  const [, traceId, spanId] = traceparentPattern.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
}
