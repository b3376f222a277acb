/**
 * Simulates `--students N` from sign-in to 采集完成, then measures what each student costs: bytes per table with indexes,
 * bytes per kind of object, and CPU time of worker, API and database. The last line is JSON.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { measure } from "../../../e2e/people/measure.ts";
import { openOutsideWorld } from "../../../e2e/people/outside-world.ts";
import { decide, takeTasks } from "../../../e2e/people/reviewer.ts";
import { addShootingStudent } from "../../../e2e/people/shooting-student.ts";
import { submitPhoto } from "../../../e2e/people/submit-photo.ts";
import { waitUntil } from "../../../e2e/people/wait-until.ts";
import { processesOf, statOf } from "../../../e2e/product/processes.ts";
import { databasePid, inProductDatabase } from "../../../e2e/product/product-database.ts";
import { type Product, startProduct } from "../../../e2e/product/start-product.ts";
import { signInReviewers, storyConfiguration } from "../../../e2e/story/walk-story.ts";

const { values } = parseArgs({ options: { students: { type: "string", default: "100" } } });
const students = Number(values.students);

const startedMs = performance.now();
const report = (words: string): void =>
  void process.stderr.write(
    `${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  ${words}\n`,
  );

const tables = z.array(
  z.object({ name: z.string(), bytes: z.coerce.number(), rows: z.coerce.number() }),
);

/** Reads table sizes after `vacuum full`, with indexes and TOAST. Partitions count towards their parent. */
const readTables = (product: Product) =>
  inProductDatabase(product, async (client) => {
    await client.query("vacuum full analyze");
    const { rows } = await client.query(
      `select coalesce(parent.relname, one.relname) as name, sum(pg_total_relation_size(one.oid)) as bytes,
          sum(greatest(one.reltuples, 0)) as rows
        from pg_class one left join pg_inherits on inhrelid = one.oid left join pg_class parent on parent.oid = inhparent
          join pg_namespace on pg_namespace.oid = one.relnamespace
        where one.relkind = 'r' and nspname not like 'pg\\_%' and nspname <> 'information_schema' group by 1`,
    );
    return new Map(tables.parse(rows).map((row) => [row.name, row]));
  });

type Tables = Awaited<ReturnType<typeof readTables>>;

/** Simulates that two days pass, so that the reports are archived. */
async function archive(product: Product): Promise<void> {
  await inProductDatabase(product, async (client) => {
    await client.query("update collections set updated_at = updated_at - interval '2 days'");
    await client.query(
      "update pgboss.schedule set cron = '* * * * *' where name = 'archive-reports'",
    );
  });
  const left = () =>
    inProductDatabase(product, async (client) => {
      const { rows } = await client.query(
        "select count(*) as count from collections where reports_archived_at is null",
      );
      return z.tuple([z.object({ count: z.coerce.number() })]).parse(rows)[0].count;
    });
  await waitUntil("the reports in the store", left, (count) => count === 0, 300_000, 1000);
}

/** Reads bytes and number of files per folder. */
function readObjects({ dataFolder }: Product) {
  const folder = join(dataFolder, "objects");
  const sizes: Record<string, { bytes: number; files: number }> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = statSync(join(folder, path));
    if (!file.isFile()) continue;
    const [kind = ""] = path.split("/");
    const previous = sizes[kind] ?? { bytes: 0, files: 0 };
    sizes[kind] = { bytes: previous.bytes + file.size, files: previous.files + 1 };
  }
  return sizes;
}

/** Reads the CPU time of each program with its child processes. The database is not a child of any program. */
function readCpu(product: Product) {
  const all = processesOf(product.pid);
  const of = (program: string): number => {
    const one = all.find(({ command }) => command.endsWith(`bin/${program}.mjs`));
    if (!one) throw new Error(`The ${program} is not running`);
    return [one, ...processesOf(one.pid)].reduce(
      (sum, { pid }) => sum + (statOf(pid)?.cpuMs ?? 0),
      0,
    );
  };
  const postmaster = databasePid(product);
  if (postmaster === null) throw new Error("The database is not running");
  const database = [postmaster, ...processesOf(postmaster).map(({ pid }) => pid)];
  return {
    api: of("api"),
    worker: of("worker"),
    database: database.reduce((sum, pid) => sum + (statOf(pid)?.cpuMs ?? 0), 0),
  };
}

