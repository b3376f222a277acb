/** `npm run bench:lists`: how long the console's lists take with a million collections in the database. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";

const { startApi } = await import("../src/programs/api.ts");
const { openFreshDatabase } = await import("../src/testing/fresh-database.ts");
const { seedReports } = await import("../src/testing/lists/seed-reports.ts");
const { measureAuditCheck, measureLists } = await import("../src/testing/lists/measure-lists.ts");
const { seedOperations } = await import("../src/testing/lists/seed-operations.ts");
const { seedMany } = await import("../src/testing/lists/seed-many.ts");
const { sumUpLedger } = await import("../src/payments/ledger-balance.ts");
const { postgresFolder, removePostgresOf } = await import("@gradphoto/local-postgres/testing");
const { addSchoolAndStaff } = await import("../src/testing/school-and-staff.ts");
const { signInStaff } = await import("../src/testing/sign-in-staff.ts");

const help = `npm run bench:lists -- [--rows N] [--photos N]

Writes N (1000000) collections with their persons, orders, refunds, ledger, messages and audit log into a throw-away
database, and the reports of N (100000) photos with what reviewers and the registry said of them, then asks the API for the
pages of every list and for the counts over all reports, forty times each, and has the audit log checked once.
Figures and the plan of every statement slower than 20 ms go to stderr; the last line of stdout is one JSON object with p50 and p95 in ms.`;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    photos: { type: "string", default: "100000" },
    help: { type: "boolean", default: false },
  },
});
const rows = Number(values.rows);
const photos = Number(values.photos);
if (
  values.help ||
  !Number.isInteger(rows) ||
  rows < 20_000 ||
  !Number.isInteger(photos) ||
  photos < 1000 ||
  photos > rows
) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const slowMs = 20;
const began = Date.now();
const say = (words) => console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);

/** The statements of this process while somebody listens. */
let heard = null;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (statement, ...rest) {
  if (typeof statement?.text === "string" && /^\s*select/i.test(statement.text)) {
    heard?.push({ text: statement.text, values: Array.isArray(rest[0]) ? rest[0] : (statement.values ?? []) });
  }
  return query.call(this, statement, ...rest);
};

const objects = mkdtempSync(join(tmpdir(), "gradphoto-bench-objects-"));
let database = null;
let api = null;
let client = null;
try {
  await removePostgresOf(process.pid);
  database = await openFreshDatabase(postgresFolder(process.pid));
  await addSchoolAndStaff(database.db, new Date());
  api = await startApi({ DATABASE_URL: database.url, PORT: "0", GRADPHOTO_OBJECTS: objects });
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  let next = 0;
  const projectId = await seedMany(client, rows, (done) => {
    if (done < next) return;
    next = done + rows / 10;
    say(`${done} of ${rows} collections`);
  });
  // As the worker does every hour.
  await sumUpLedger(database.db);
  const kept = await seedReports(client, photos, (done) => say(`${done} of ${photos} reports`));
  say(`findings of ${kept} photos kept`);
  next = 0;
  await seedOperations(client, rows, (done) => {
    if (done < next) return;
    next = done + rows / 10;
    say(`${done} of ${rows} entries of the audit log`);
  });
  const size = await client.query("select pg_size_pretty(pg_database_size(current_database())) as size");
  say(`the database takes ${size.rows[0].size}`);
  // A one-time code counts once.
  const tokens = new Map();
  const signedIn = async (username) => {
    if (!tokens.has(username)) tokens.set(username, await signInStaff(api.says, username));
    return tokens.get(username);
  };
  const lists = await measureLists(client, api.says, projectId, signedIn, async (name, ask) => {
    heard = [];
    await ask();
    const statements = heard;
    heard = null;
    for (const { text, values: given } of statements) {
      const plan = await client.query(`explain (analyze, buffers) ${text}`, given);
      const lines = plan.rows.map((row) => row["QUERY PLAN"]);
      const ms = Number(/Execution Time: ([\d.]+)/.exec(lines.at(-1))?.[1]);
      if (ms >= slowMs)
        console.error(`--- ${name}\n${text.replace(/^select .*? from /, "select … from ")}\n${lines.join("\n")}`);
    }
  });
  for (const [name, { p50Ms, p95Ms }] of Object.entries(lists)) {
    console.error(`${String(p50Ms).padStart(8)} ${String(p95Ms).padStart(8)} ms  ${name}`);
  }
  const auditCheck = await measureAuditCheck(api.says, await signedIn("auditor"));
  say(`the chain of ${auditCheck.rows} entries is checked in ${auditCheck.seconds} s`);
  const slow = Object.entries(lists).filter(([, { p95Ms, limitMs }]) => p95Ms >= limitMs);
  process.stdout.write(
    `${JSON.stringify({ bench: "lists", rows, photos, slow: slow.map(([name]) => name), auditCheck, lists })}\n`,
  );
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  heard = null;
  await client?.end();
  await api?.stop();
  await database?.close();
  await removePostgresOf(process.pid);
  rmSync(objects, { recursive: true, force: true });
}
