import { sql } from "drizzle-orm";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { openTestDatabase } from "../../testing/resources.ts";
import { inTransaction, postgresCode } from "./database.ts";
import { schools } from "./schema/index.ts";

const { db, pool, owner } = await openTestDatabase();
const school = {
  code: "10559",
  name: "暨南大学",
  pinyin: "jinan daxue",
  pinyinInitials: "jndx",
  hotline: "",
  serviceHours: "",
};

describe("database transactions", () => {
  test("a transaction whose function throws is rolled back", async () => {
    const work = inTransaction(db, async (tx) => {
      await tx.insert(schools).values(school);
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await db.select().from(schools)).toEqual([]);
  });

  test("a transaction commits its rows and returns its function's result", async () => {
    expect(await inTransaction(db, (tx) => tx.insert(schools).values(school).returning())).toEqual([
      { ...school, aliases: [], province: null },
    ]);
    expect(await db.select().from(schools)).toHaveLength(1);
  });

  test("a transaction whose connection is cut between two queries is rejected, and the process keeps running", async () => {
    const work = inTransaction(db, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      const [cut] = (
        await pool.query('select pg_terminate_backend($1, 5000) as "isClosed"', [rows[0]?.pid])
      ).rows;
      expect(cut).toEqual({ isClosed: true });
      await tx.insert(schools).values({ ...school, code: "10558" });
    });
    await expect(work).rejects.toThrow();
    expect((await pool.query("select from schools where code = '10558'")).rowCount).toBe(0);
  });

  test("a connection that is cut before its first query returns to the pool", async () => {
    const cut = (client: pg.PoolClient): void => void client.end();
    pool.on("acquire", cut);
    for (let time = 0; time < pool.options.max; time++)
      await expect(inTransaction(db, async () => "begun")).rejects.toThrow();
    pool.off("acquire", cut);
    expect(await inTransaction(db, async () => "begun")).toBe("begun");
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  test("a transaction is retried after a deadlock, so that both writers finish", async () => {
    await owner.query("create table counters (id integer primary key, hits integer not null)");
    await pool.query("insert into counters values (1, 0), (2, 0)");
    let arrived = 0;
    let open = (): void => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      open = resolve;
    });
    const hitBoth = (first: number, second: number): Promise<void> =>
      inTransaction(db, async (tx) => {
        await tx.execute(sql`update counters set hits = hits + 1 where id = ${first}`);
        arrived += 1;
        if (arrived === 2) open();
        await bothHoldOne;
        await tx.execute(sql`update counters set hits = hits + 1 where id = ${second}`);
      });
    await Promise.all([hitBoth(1, 2), hitBoth(2, 1)]);
    expect((await pool.query("select hits from counters order by id")).rows).toEqual([
      { hits: 2 },
      { hits: 2 },
    ]);
    // One transaction was the deadlock victim, or both if each detected the deadlock at the same moment.
    expect(arrived).toBeGreaterThanOrEqual(3);
  });
});

test("a constraint violation is identified by PostgreSQL's error code", async () => {
  await db.insert(schools).values({ ...school, code: "10561" });
  const repeated = await db
    .insert(schools)
    .values({ ...school, code: "10561" })
    .catch(postgresCode);
  expect(repeated).toBe("23505");
  expect(postgresCode(new Error("something else"))).toBeNull();
});