async function walk(product: Product) {
  const world = openOutsideWorld(product.sandboxUrl);
  const { first } = await signInReviewers(product.url);
  const [emptyTables, emptyCpu] = [await readTables(product), readCpu(product)];
  const ids: string[] = [];
  await measure({ concurrency: 4, goesOn: (begun) => begun < students }, async (number) => {
    const student = await addShootingStudent(world, product.url, number);
    await submitPhoto(student);
    ids.push(student.collectionId);
  });
  report(`${ids.length} students have handed their photo in`);
  for (let left = ids.length; left > 0; ) {
    const tasks = await takeTasks(first);
    if (tasks.length === 0) break;
    for (const task of tasks) {
      await decide(first, task, { outcome: "approve" });
      left -= 1;
    }
  }
  const completed = () =>
    inProductDatabase(product, async (client) => {
      const { rows } = await client.query(
        "select count(*) as count from collections where state = 'completed'",
      );
      return z.tuple([z.object({ count: z.coerce.number() })]).parse(rows)[0].count;
    });
  const done = await waitUntil(
    "the registry's answers",
    completed,
    (count) => count === ids.length,
    600_000,
    1000,
  );
  report(`${done} collections are completed`);
  const [fullTables, fullCpu] = [await readTables(product), readCpu(product)];
  await archive(product);
  report("their reports lie in the object store");
  const cachedTables = await readTables(product);
  const perStudent = (bytes: number): number => Math.round(bytes / ids.length);
  const grownBy = (full: Tables) =>
    [...full.values()]
      .map(({ name, bytes, rows }) => ({
        name,
        bytes: perStudent(bytes - (emptyTables.get(name)?.bytes ?? 0)),
        rows: Math.round(((rows - (emptyTables.get(name)?.rows ?? 0)) / ids.length) * 10) / 10,
      }))
      .filter(({ bytes }) => bytes > 0)
      .sort((one, other) => other.bytes - one.bytes);
  const sumOf = (grown: ReturnType<typeof grownBy>): number =>
    grown.reduce((sum, { bytes }) => sum + bytes, 0);
  const [grown, stored] = [grownBy(fullTables), grownBy(cachedTables)];
  const objects = Object.fromEntries(
    Object.entries(readObjects(product)).map(([kind, { bytes, files }]) => [
      kind,
      { bytes: perStudent(bytes), files: Math.round((files / ids.length) * 10) / 10 },
    ]),
  );
  return {
    students: ids.length,
    databaseBytes: sumOf(grown),
    tables: grown,
    /** Growth of the database per student after the reports have been archived. */
    retainedBytes: sumOf(stored),
    cachedTables: stored,
    objectBytes: Object.values(objects).reduce((sum, { bytes }) => sum + bytes, 0),
    objects,
    cpuMs: {
      api: perStudent(fullCpu.api - emptyCpu.api),
      worker: perStudent(fullCpu.worker - emptyCpu.worker),
      database: perStudent(fullCpu.database - emptyCpu.database),
    },
  };
}

/** Turns sampling off: every submission is decided once, by the reviewer who leases it. */
const noSamples = { "second-look-share": 0, "hidden-verdict-share": 0, "known-photo-share": 0 };
const settings = {
  GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({ ...storyConfiguration, ...noSamples }),
  GRADPHOTO_WORKERS: "2",
  GRADPHOTO_PROXIES: "1",
};
const product = await startProduct(settings);
try {
  const reported = await walk(product);
  process.stdout.write(`${JSON.stringify({ lab: "sizes", ...reported })}\n`);
} finally {
  await product.stop();
}
