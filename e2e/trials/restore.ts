/**
 * Command `npm run trial:restore`: backs up Debian's PostgreSQL and bucket during use as described in
 * docs/operations/backup.md, destroys both, and restores them into empty ones. `-- --students N`. The last line is
 * JSON.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { thisMachine } from "../debian/network.ts";
import { missingPackages } from "../debian/programs.ts";
import { type Postgres, startPostgres } from "../debian/start-postgres.ts";
import { type Store, startStore } from "../debian/start-store.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import { lastLineOf, runByHand } from "../product/run-by-hand.ts";
import { root, startProduct } from "../product/start-product.ts";
import { startSandbox } from "../product/start-sandbox.ts";
import { storySettings } from "../story/walk-story.ts";
import {
  copyBack,
  copyBucket,
  differing,
  dumpDatabase,
  hashesOf,
  restoreDatabase,
} from "./backup.ts";
import { lookAtPhoto, signInAgain } from "./look-at-photo.ts";

/** Database and bucket of Debian's packages, empty at first. */
interface Servers {
  readonly postgres: Postgres;
  readonly store: Store;
  readonly settings: Readonly<Record<string, string>>;
  /** Stops both and deletes their data. */
  readonly destroy: () => Promise<void>;
}

/** Opens servers. `common` contains the settings that outlive them, such as keys. */
async function openServers(
  folder: string,
  common: Readonly<Record<string, string>>,
): Promise<Servers> {
  const postgres = await startPostgres(join(folder, "database"), thisMachine);
  const store = await startStore(join(folder, "bucket"), thisMachine).catch(
    async (error: unknown) => {
      await postgres.stop();
      throw error;
    },
  );
  return {
    postgres,
    store,
    settings: {
      ...storySettings,
      ...common,
      ...store.settings,
      DATABASE_URL: postgres.serviceUrl,
      GRADPHOTO_MIGRATE_DATABASE_URL: postgres.ownerUrl,
    },
    destroy: async () => {
      await postgres.stop();
      await store.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const { values } = parseArgs({ options: { students: { type: "string", default: "8" } } });
const missing = missingPackages({
  initdb: "postgresql",
  pg_dump: "postgresql-client",
  radosgw: "radosgw",
  rclone: "rclone",
});
if (missing !== null) throw new Error(`Programs are missing; on Debian: ${missing}`);

const startedMs = performance.now();
const secondsNow = (): number => Math.round((performance.now() - startedMs) / 100) / 10;
const report = (words: string): void =>
  void process.stderr.write(`${secondsNow().toFixed(1).padStart(6)} s  ${words}\n`);
const totals = z.object({
  objects: z.object({
    intact: z.number(),
    missing: z.number(),
    wrong: z.number(),
    orphans: z.number(),
  }),
});
const checkObjects = async ({ settings }: Servers, ...args: readonly string[]) =>
  totals.parse(lastLineOf(await runByHand("src/programs/check-objects.ts", args, settings)))
    .objects;

const folder = mkdtempSync(join(tmpdir(), "gradphoto-restore-"));
// The folder is accessible, because PostgreSQL runs as another user when root starts it.
chmodSync(folder, 0o755);
const [dump, copy] = [join(folder, "gradphoto.dump"), join(folder, "photos")];
const sandbox = await startSandbox(root);
const world = openOutsideWorld(sandbox.url);
const common = {
  GRADPHOTO_SANDBOX_URL: sandbox.url,
  GRADPHOTO_OBJECT_KEYS: `o1:${randomBytes(32).toString("base64")}`,
  GRADPHOTO_WORKERS: "2",
  GRADPHOTO_PROXIES: "1",
};

interface Seen {
  readonly student: ShootingStudent;
  readonly pictures: string;
}

/** Dumps the database and copies the bucket while a student still sends a photo. */
async function backUp(servers: Servers) {
  const product = await startProduct(servers.settings);
  try {
    const students: ShootingStudent[] = [];
    for (let number = 0; number < Number(values.students); number++) {
      students.push(await addShootingStudent(world, product.url, number));
    }
    const seen: Seen[] = [];
    for (const student of students) {
      await submitPhoto(student);
      seen.push({ student, pictures: await lookAtPhoto(product.url, student.client, student) });
    }
    report(`${seen.length} students have their photo`);
    const late = await addShootingStudent(world, product.url, 1000);
    const facts = await dumpDatabase(servers.postgres, dump);
    // Its objects are in the copy, and no row of the dump refers to them.
    await submitPhoto(late);
    await copyBucket(servers.store, copy);
    report(
      `dump and copy are there: ${Object.keys(facts).length} tables, ${hashesOf(copy).size} objects`,
    );
    return { facts, seen, late };
  } finally {
    await product.stop();
  }
}

async function walk() {
  const first = await openServers(join(folder, "first"), common);
  const { facts, seen, late } = await backUp(first).finally(first.destroy);
  report("everything is destroyed");

  const beganS = secondsNow();
  const second = await openServers(join(folder, "second"), common);
  try {
    const restored = await restoreDatabase(second.postgres, dump);
    const tables = differing(facts, restored);
    await copyBack(second.store, copy);
    const repeated = join(folder, "again");
    await copyBucket(second.store, repeated);
    const [previous, after] = [hashesOf(copy), hashesOf(repeated)];
    const objects = [...previous]
      .filter(([path, hash]) => after.get(path) !== hash)
      .map(([path]) => path);
    const migrated = await runByHand("src/programs/migrate.ts", [], second.settings);
    const match = await checkObjects(second);
    report(
      `${tables.length} tables and ${objects.length} objects differ; ${JSON.stringify(match)}`,
    );
    await checkObjects(second, "--end-orphans");

    const product = await startProduct(second.settings);
    try {
      const restoreS = Math.round(secondsNow() - beganS);
      let same = 0;
      for (const { student, pictures } of seen) {
        const client = await signInAgain(world, product.url, student);
        if ((await lookAtPhoto(product.url, client, student)) === pictures) same += 1;
      }
      report(`${same} of ${seen.length} students signed in and see their photo`);
      // This student paid before the dump, and lost only the photo.
      const client = await signInAgain(world, product.url, late);
      await submitPhoto({ ...late, client });
      const ended = await waitUntil(
        "the end of the orphans",
        () => checkObjects(second),
        ({ orphans }) => orphans === 0,
      );
      const audit = await runByHand("src/programs/audit-check.ts", [], second.settings);
      report(audit.words.trim());
      return {
        students: seen.length,
        same,
        tables: Object.keys(facts).length,
        rows: Object.values(facts).reduce((sum, { rows }) => sum + rows, 0),
        tablesDiffering: tables,
        objects: previous.size,
        objectsDiffering: objects.length,
        migrate: migrated.code,
        check: match,
        ended,
        auditCheck: audit.code,
        restoreS,
      };
    } finally {
      await product.stop();
    }
  } finally {
    await second.destroy();
  }
}

mkdirSync(copy);
try {
  const reported = await walk();
  const { missing, wrong, orphans } = reported.ended;
  const ok =
    reported.same === reported.students &&
    reported.tablesDiffering.length + reported.objectsDiffering === 0 &&
    reported.migrate === 0 &&
    reported.check.orphans > 0 &&
    missing + wrong + orphans === 0;
  process.stdout.write(
    `${JSON.stringify({ trial: "restore", ok, ...reported, seconds: Math.round(secondsNow()) })}\n`,
  );
  process.exitCode = ok ? 0 : 1;
} finally {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
}
