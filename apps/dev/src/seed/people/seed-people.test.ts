import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allCollectionStates } from "@gradphoto/domain";
import { serviceRole } from "@gradphoto/local-postgres";
import { createFreshDatabase, runFolder } from "@gradphoto/local-postgres/testing";
import { openDatabase } from "@gradphoto/server/database";
import { createLog } from "@gradphoto/server/log";
import { prepareDatabase } from "@gradphoto/server/prepare-database";
import { readServiceConfig } from "@gradphoto/server/settings";
import { collections } from "@gradphoto/server/tables";
import { afterAll, beforeAll, expect, test } from "vitest";
import { superviseProcess } from "../../keep-running.ts";
import { sandboxProgram } from "../../places.ts";
import { demoConfiguration } from "../demo-configuration.ts";
import { seedDatabase } from "../seed-database.ts";
import { readPeopleFile } from "./people-file.ts";
import { seedPeople } from "./seed-people.ts";

const folder = mkdtempSync(join(tmpdir(), "gradphoto-people-"));
const { ownerUrl: owner, serviceUrl: service } = await createFreshDatabase({
  folder: runFolder(),
  prepare: (pool) => prepareDatabase(pool, serviceRole),
});
const sandbox = superviseProcess(
  {
    name: "sandbox",
    file: sandboxProgram,
    env: { PATH: process.env.PATH, PORT: "0", GRADPHOTO_SANDBOX_BOOKS: join(folder, "sandbox-books.json") },
  },
  createLog({ level: "error" }),
);
const env = {
  ...process.env,
  DATABASE_URL: service,
  GRADPHOTO_DATA_FOLDER: folder,
  GRADPHOTO_OBJECTS: join(folder, "objects"),
  GRADPHOTO_SANDBOX_URL: await sandbox.ready,
};
const { db, close } = openDatabase({ url: service }, { warn: () => {} });
afterAll(async () => {
  await close();
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  await seedDatabase({ owner, service }, readServiceConfig({}).secrets, demoConfiguration, () => {});
  const startedMs = performance.now();
  expect(await seedPeople(env)).toBe(true);
  process.stderr.write(`seeded in ${Math.round((performance.now() - startedMs) / 1000)} s\n`);
}, 300_000);

test("students stand in every state of a collection", async () => {
  const rows = await db.select({ state: collections.state }).from(collections);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(allCollectionStates));
  expect(rows.length).toBeGreaterThan(140);
});

test("a second run changes nothing", async () => {
  const count = await db.$count(collections);
  expect(await seedPeople(env)).toBe(false);
  expect(await db.$count(collections)).toBe(count);
  expect(Object.keys(readPeopleFile(folder)?.students ?? {}).length).toBe(count);
});
