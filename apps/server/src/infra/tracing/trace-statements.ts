/** Spans for the statements of a pool, if there is an active span. Other statements are unaffected. */
import { AsyncResource } from "node:async_hooks";
import type { Pool, PoolClient } from "pg";
import { postgresCode } from "../db/database.ts";
import { beginInside, kindOf, type OpenSpan } from "./spans.ts";

/** Description of an SQL statement for traces: its text without values, its verb and its table. */
interface Statement {
  /** Name such as "select collections". */
  readonly name: string;
  readonly text: string;
}

/** Pattern of string literals, including dollar-quoted ones, and of numbers. Parameters are retained. */
const values = /\$([a-z_]*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|(?<![$\w.])\d+(?:\.\d+)?\b/gi;
/** Pattern of the verb. For a statement whose first CTE writes, it is the verb of that CTE. */
const verb = /^(?:with \w+ as \((?= ?(?:insert|update|delete)\b))?[\s(]*([a-z]+)/i;
const table = /\b(?:from|into|update|join) (?:only )?([a-z_][\w.]*)/i;

/** Pattern of long lists of columns and parameters, which add no information and may have hundreds of items. */
const columns = /\b(select|returning) [\w.,* ]{60,}?(?= from |$)/gi;
const members = /\([\w.,$ ]{60,}\)/g;

const longest = 1000;

function describe(sql: string): Statement {
  const text = sql
    .replace(values, "?")
    .replaceAll('"', "")
    .replace(/\s+/g, " ")
    .replace(columns, "$1 …")
    .replace(members, "(…)")
    .trim();
  const what = (verb.exec(text)?.[1] ?? "statement").toLowerCase();
  const where = table.exec(text)?.[1];
  return { name: where === undefined ? what : `${what} ${where}`, text: text.slice(0, longest) };
}

/** Size of the cache. Our own statements are few and repeat; those generated for one list are described each time. */
const maxEntries = 500;
const maxLength = 8000;
const stored = new Map<string, Statement>();

export function describeStatement(sql: string): Statement {
  const cached = stored.get(sql);
  if (cached) return cached;
  const described = describe(sql);
  if (stored.size < maxEntries && sql.length <= maxLength) stored.set(sql, described);
  return described;
}

/**
 * Traces the statements of a pool. The driver has no hooks, so two functions that all queries use are wrapped, only for
 * this pool.
 */
export function traceStatements(pool: Pool): void {
  // A waiting caller gets its connection in the async context of the caller that released it. Binding restores its own
  // trace.
  pool.connect = new Proxy(pool.connect, {
    apply: (connect, self, input) => Reflect.apply(connect, self, input.map(startTrace)),
  });
  pool.on("connect", traceClient);
}

const startTrace = (input: unknown): unknown =>
  isFunction(input) ? AsyncResource.bind(input) : input;

type AnyFunction = (...rest: unknown[]) => unknown;
const isFunction = (input: unknown): input is AnyFunction => typeof input === "function";

function traceClient(client: PoolClient): void {
  client.query = new Proxy(client.query, {
    apply: (query, self, input: unknown[]) => {
      const span = beginStatement(input[0]);
      if (!span) return Reflect.apply(query, self, input);
      const at = input.findIndex(isFunction);
      const reported = input[at];
      if (!isFunction(reported)) return untilSettled(span, Reflect.apply(query, self, input));
      const logFirst: AnyFunction = (error, ...more) => {
        endStatement(span, error);
        return reported(error, ...more);
      };
      return Reflect.apply(query, self, input.toSpliced(at, 1, logFirst));
    },
  });
}

/** Starts a span. Returns null if nothing is traced, and for query objects that write to the connection themselves. */
function beginStatement(input: unknown): OpenSpan | null {
  const sql =
    typeof input === "object" && input !== null && "text" in input && !("submit" in input)
      ? input.text
      : input;
  if (typeof sql !== "string") return null;
  const { name, text } = describeStatement(sql);
  return beginInside({
    name,
    kind: "client",
    facts: { "db.system.name": "postgresql", "db.query.text": text },
  });
}

function untilSettled(span: OpenSpan, answer: unknown): unknown {
  if (answer instanceof Promise)
    answer.then(
      () => endStatement(span, null),
      (error: unknown) => endStatement(span, error),
    );
  return answer;
}

function endStatement(span: OpenSpan, error: unknown): void {
  if (error) span.fail(postgresCode(error) ?? kindOf(error));
  span.end();
}
