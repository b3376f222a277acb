/** A span for each statement of a pool's connections that something traced asks for; others are left as they are. */
import { AsyncResource } from "node:async_hooks";
import type { Pool, PoolClient } from "pg";
import { postgresCode } from "../db/database.ts";
import { beginInside, kindOf, type OpenSpan } from "./spans.ts";
import { describeStatement } from "./statements.ts";

/** The driver has no hook of its own: the two functions through which everything goes are covered, of this pool alone. */
export function traceStatements(pool: Pool): void {
  // Who waited for a connection is told of it by whoever gave it back, and would count as part of that one's trace.
  pool.connect = new Proxy(pool.connect, {
    apply: (connect, self, given) => Reflect.apply(connect, self, given.map(keepTrace)),
  });
  pool.on("connect", traceClient);
}

const keepTrace = (given: unknown): unknown => (isFunction(given) ? AsyncResource.bind(given) : given);

type AnyFunction = (...given: unknown[]) => unknown;
const isFunction = (given: unknown): given is AnyFunction => typeof given === "function";

function traceClient(client: PoolClient): void {
  client.query = new Proxy(client.query, {
    apply: (query, self, given: unknown[]) => {
      const span = beginStatement(given[0]);
      if (!span) return Reflect.apply(query, self, given);
      const at = given.findIndex(isFunction);
      const told = given[at];
      if (!isFunction(told)) return untilSettled(span, Reflect.apply(query, self, given));
      const tellFirst: AnyFunction = (error, ...more) => {
        endStatement(span, error);
        return told(error, ...more);
      };
      return Reflect.apply(query, self, given.toSpliced(at, 1, tellFirst));
    },
  });
}

/** null where nothing is traced, and for what writes itself to the line. */
function beginStatement(given: unknown): OpenSpan | null {
  const sql =
    typeof given === "object" && given !== null && "text" in given && !("submit" in given) ? given.text : given;
  if (typeof sql !== "string") return null;
  const { name, text } = describeStatement(sql);
  return beginInside({ name, kind: "client", facts: { "db.system.name": "postgresql", "db.query.text": text } });
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
