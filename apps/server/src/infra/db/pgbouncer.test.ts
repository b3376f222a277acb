import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { appendAuditOfEach } from "../../core/audit/audit-chain.ts";
import { checkDatabase } from "../../programs/check-database.ts";
import { checkAuditLog } from "../../testing/audit-log.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { hasPgbouncer, startPgbouncer } from "../../testing/start-pgbouncer.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { runJobs } from "../jobs/run-jobs.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { inTransaction, openDatabase, openListening } from "./database.ts";
import { createNotifications } from "./notifications.ts";
import { probeWrites } from "./write-state.ts";

const isHere = hasPgbouncer();
if (!isHere)
  process.stderr.write(
    "no pgbouncer on this machine: apt-get install pgbouncer to run its tests\n",
  );
const quietly = { warn: () => {} };
const { url, owner } = await openTestDatabase();

async function openThrough(isPooled: boolean) {
  const opened = openDatabase({ url: await startPgbouncer([url]), isPooled }, quietly);
  onTestFinished(opened.close);
  return opened;
}

test.skipIf(!isHere)(
  "an undeclared pooler, and a pooler without a statement timeout, are refused with an explanation",
  async () => {
    const unnamed = await openThrough(false);
    await expect(checkDatabase(unnamed.pool, { demo: false })).rejects.toThrow(
      /is a pooler.*GRADPHOTO_LISTEN_DATABASE_URL/,
    );
    const named = await openThrough(true);
    await checkDatabase(named.pool, { demo: false });
    expect(await probeWrites(named.pool)).toBe("ok");
    await owner.query("alter role gradphoto_service set statement_timeout = 0");
    onTestFinished(
      () => void owner.query("alter role gradphoto_service set statement_timeout = 30000"),
    );
    const unlimited = await openThrough(true);
    await expect(checkDatabase(unlimited.pool, { demo: true })).rejects.toThrow(
      /No query .* has a limit of time/,
    );
  },
);

test.skipIf(!isHere)(
  "behind PgBouncer in transaction mode, jobs start at once, the audit log is chained and long queries end",
  async () => {
    await owner.query("alter role gradphoto_service set statement_timeout = 30000");
    const { db, pool } = await openThrough(true);
    const notifications = createNotifications(openListening(url));
    const done: string[] = [];
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const run = async ({ orderId }: { readonly orderId: string }): Promise<undefined> =>
      void done.push(orderId);
    const works = { "settle-order": { run } };
    const stop = await runJobs({
      db,
      notifications,
      works,
      concurrency: 1,
      log,
      metrics: createMetrics(),
    });
    onTestFinished(stop);
    const clock = (): Date => new Date();
    const entry = {
      actor: "system",
      action: "signed-in",
      subject: "account:1",
      details: {},
    } as const;
    const orders = Array.from({ length: 20 }, () => crypto.randomUUID());
    await Promise.all(
      orders.map((orderId) =>
        inTransaction(db, async (tx) => {
          await appendAuditOfEach(tx, clock, entry, [entry.subject]);
          await enqueue(tx, "settle-order", { orderId });
        }),
      ),
    );
    await expect.poll(() => done.length).toBe(20);
    expect(done.sort()).toEqual([...orders].sort());
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 20 });
    const { rows } = await pool.query("select current_setting('statement_timeout') as limit");
    expect(rows).toEqual([{ limit: "30s" }]);
    const slow = inTransaction(db, async (tx) => {
      await tx.execute(sql`set local statement_timeout = 20`);
      await tx.execute(sql`select pg_sleep(5)`);
    });
    await expect(slow).rejects.toThrow();
  },
);
