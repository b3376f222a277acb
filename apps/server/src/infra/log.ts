/** The log: JSON lines with request ids; bodies, tokens and messages of foreign errors never get in. */
import pino, { type DestinationStream, type Logger } from "pino";
import { postgresCode } from "./db/database.ts";
import { currentTraceId } from "./tracing/spans.ts";

export type Log = Logger;

/** A second lock behind not logging them at all. */
const redact = ["authorization", "cookie", "token", "phone", "code", "body", "headers"].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

export interface LogOptions {
  /** Where it is written; standard error where nothing else is named. */
  readonly stream?: DestinationStream;
  readonly level?: string;
  /** Stands in every line: which of many processes says so. */
  readonly of?: { readonly process: string; readonly host: string; readonly pid: number; readonly version: string };
}

/** Nobody waits until a line is written: those of a twentieth of a second go together, and the last ones when the process ends. */
const standardError = (): DestinationStream =>
  pino.destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 50 });

export const createLog = ({ stream = standardError(), level = "info", of }: LogOptions = {}): Log =>
  pino({ redact, level, base: of ?? null, mixin: traceFields, timestamp: pino.stdTimeFunctions.isoTime }, stream);

/** Where a collector has the rest of what was done. */
function traceFields(): object {
  const traceId = currentTraceId();
  return traceId === null ? {} : { traceId };
}

/** For lines whose every field is named by ourselves, of which there are thousands a second. */
export const ofKnownFields = (log: Log): Log => log.child({}, { redact: [] });

/**
 * What may be logged of a surprise: its kind, its place and PostgreSQL's code. Not the message: those of drivers and
 * parsers quote what was sent.
 */
export function faultFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { fault: typeof error };
  // The stack begins with the message, of which a line may look like a place.
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
