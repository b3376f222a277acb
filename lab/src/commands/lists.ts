/** Measures the console's lists with a million collections in the database. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { routeTable } from "@gradphoto/domain";
import pg from "pg";
import { z } from "zod";
import { sumUpLedger } from "../../../apps/server/src/payments/ledger-balance.ts";
import { startApi } from "../../../apps/server/src/programs/api.ts";
import { logProgress, signInStaff, withLabDatabase } from "../server/lab-database.ts";
import { measuredPages } from "../server/lists/measured-pages.ts";
import { seedMany } from "../server/lists/seed-many.ts";
import { seedOperations } from "../server/lists/seed-operations.ts";
import { seedReports } from "../server/lists/seed-reports.ts";

/** Response times of one page of a list, over HTTP with a full database. */
interface Figure {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Limit that p95 must stay below. */
  readonly limitMs: number;
}

const pageMs = 300;
const repeats = 40;

/**
 * Measures the time of a complete audit chain check, as a page that waits for the verdict sees it. Throws an Error when
 * the chain is not intact.
 */
async function measureAuditCheck(
  url: string,
  token: string,
): Promise<{ readonly rows: number; readonly seconds: number }> {
  const began = performance.now();
  const answer = await fetch(`${url}${routeTable.checkAudit.path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const events = (await answer.text()).split("\n").filter((line) => line.startsWith("data: "));
  const reported = z
    .object({ rowsChecked: z.int(), verdict: z.object({ intact: z.literal(true) }) })
    .parse(JSON.parse(events.at(-1)?.slice("data: ".length) ?? "null"));
  return {
    rows: reported.rowsChecked,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}

const percentile = (sorted: readonly number[], part: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) /
  10;

/**
 * Measures every page and returns the figures by `route page`. After the measured requests of a page, `beforeLast` is
 * called with a function that repeats the request once more.
 */
async function measureLists(
  client: pg.Client,
  url: string,
  projectId: string,
  signIn: (username: string) => Promise<string>,
  beforeLast: (name: string, repeatRequest: () => Promise<void>) => Promise<void>,
): Promise<Readonly<Record<string, Figure>>> {
  const figures: Record<string, Figure> = {};
  const pages = await measuredPages(client, projectId);
  for (const { username, route, page, query, limitMs = pageMs } of pages) {
    const token = await signIn(username);
    const { method, path } = routeTable[route];
    const address = `${url}${path.replace(":projectId", projectId)}`;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const sendRequest = async (): Promise<void> => {
      const answer = await (method === "GET"
        ? fetch(`${address}?${new URLSearchParams(query)}`, { headers })
        : fetch(address, { method, headers, body: JSON.stringify(query) }));
      const text = await answer.text();
      if (answer.status !== 200)
        throw new Error(`${route} ${page}: ${answer.status} ${text.slice(0, 300)}`);
    };
    const name = `${route} ${username === "operator" || username === "school-admin" ? `(${username}) ` : ""}${page}`;
    await sendRequest();
    const times: number[] = [];
    for (let request = 0; request < repeats; request++) {
      const began = performance.now();
      await sendRequest();
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    figures[name] = { p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), limitMs };
    await beforeLast(name, sendRequest);
  }
  return figures;
}

const help = `npm run lab -- lists [--rows N] [--photos N]

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
const [rows, photos] = [Number(values.rows), Number(values.photos)];
if (
  values.help ||
  ![rows, photos].every(Number.isInteger) ||
  rows < 20_000 ||
  photos < 1000 ||
  photos > rows
) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const slowMs = 20;

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

const planRow = z.object({ "QUERY PLAN": z.string() });
const selectStatement = z.object({
  text: z.string().regex(/^\s*select/i),
  values: z.array(z.unknown()).default([]),
});

/** SELECT statements of this process while `printSlow` records them; otherwise null. */
let recordedStatements: Statement[] | null = null;
const query: (...args: unknown[]) => unknown = pg.Client.prototype.query;
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]): unknown {
    const statement = recordedStatements && selectStatement.safeParse(args[0]);
    if (statement?.success)
      recordedStatements?.push({
        ...statement.data,
        values: Array.isArray(args[1]) ? args[1] : statement.data.values,
      });
    return query.apply(this, args);
  },
});

const everyTenth = (what: string): ((done: number) => void) => {
  let next = 0;
  return (done) => {
    if (done < next) return;
    next = done + rows / 10;
    logProgress(`${done} of ${rows} ${what}`);
  };
};

const objects = mkdtempSync(join(tmpdir(), "gradphoto-lab-objects-"));
try {
  await withLabDatabase(async ({ db, url }, client) => {
    const api = await startApi({ DATABASE_URL: url, PORT: "0", GRADPHOTO_OBJECTS: objects });
    try {
      await measureAll(db, client, api.message ?? "");
    } finally {
      await api.stop();
    }
  });
} finally {
  rmSync(objects, { recursive: true, force: true });
}

async function measureAll(
  db: Parameters<typeof sumUpLedger>[0],
  client: pg.Client,
  apiUrl: string,
): Promise<void> {
  const projectId = await seedMany(client, rows, everyTenth("collections"));
  // The worker runs this every hour.
  await sumUpLedger(db);
  const reportCount = await seedReports(client, photos, (done) =>
    logProgress(`${done} of ${photos} reports`),
  );
  logProgress(`findings of ${reportCount} photos kept`);
  await seedOperations(client, rows, everyTenth("entries of the audit log"));
  // A one-time code can be used only once, so each user's token is cached.
  const tokens = new Map<string, string>();
  const signIn = async (username: string): Promise<string> => {
    const token = tokens.get(username) ?? (await signInStaff(apiUrl, username));
    tokens.set(username, token);
    return token;
  };
  const lists = await measureLists(client, apiUrl, projectId, signIn, (name, repeatRequest) =>
    printSlow(client, name, repeatRequest),
  );
  for (const [name, { p50Ms, p95Ms }] of Object.entries(lists))
    console.error(`${String(p50Ms).padStart(8)} ${String(p95Ms).padStart(8)} ms  ${name}`);
  const auditCheck = await measureAuditCheck(apiUrl, await signIn("auditor"));
  logProgress(`the chain of ${auditCheck.rows} entries is checked in ${auditCheck.seconds} s`);
  const slow = Object.entries(lists).filter(([, { p95Ms, limitMs }]) => p95Ms >= limitMs);
  process.stdout.write(
    `${JSON.stringify({ lab: "lists", rows, photos, slow: slow.map(([name]) => name), auditCheck, lists })}\n`,
  );
  process.exitCode = slow.length === 0 ? 0 : 1;
}

/** Repeats one request and prints the plans of its slow statements. */
async function printSlow(
  client: pg.Client,
  name: string,
  repeatRequest: () => Promise<void>,
): Promise<void> {
  const statements: Statement[] = [];
  recordedStatements = statements;
  await repeatRequest();
  recordedStatements = null;
  for (const { text, values: parameters } of statements) {
    const plan = await client.query(`explain (analyze, buffers) ${text}`, parameters);
    const lines = z
      .array(planRow)
      .parse(plan.rows)
      .map((row) => row["QUERY PLAN"]);
    const ms = Number(/Execution Time: ([\d.]+)/.exec(lines.at(-1) ?? "")?.[1]);
    if (ms >= slowMs)
      console.error(
        `--- ${name}\n${text.replace(/^select .*? from /, "select … from ")}\n${lines.join("\n")}`,
      );
  }
}
