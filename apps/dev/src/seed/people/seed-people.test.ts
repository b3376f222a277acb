import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allCollectionStates, listPages, routeTable } from "@gradphoto/domain";
import { serviceRole } from "@gradphoto/local-postgres";
import { createFreshDatabase, runFolder } from "@gradphoto/local-postgres/testing";
import { openDatabase } from "@gradphoto/server/database";
import { createLog } from "@gradphoto/server/log";
import { prepareDatabase } from "@gradphoto/server/prepare-database";
import { readServiceConfig } from "@gradphoto/server/settings";
import {
  attempts,
  billDays,
  collections,
  paymentDifferences,
  projects,
} from "@gradphoto/server/tables";
import { and, eq, gt, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openClient, type PersonClient } from "../../../../../e2e/people/client.ts";
import { studentsByStep } from "../../demo/demo-people.ts";
import { samples } from "../../demo/samples.ts";
import { sandboxProgram, serverProgram } from "../../places.ts";
import { superviseProcess } from "../../supervise-process.ts";
import { demoConfiguration } from "../demo-configuration.ts";
import { demoStaff } from "../demo-staff.ts";
import { seedDatabase } from "../seed-database.ts";
import { readPeopleFile } from "./people-file.ts";
import { seedPeople } from "./seed-people.ts";

const year = new Date().getUTCFullYear();
const form = new URLSearchParams();
const folder = mkdtempSync(join(tmpdir(), "gradphoto-people-"));
const { ownerUrl: owner, serviceUrl: service } = await createFreshDatabase({
  folder: runFolder(),
  prepare: (pool) => prepareDatabase(pool, serviceRole),
});
const sandbox = superviseProcess(
  {
    name: "sandbox",
    file: sandboxProgram,
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      GRADPHOTO_SANDBOX_BOOKS: join(folder, "sandbox-books.json"),
    },
  },
  createLog({ level: "error" }),
);
const env = {
  ...process.env,
  DATABASE_URL: service,
  GRADPHOTO_LOG_LEVEL: "error",
  GRADPHOTO_DATA_FOLDER: folder,
  GRADPHOTO_OBJECTS: join(folder, "objects"),
  GRADPHOTO_SANDBOX_URL: await sandbox.ready,
};
const { db, close } = openDatabase({ url: service }, { warn: () => {} });
afterAll(async () => {
  for (const stop of onStop) await stop();
  await close();
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/** Starts an API on the database. */
const startApi = (file: string) => {
  const api = superviseProcess(
    { name: "api", file, env: { ...env, PORT: "0" } },
    createLog({ level: "error" }),
  );
  onStop.push(api.stop);
  return api.ready;
};
const onStop: (() => Promise<void>)[] = [];
let url = "";

interface Entered {
  readonly username: string;
  readonly role: string;
  readonly location: string | null;
  readonly cookie: string;
}
/** Everybody signs in once, because a one-time code is accepted once. */
let entered: readonly Entered[] = [];

async function enter({ username, role }: (typeof demoStaff)[number]): Promise<Entered> {
  const { headers } = await fetch(`${url}/demo/staff/${username}`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  return { username, role, location: headers.get("location"), cookie };
}

beforeAll(async () => {
  await seedDatabase(
    { owner, service },
    readServiceConfig({}).secrets,
    demoConfiguration,
    () => {},
  );
  expect(await seedPeople(env)).toBe(true);
  url = await startApi(fileURLToPath(new URL("../../demo/demo-api.ts", import.meta.url)));
  entered = await Promise.all(demoStaff.map(enter));
}, 600_000);

test("students stand in every state of a collection", async () => {
  const rows = await db.select({ state: collections.state }).from(collections);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(allCollectionStates));
  expect(rows.length).toBeGreaterThan(140);
});

test("bills of the past days agree with the books, except for one difference", async () => {
  expect(
    await db.$count(billDays, and(eq(billDays.state, "fetched"), gt(billDays.payments, 0))),
  ).toBeGreaterThan(20);
  expect(await db.select().from(paymentDifferences)).toMatchObject([
    { kind: "refund-abnormal", settledAt: null },
  ]);
});

test("the review desk has exactly one photo that another student uploaded before", async () => {
  const copies = await db.select().from(attempts).where(isNotNull(attempts.seenAttemptId));
  const duplicateUploader = readPeopleFile(folder)?.students["in-review-2"]?.collectionId;
  expect(copies.map(({ collectionId }) => collectionId)).toEqual([duplicateUploader]);
});

/** Name of the rows in the answer of a list, where it is not the first array. */
const rowsOf = (body: object, name: string): unknown =>
  name === "stalled" && "students" in body
    ? body.students
    : Object.values(body).find(Array.isArray);

function clientOf({ cookie }: Entered): PersonClient {
  const client = openClient(url);
  client.signInAs(cookie.split("=")[1] ?? "");
  return client;
}

/** What the query of a list needs beside the number of rows. */
const queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "service-cases": { whose: "all" },
  orders: { state: "all" },
  invoices: { state: "all" },
  "limit-changes": { check: "edge-fringe", specId: "chsi-blue", warnMax: "0" },
};

test("every list of the console has rows", async () => {
  const clients = new Map(entered.map((one) => [one.role, clientOf(one)]));
  const [project] = await db
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.schoolCode, "10559"),
        eq(projects.graduationYear, year + 1),
        eq(projects.educationCategory, "bachelor"),
      ),
    );
  const empty: string[] = [];
  for (const { name, route, roles } of listPages) {
    const role = roles.find((one) => clients.has(one));
    const path = routeTable[route].path.replace(":projectId", project?.id ?? "");
    const query = new URLSearchParams({ limit: "10", ...queries[name] });
    const answer = await (role && clients.get(role))?.open(`${path}?${query}`);
    const body: unknown = await answer?.json();
    const rows = typeof body === "object" && body !== null ? rowsOf(body, name) : null;
    if (!Array.isArray(rows) || rows.length === 0)
      empty.push(`${name}: ${JSON.stringify(body).slice(0, 200)}`);
  }
  expect(empty).toEqual([]);
});

