import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { contractVersion, isRole, projectStateAt, staffRoles } from "@gradphoto/domain";
import { createClient, fetchTransport } from "@gradphoto/domain/client";
import { serviceRole } from "@gradphoto/local-postgres";
import { createFreshDatabase, type FreshUrls, runFolder } from "@gradphoto/local-postgres/testing";
import { openDatabase } from "@gradphoto/server/database";
import { isPassword } from "@gradphoto/server/passwords";
import { prepareDatabase } from "@gradphoto/server/prepare-database";
import { createSealer } from "@gradphoto/server/sealing";
import { readServiceConfig } from "@gradphoto/server/settings";
import { staffPlaces } from "@gradphoto/server/staff-places";
import { configurationChanges, projects, schools, staff } from "@gradphoto/server/tables";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { serverProgram } from "../places.ts";
import { demoAccess } from "./demo-staff.ts";
import { seedDatabase } from "./seed-database.ts";

const addressesOf = ({ ownerUrl, serviceUrl }: FreshUrls) => ({
  owner: ownerUrl,
  service: serviceUrl,
});
const addresses = addressesOf(
  await createFreshDatabase({
    folder: runFolder(),
    prepare: (pool) => prepareDatabase(pool, serviceRole),
  }),
);
const { db, close } = openDatabase({ url: addresses.service }, { warn: () => {} });
afterAll(close);
const { secrets } = readServiceConfig({});
const seed = () => seedDatabase(addresses, secrets, { "decision-hold": 0.1, hotline: 7 }, () => {});
beforeAll(seed);

test("an empty database is migrated and seeded, even by two services at once", async () => {
  const empty = addressesOf(await createFreshDatabase({ folder: runFolder(), prepare: null }));
  await Promise.all([1, 2].map(() => seedDatabase(empty, secrets, {}, () => {})));
  const opened = openDatabase({ url: empty.service }, { warn: () => {} });
  onTestFinished(opened.close);
  expect(await opened.db.$count(projects)).toBe(await db.$count(projects));
});

test("the demo has 暨南大学 and other schools with projects in every state, and a second seed changes nothing", async () => {
  const read = async () => [
    await db.select().from(schools),
    await db.select().from(projects),
    await db.select().from(staff),
    await db.select().from(configurationChanges),
  ];
  const first = await read();
  await Promise.all([seed(), seed()]);
  expect(await read()).toEqual(first);

  expect(await db.select().from(schools)).toContainEqual(
    expect.objectContaining({ code: "10559", name: "暨南大学" }),
  );
  expect(await db.select().from(configurationChanges)).toMatchObject([
    { item: "decision-hold", value: 0.1 },
  ]);
  const rows = await db.select().from(projects);
  expect(rows.length).toBeGreaterThan(8);
  expect(new Set(rows.map((project) => projectStateAt(new Date(), project)))).toEqual(
    new Set(["open", "upcoming", "closed"]),
  );
  expect(new Set(rows.map(({ feeFen }) => feeFen)).size).toBeGreaterThan(2);
});

test("the demo has staff of every role with a public password and one-time code, and stores names encrypted", async () => {
  const rows = await db.select().from(staff);
  expect(new Set(rows.map(({ role }) => role).filter(isRole))).toEqual(new Set(staffRoles));
  expect(JSON.stringify(rows)).not.toMatch(/测试|development-password/);
  const sealer = createSealer(secrets.sealKeys, () => Buffer.alloc(12));
  for (const { id, passwordHash, totp: sealed } of rows) {
    expect(await isPassword(passwordHash, demoAccess.password)).toBe(true);
    expect(sealed && sealer.open(sealed, staffPlaces.totp(id))).toBe(demoAccess.totp);
  }
});

test("a service on the seeded database serves every school and open project in both languages", async () => {
  const api = spawn(process.execPath, [serverProgram("api")], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: "0",
      DATABASE_URL: addresses.service,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void api.kill("SIGKILL"));
  const [baseUrl] = await once(createInterface({ input: api.stdout }), "line");
  const call = createClient(fetchTransport<Blob, FormData>({ fetch, FormData }), {
    baseUrl: String(baseUrl),
    language: "en",
    contractVersion,
    sessionToken: () => null,
  });
  let visibleCount = 0;
  for (const { code } of await db.select().from(schools)) {
    const school = await call("readSchool", { params: { schoolCode: code } });
    if (!school.ok) throw new Error(`${code}: ${school.problem.code}`);
    for (const { category, projects } of school.value.categories) {
      if (projects[0]?.state !== "open") continue;
      const open = await call("readOpenProject", { params: { schoolCode: code, category } });
      expect([code, category, open.ok && open.value.refundRule]).toEqual([
        code,
        category,
        { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) },
      ]);
      visibleCount += 1;
    }
  }
  expect(visibleCount).toBeGreaterThan(4);
});
