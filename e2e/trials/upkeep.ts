/**
 * Command `npm run trial:upkeep`: changes all keys as described in docs/operations/keys.md, encrypts stored data again,
 * runs retention and deletes accounts while students use two services on one database. `-- --students N`. The last line
 * is JSON.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { take } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";

import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { submitPhoto, uploadAndJudge } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import { childPid } from "../product/processes.ts";
import {
  inProductDatabase,
  ownerDatabaseUrl,
  productDatabaseUrl,
} from "../product/product-database.ts";
import { lastLineOf, runByHand } from "../product/run-by-hand.ts";
import { type Product, startProduct } from "../product/start-product.ts";

import { storySettings } from "../story/walk-story.ts";
import { live, noTraffic, openTwoDoors } from "./live-student.ts";

const backWithinMs = 120_000;

/** Lets the supervisor restart each program, so that it reads the key files again. */
async function restartOneByOne(products: readonly Product[]): Promise<void> {
  for (const program of ["worker.ts", "api.ts"]) {
    for (const product of products) await restart(product, program);
  }
}

async function restart(product: Product, program: string): Promise<void> {
  const previous = childPid(product, program);
  if (previous === null) throw new Error(`${program} is not running`);
  const startsBefore = countStarts(product);
  process.kill(previous, "SIGTERM");
  const isBack = async (): Promise<boolean> => {
    const pid = childPid(product, program);
    if (pid === null || pid === previous) return false;
    return program === "api.ts" ? isReady(product.url) : countStarts(product) > startsBefore;
  };
  await waitUntil(`${program} after its end`, isBack, (back) => back, backWithinMs);
}

const countStarts = ({ log }: Product): number => log().split("worker started").length;

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

const ringNames = ["seal-keys", "object-keys", "audit-keys"] as const;
type RingName = (typeof ringNames)[number];

interface KeyFiles {
  /** Settings with the place of each file. */
  readonly settings: Readonly<Record<string, string>>;
  /** Writes the keys with these ids in this order, and creates new ones. */
  readonly write: (name: RingName, ids: readonly string[]) => void;
}

/** Opens key files that are changed in place, as an operator does. */
function openKeyFiles(folder: string): KeyFiles {
  const made = new Map<string, string>();
  const keyOf = (name: RingName, id: string): string => {
    const key = made.get(`${name}/${id}`) ?? randomBytes(32).toString("base64");
    made.set(`${name}/${id}`, key);
    return `${id}:${key}`;
  };
  const fileOf = (name: RingName): string => join(folder, name);
  const settings = Object.fromEntries(
    ringNames.map((name) => [
      `GRADPHOTO_${name.replace("-", "_").toUpperCase()}_FILE`,
      fileOf(name),
    ]),
  );
  return {
    settings,
    write: (name, ids) =>
      writeFileSync(fileOf(name), ids.map((id) => keyOf(name, id)).join(","), { mode: 0o600 }),
  };
}

const { values } = parseArgs({ options: { students: { type: "string", default: "12" } } });
const startedMs = performance.now();
const secondsNow = (): number => Math.round((performance.now() - startedMs) / 100) / 10;
const report = (words: string): void =>
  void process.stderr.write(`${secondsNow().toFixed(1).padStart(6)} s  ${words}\n`);

const folder = mkdtempSync(join(tmpdir(), "gradphoto-upkeep-"));
const keys = openKeyFiles(folder);
for (const name of ringNames) keys.write(name, ["k1"]);
const common = {
  ...storySettings,
  ...keys.settings,
  GRADPHOTO_PROXIES: "1",
  GRADPHOTO_DRAIN_S: "1",
};
const first = await startProduct(common);
const shared = {
  DATABASE_URL: productDatabaseUrl(first),
  GRADPHOTO_OBJECTS: join(first.dataFolder, "objects"),
  GRADPHOTO_SANDBOX_URL: first.sandboxUrl,
};
const migrating = { GRADPHOTO_MIGRATE_DATABASE_URL: ownerDatabaseUrl(first) };
const second = await startProduct({ ...common, ...shared, ...migrating }).catch(
  async (error: unknown) => {
    await first.stop();
    throw error;
  },
);
const products = [first, second];
report("two services are up on one database");

const rekeyed = z.object({
  rekey: z.object({ cells: z.number(), objects: z.number(), faults: z.number() }),
});
const checked = z.object({
  objects: z.object({
    intact: z.number(),
    missing: z.number(),
    wrong: z.number(),
    orphans: z.number(),
  }),
});
const byHand = { ...keys.settings, ...shared };
const rekey = async () =>
  rekeyed.parse(lastLineOf(await runByHand("src/programs/rekey.ts", [], byHand))).rekey;
const checkObjects = async () =>
  checked.parse(lastLineOf(await runByHand("src/programs/check-objects.ts", [], byHand))).objects;