test("one click signs in as any role and as a student at each step", async () => {
  const page = await (await fetch(`${url}/demo?language=en`)).text();
  for (const { username, role, location, cookie } of entered) {
    expect(page).toContain(`/demo/staff/${username}`);
    expect(location).toMatch(/^\/console\//);
    const account = await fetch(`${url}/v1/staff/account`, { headers: { cookie } });
    expect(await account.json()).toMatchObject({ username, role });
  }
  for (const { key } of studentsByStep) {
    const opened = await (
      await fetch(`${url}/demo/student/${key}`, { method: "POST", body: form })
    ).text();
    const token = /data-token="([^"]+)"/.exec(opened)?.[1];
    const own = await fetch(`${url}/v1/collections`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([key, own.status]).toEqual([key, 200]);
  }
});

test("samples are pictures, and the API of production has no demo", async () => {
  for (const { name } of samples) {
    const sample = await fetch(`${url}/demo/samples/${name}`);
    expect([name, sample.status, sample.headers.get("content-type")]).toEqual([
      name,
      200,
      "image/jpeg",
    ]);
  }
  const plain = await startApi(serverProgram("api"));
  for (const path of [
    "/demo",
    "/demo/bar.js",
    "/demo/help.json",
    `/demo/samples/${samples[0]?.name}`,
  ])
    expect([path, (await fetch(`${plain}${path}`)).status]).toEqual([path, 404]);
});

/** Sends headers that `fetch` does not let a program choose. */
const statusWith = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> =>
  new Promise((done, fail) => {
    const sent = request(new URL(path, url), { method, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    sent.once("error", fail).end();
  });

test("other hosts and pages of other sites are refused", async () => {
  expect(await statusWith("GET", "/demo", { host: "localhost:8080" })).toBe(200);
  for (const host of ["demo.example.com", "127.0.0.1.example.com", "localhost.example.com"])
    expect([host, await statusWith("GET", "/demo", { host })]).toEqual([host, 403]);
  const path = "/demo/staff/operator";
  expect(
    await statusWith("POST", path, { "sec-fetch-site": "cross-site", "content-length": "0" }),
  ).toBe(403);
});

test("a second run changes nothing", async () => {
  const count = await db.$count(collections);
  expect(await seedPeople(env)).toBe(false);
  expect(await db.$count(collections)).toBe(count);
  expect(Object.keys(readPeopleFile(folder)?.students ?? {}).length).toBe(count);
});
