/** `npm run bench:audit`: transactions with a row of the audit log each, over a slow line, while the chain's writer is killed. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";

const { postgresFolder, removePostgresOf } = await import("@gradphoto/local-postgres/testing");
const { measureTransactions, slowLine } = await import("../src/testing/audit-bench/measure-audit.ts");
const { checkAuditLog } = await import("../src/testing/check-audit-log.ts");
const { archiveLog } = await import("../src/testing/archive-log.ts");
const { createMemoryStore } = await import("../src/testing/memory-store.ts");
const { killChaining, startChaining } = await import("../src/testing/start-chaining.ts");

const help = `npm run bench:audit -- [--clients N] [--seconds S] [--delay-ms D] [--before folder]

N (16) clients make transactions of four statements and a row of the audit log for S (10) seconds, with D (0.5) ms before each
statement, while a process chains the rows, is killed half-way and another goes on. Then the chain is checked, and each
acknowledged transaction must be in it once. Then the log is archived, and what an entry takes before and after is told. --before: another checkout whose writer is measured the same way, without a chainer.`;

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "16" },
    seconds: { type: "string", default: "10" },
    "delay-ms": { type: "string", default: "0.5" },
    before: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const bench = { clients: Number(values.clients), seconds: Number(values.seconds), delayMs: Number(values["delay-ms"]) };
if (values.help || !Object.values(bench).every((value) => value > 0)) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const entryOf = (subject) => ({
  actor: "system",
  action: "move:pay",
  subject,
  details: { from: "verified", to: "paid" },
});
const clock = () => new Date();

async function open(root) {
  const load = (path) => import(pathToFileURL(join(root, "apps/server/src", path)).href);
  const [{ openFreshDatabase }, { inTransaction }, { appendAudit }] = await Promise.all(
    ["testing/fresh-database.ts", "infra/db/database.ts", "core/audit/append-audit.ts"].map(load),
  );
  const database = await openFreshDatabase(postgresFolder(pidOf(root)));
  // As many connections as clients.
  database.pool.options.max = bench.clients + 2;
  slowLine(database.pool, bench.delayMs);
  return {
    database,
    measured: {
      owner: database.owner,
      inTransaction: (work) => inTransaction(database.db, work),
      execute: (tx, text) => tx.execute(sql.raw(text)),
      append: (tx, subject) => appendAudit(tx, clock, entryOf(subject)),
    },
  };
}

/** Each checkout has a PostgreSQL of its own, which is cleared away with its process. */
const pidOf = (root) => (root === here ? process.pid : process.ppid);

const here = new URL("../../..", import.meta.url).pathname;
const perSecond = ({ subjects, ms }) => Math.round(subjects.length / (ms / 1000));

async function measureBefore(root) {
  const { database, measured } = await open(root);
  try {
    return perSecond(await measureTransactions(measured, bench));
  } finally {
    await database.close();
  }
}

async function measureAfter() {
  const { database, measured } = await open(here);
  // Both are up before the first transaction: starting costs more than chaining.
  const children = [await startChaining(database.url), await startChaining(database.url)];
  try {
    const kill = async () => killChaining(children.shift());
    const killing = new Promise((resolve) => setTimeout(() => resolve(kill()), bench.seconds * 500));
    const made = await measureTransactions(measured, bench);
    const waiting = Number((await database.pool.query("select count(*) from audit_outbox")).rows[0].count);
    await killing;
    const verdict = await checkAuditLog(database.db);
    const { rows } = await database.pool.query(
      `select (select count(*)::int from unnest($1::text[]) s where not exists (select from audit where subject = s)) as lost,
         (select count(*)::int from (select from audit group by subject having count(*) > 1) d) as doubled`,
      [made.subjects],
    );
    const bytesOfEntry = await measureArchive(database);
    return {
      perSecond: perSecond(made),
      transactions: made.subjects.length,
      waiting,
      killed: 1,
      whole: verdict.whole,
      ...rows[0],
      bytesOfEntry,
    };
  } finally {
    for (const child of children) await killChaining(child);
    await database.close();
  }
}

/** With its indexes: in the database as it was written, and once it was moved out there and in the store. */
async function measureArchive({ owner, ownerUrl }) {
  const { rows } = await owner.query("select count(*)::int as entries from audit");
  const [{ entries }] = rows;
  const sizeOf = async (table) => {
    await owner.query(`vacuum full ${table}`);
    const size = await owner.query("select pg_total_relation_size($1::text::regclass)::int as bytes", [table]);
    return Math.round(size.rows[0].bytes / entries);
  };
  const database = await sizeOf("audit");
  const objects = createMemoryStore();
  await archiveLog(ownerUrl, objects, new Date("2100-01-01"));
  let bytes = 0;
  for await (const key of objects.list("audit-segments/")) bytes += (await objects.head(key)).bytes;
  return { database, archived: await sizeOf("audit_segments"), store: Math.round(bytes / entries) };
}

try {
  await removePostgresOf(process.pid);
  const before = values.before === undefined ? null : await measureBefore(values.before);
  const after = await measureAfter();
  process.stdout.write(`${JSON.stringify({ bench: "audit", ...bench, beforePerSecond: before, ...after })}\n`);
  process.exitCode = after.whole && after.lost === 0 && after.doubled === 0 && after.perSecond >= 500 ? 0 : 1;
} finally {
  for (const pid of [process.pid, process.ppid]) await removePostgresOf(pid);
}
