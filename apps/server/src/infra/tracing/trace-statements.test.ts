import { expect, test } from "vitest";
import { openTestDatabase } from "../../testing/resources.ts";
import { collectTraces, spanNamed } from "../../testing/traces.ts";
import { openDatabase } from "../db/database.ts";
import { beginTrace } from "./spans.ts";
import { traceStatements } from "./trace-statements.ts";

const { url } = await openTestDatabase();

/** Opens a pool of one connection, so that queries must wait for it. */
async function withPool(
  work: (query: (sql: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const { pool, close } = openDatabase({ url, connections: 1 }, { warn: () => {} });
  traceStatements(pool);
  await work((sql) => pool.query(sql)).finally(close);
}

const inTrace = async (name: string, work: () => Promise<unknown>): Promise<void> => {
  const trace = beginTrace({ name, kind: "server", facts: {} });
  await trace.within(work).finally(trace.end);
};

test("each statement belongs to its caller's trace, even when it waited for a connection", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `t${index}`);
  const collector = await collectTraces(() =>
    withPool(async (query) => {
      await Promise.all(
        names.map((name) =>
          inTrace(name, () => query(`with ${name} as (select) select from ${name}`)),
        ),
      );
    }),
  );
  const spans = collector.spans();
  for (const name of names)
    expect(spanNamed(spans, `with ${name}`).parentSpanId, name).toBe(spanNamed(spans, name).spanId);
});

test("a statement outside a trace, or after its trace has ended, leaves no span", async () => {
  const collector = await collectTraces(() =>
    withPool(async (query) => {
      await query("select");
      let lateQuery: Promise<unknown> = Promise.resolve();
      let resume = (): void => {};
      const ended = new Promise<void>((resolve) => {
        resume = resolve;
      });
      await inTrace("t", async () => {
        await query("select 1");
        lateQuery = ended.then(() => query("select 2"));
      });
      resume();
      await lateQuery;
    }),
  );
  expect(collector.spans().map(({ name }) => name)).toEqual(["select", "t"]);
});

test("a failed statement is traced with PostgreSQL's error code, without its message, and still fails", async () => {
  const collector = await collectTraces(() =>
    withPool((query) =>
      inTrace("t", async () => {
        await expect(query("select '13800138000'::int4x")).rejects.toThrow("int4x");
        await expect(query("select '13800138000'::uuid")).rejects.toThrow("13800138000");
      }),
    ),
  );
  const [first, second] = collector.spans();
  expect([first?.attributes["error.type"], first?.status.code]).toEqual(["42704", 2]);
  expect(second?.attributes["error.type"]).toBe("22P02");
  expect(collector.bodies.join("")).not.toContain("13800138000");
});