/** Changes keys in two restarts: every process knows the new key (second place) before one writes with it (first). */
async function changeKeys(names: readonly RingName[]): Promise<void> {
  for (const name of names) keys.write(name, ["k1", "k2"]);
  await restartOneByOne(products);
  for (const name of names) keys.write(name, ["k2", "k1"]);
  await restartOneByOne(products);
}

/** Ends the retention of these students' data, and lets retention run each minute instead of each hour. */
async function endTimeOf(students: readonly ShootingStudent[]): Promise<void> {
  const ids = students.map(({ collectionId }) => collectionId);
  await inProductDatabase(first, async (client) => {
    await client.query("update attempts set retain_until = now() where collection_id = any($1)", [
      ids,
    ]);
    await client.query("update pgboss.schedule set cron = '* * * * *' where name = 'delete-ended'");
  });
  const left = () =>
    inProductDatabase(first, async (client) => {
      const text =
        "select count(*) as left from attempts where collection_id = any($1) and pictures_deleted_at is null";
      const { rows } = await client.query(text, [ids]);
      return z.tuple([z.object({ left: z.coerce.number() })]).parse(rows)[0].left;
    });
  await waitUntil("retention", left, (count) => count === 0, 300_000, 1000);
}

async function walk() {
  const world = openOutsideWorld(first.sandboxUrl);
  const add = async (count: number, from: number): Promise<readonly ShootingStudent[]> => {
    const added: ShootingStudent[] = [];
    for (let number = 0; number < count; number++)
      added.push(await addShootingStudent(world, first.url, from + number));
    return added;
  };
  const living = await add(Number(values.students), 0);
  const ending = await add(3, 100);
  const leaving = await add(3, 200);
  // Retention waits for the review of a submitted photo, so these are not submitted.
  for (const student of ending) await uploadAndJudge(student);
  for (const student of leaving) await submitPhoto(student);
  report(
    `${living.length} students will go on, ${ending.length} reach the end of their retention, ${leaving.length} leave`,
  );

  const traffic = noTraffic();
  let isOver = false;
  const doors = living.map((_, index) => openTwoDoors([first.url, second.url], `10.1.0.${index}`));
  const lives = living.map((student, index) => {
    const door = doors[index];
    if (!door) throw new Error("a student has no way in");
    return live({ student, url: first.url, doors: door, offset: index * 5 }, traffic, () => isOver);
  });
  const reportErrors = (words: string): void =>
    report(`${words}; ${traffic.errors.length} errors so far`);
  try {
    await waitUntil(
      "the first photos",
      async () => traffic.made,
      (made) => made >= 2,
    );
    await changeKeys(["seal-keys", "object-keys"]);
    reportErrors("the new seal and object keys are in front");
    const renewed = await rekey();
    reportErrors(`rekey: ${JSON.stringify(renewed)}`);
    const repeated = await rekey();
    // Idempotent answers stay sealed with the older key for two days; pictures no longer need it.
    keys.write("object-keys", ["k2"]);
    await restartOneByOne(products);
    reportErrors("the older object key is gone");
    await changeKeys(["audit-keys"]);
    reportErrors("the new audit key is in front");
    await endTimeOf(ending);
    reportErrors("retention has swept");
    for (const { client } of leaving) await take(client.call("deleteMyData", {}));
    reportErrors("accounts are deleted");
    await delay(3000);
    isOver = true;
    await Promise.all(lives);
    await waitUntil(
      "the deletions",
      () => checkObjects(),
      ({ orphans }) => orphans === 0,
    );
    const objects = await checkObjects();
    const audit = await runByHand("src/programs/audit-check.ts", [], byHand);
    reportErrors(audit.words.trim());
    const turned = doors.reduce((sum, door) => sum + door.turned(), 0);
    return { ...traffic, turned, renewed, repeated, objects, auditCheck: audit.code };
  } finally {
    isOver = true;
    await Promise.allSettled(lives);
  }
}

try {
  const { errors, ...cause } = await walk();
  for (const words of new Set(errors)) report(words);
  const ok =
    errors.length === 0 &&
    cause.renewed.faults + cause.repeated.faults + cause.objects.missing + cause.objects.wrong ===
      0 &&
    cause.renewed.cells > 0 &&
    cause.renewed.objects > 0 &&
    cause.repeated.objects === 0 &&
    cause.auditCheck === 0;
  const figures = { ...cause, errors: errors.length, seconds: Math.round(secondsNow()) };
  process.stdout.write(
    `${JSON.stringify({ trial: "upkeep", ok, students: Number(values.students), ...figures })}\n`,
  );
  process.exitCode = ok ? 0 : 1;
} finally {
  await second.stop();
  await first.stop();
  rmSync(folder, { recursive: true, force: true });
}
