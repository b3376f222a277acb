/** The log: JSON lines with request ids. It never contains bodies, tokens or messages of foreign errors. */
import pino, { type DestinationStream, type Logger } from "pino";
import { postgresCode } from "./db/database.ts";
import { currentTraceId } from "./tracing/spans.ts";

export type Log = Logger;

/** Second line of defence. These fields are not logged in the first place. */
const redact = ["authorization", "cookie", "token", "phone", "code", "body", "headers"].flatMap(
  (name) => [name, `*.${name}`, `*.*.${name}`],
);

export interface LogOptions {
  /** Destination; standard error by default. */
  readonly stream?: DestinationStream;
  readonly level?: string;
  /** Fields of every line that identify the process. */
  readonly of?: {
    readonly process: string;
    readonly host: string;
    readonly pid: number;
    readonly version: string;
  };
}

/**
 * Opens standard error for asynchronous writing: lines are buffered for up to 50 ms and flushed when the process ends.
 */
const standardError = (): DestinationStream =>
  pino.destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 50 });

export const createLog = ({ stream = standardError(), level = "info", of }: LogOptions = {}): Log =>
  pino(
    {
      redact,
      level,
      base: of ?? null,
      mixin: traceFields,
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    stream,
  );

/** Returns the trace id, with which a collector finds the rest of the trace. */
function traceFields(): object {
  const traceId = currentTraceId();
  return traceId === null ? {} : { traceId };
}

/** Returns a logger without redaction, for frequent lines whose fields are all named by our own code. */
export const withoutRedaction = (log: Log): Log => log.child({}, { redact: [] });

/**
 * Returns the loggable fields of an unexpected error: its kind, location and PostgreSQL code. Excludes the message,
 * because drivers and parsers quote input in it.
 */
export function faultFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { fault: typeof error };
  // The stack begins with the message, which may contain a line that looks like a location.
  const places = (error.stack ?? "").replace(error.message, "");
  const at = places.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    fault: error.name,
    ...("code" in error && { faultCode: error.code }),
    sqlState: postgresCode(error),
    at: at.slice(0, 12).map((line) => line.trim()),
    ...(error.cause instanceof Error && { cause: error.cause.name }),
  };
}
