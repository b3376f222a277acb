import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { findAffected } from "../audit/find-affected.ts";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { type AuditEntry, appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { inTransaction } from "../infra/db/database.ts";
import { apiKeys } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { archiveLog, auditLogOn } from "../testing/audit-log.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { createMemoryStore } from "../testing/stores.ts";
import { runConcerned } from "./concerned.ts";

const { db, pool, url, ownerUrl } = await openTestDatabase();
const objects = createMemoryStore();
const world = openAttemptWorld(db);
let projectId = "";
let otherProjectId = "";
let thief = "";
let colleague = "";
let seen = { collectionId: "", attemptId: "", accountId: "" };
let other = seen;

const write = (
  time: string,
  entry: Pick<AuditEntry, "actor" | "action" | "subject"> & Partial<AuditEntry>,
) =>
  inTransaction(db, (tx) =>
    appendAuditOfEach(tx, () => new Date(`${time}+08:00`), { details: {}, ...entry }, [
      entry.subject,
    ]),
  );

async function addStudent(ofProject: string) {
  const { accountId, collectionId } = await world.addPaid(ofProject);
  return { accountId, collectionId, attemptId: await world.addMade(collectionId) };
}

/** Half of the entries are chained; the other half are not chained yet. */
beforeAll(async () => {
  await world.addSchool();
  projectId = (await world.addProject()).id;
  otherProjectId = (await world.addProject({ graduationYear: 2028 })).id;
  thief = await world.addStaff("reviewer");
  colleague = await world.addStaff("service");
  await pool.query("update staff set username = 'thief' where id = $1", [thief]);
  seen = await addStudent(projectId);
  other = await addStudent(otherProjectId);
  const actor = `reviewer:${thief}`;
  const look = { actor, action: "look-at-picture", subject: `attempt:${seen.attemptId}` } as const;
  await write("2027-11-01T08:00:00", look);
  await write("2027-11-02T08:00:00", look);
  await write("2027-11-02T09:00:00", look);
  await write("2027-11-02T09:10:00", { ...look, subject: `attempt:${randomUUID()}` });
  await write("2027-11-02T10:00:00", {
    actor,
    action: "photo-downloaded",
    subject: `attempt:${other.attemptId}`,
  });
  await chainWaiting(auditLogOn(db));
  await write("2027-11-02T11:00:00", {
    actor: `service:${colleague}`,
    action: "collections-searched",
    subject: `staff:${colleague}`,
    details: { matches: [seen.collectionId, other.collectionId] },
  });
  const start = async (id: string, format: string) => {
    const details = { kind: "finished-photos", format, filters: { projectId }, rows: 2 };
    await write("2027-10-01T08:00:00", {
      actor,
      action: "export-started",
      subject: `export:${id}`,
      details,
    });
  };
  const take = (time: string, id: string) =>
    write(time, { actor, action: "export-downloaded", subject: `export:${id}` });
  await start("list", "csv");
  await take("2027-11-02T12:00:00", "list");
  await write("2027-11-03T00:00:00", look);
  // A ZIP's audit entries per photo are written only at its first download: before the queried day, or on it.
  for (const [zip, first] of [
    ["taken-before", "2027-10-01T09:00:00"],
    ["taken-new", "2027-11-05T09:00:00"],
  ] as const) {
    await start(zip, "zip");
    await take(first, zip);
    const photo = { actor, action: "photo-downloaded", details: { export: zip } } as const;
    for (const { attemptId } of [seen, other])
      await write(first, { ...photo, subject: `attempt:${attemptId}` });
  }
  await take("2027-11-05T10:00:00", "taken-before");
  await take("2027-11-05T11:00:00", "taken-new");
});

const within = {
  from: new Date("2027-11-02T00:00:00+08:00"),
  until: new Date("2027-11-03T00:00:00+08:00"),
  actorId: null,
  projectId: null,
};
const actions = (rows: readonly { collectionId: string; action: string; times: number }[]) =>
  rows.map(({ collectionId, action, times }) => [collectionId, action, times]);

const zipDay = {
  ...within,
  from: new Date("2027-11-05T00:00:00+08:00"),
  until: new Date("2027-11-06T00:00:00+08:00"),
};

test("the command prints a CSV without names and reports exported lists separately", async () => {
  const text: string[] = [];
  const warned: string[] = [];
  const printer = {
    print: (words: string) => void text.push(words),
    warn: (words: string) => void warned.push(words),
  };
  const run = (...args: readonly string[]) => runConcerned(args, { DATABASE_URL: url }, printer);
  expect(await run("--from", "2027-11-02", "--until", "2027-11-03", "--staff", "Thief")).toBe(1);
  expect(text).toEqual([
    "collection,account,school,project,action,what,times,first,last",
    `${seen.collectionId},${seen.accountId},10559,${projectId},look-at-picture,查看照片,2,2027-11-02 08:00,2027-11-02 09:00`,
    expect.stringContaining(`${other.collectionId},`),
  ]);
  expect(warned.join("\n")).toContain("2 collections of 2 accounts");
  expect(warned.join("\n")).toContain("export:list");
  expect(await run("--from", "2027-11-02T11:00+08:00", "--until", "2027-11-02T11:30+08:00")).toBe(
    0,
  );
  for (const wrong of [
    [],
    ["--from", "yesterday", "--until", "2027-11-03"],
    ["--from", "2027-11-02"],
    ["--staff"],
  ])
    expect(await run(...wrong)).toBe(64);
});

test("an empty time range, and an unknown staff member or project, are reported as errors", async () => {
  const text: string[] = [];
  const warned: string[] = [];
  const printer = {
    print: (words: string) => void text.push(words),
    warn: (words: string) => void warned.push(words),
  };
  const run = (...args: readonly string[]) => runConcerned(args, { DATABASE_URL: url }, printer);
  for (const until of ["2027-11-02", "2027-11-01"])
    expect(await run("--from", "2027-11-02", "--until", until), until).toBe(64);
  const days = ["--from", "2027-11-02", "--until", "2027-11-03"];
  for (const nobody of ["nobody-here", randomUUID()]) {
    expect(await run(...days, "--staff", nobody), nobody).toBe(2);
    expect(warned.at(-1)).toContain(`no staff member has the user name or id ${nobody}`);
  }
  const nothing = randomUUID();
  expect(await run(...days, "--project", nothing)).toBe(2);
  expect(warned.at(-1)).toContain(`no project has the id ${nothing}`);
  expect(text).toEqual([]);
});

test("the students that one API key read are listed by its id", async () => {
  const keyId = randomUUID();
  const at = new Date("2027-12-01T00:00:00+08:00");
  const rights = { name: "教务系统", scopes: ["progress" as const], networks: ["127.0.0.0/8"] };
  const lifetime = {
    createdBy: colleague,
    createdAt: at,
    expiresAt: new Date("2028-01-01T00:00:00+08:00"),
  };
  await db.insert(apiKeys).values({
    id: keyId,
    schoolCode: "10559",
    tokenSha256: sessionTokenSha256(keyId),
    ...rights,
    ...lifetime,
  });
  const read = { action: "student-named", subject: `collection:${other.collectionId}` } as const;
  await write("2027-12-03T09:00:00", { ...read, actor: `school-system:${keyId}` });
  await write("2027-12-03T09:00:00", { ...read, actor: `school-system:${randomUUID()}` });
  const text: string[] = [];
  const printer = { print: (line: string) => void text.push(line), warn: () => {} };
  const days = ["--from", "2027-12-03", "--until", "2027-12-04"];
  expect(await runConcerned([...days, "--staff", keyId], { DATABASE_URL: url }, printer)).toBe(0);
  expect(text.slice(1)).toEqual([expect.stringContaining(`${other.collectionId},`)]);
  expect(text[1]).toContain(",student-named,");
  expect(text[1]).toContain(",1,2027-12-03 09:00,2027-12-03 09:00");
});

test("viewing the numbers of students who have started is reported as an exported list", async () => {
  const subject = `project:${projectId}`;
  const actor = `school-admin:${colleague}`;
  await write("2027-12-01T09:00:00", {
    actor,
    action: "look-at-started-numbers",
    subject,
    details: { rows: 2 },
  });
  const scope = {
    from: new Date("2027-12-01T00:00:00+08:00"),
    until: new Date("2027-12-02T00:00:00+08:00"),
  };
  const { concerned, lists } = await findAffected(
    { db, objects },
    { ...scope, actorId: null, projectId },
  );
  expect(concerned).toEqual([]);
  expect(lists).toMatchObject([{ actor, subject, filters: { action: "look-at-started-numbers" } }]);
});

const places = [
  ["in the database", null],
  ["in part in the object store", "2027-11-02T08:30:00+08:00"],
  ["in the object store", "2100-01-01"],
] as const;

describe.each(places)("with entries %s", (_, until) => {
  beforeAll(async () => {
    if (until === null) return;
    await chainWaiting(auditLogOn(db));
    await archiveLog(ownerUrl, objects, new Date(until));
  });

  test("collections whose pictures were viewed, taken or found by search are listed with counts, within the time range", async () => {
    const { concerned, unknown } = await findAffected({ db, objects }, within);
    expect(actions(concerned)).toEqual([
      [seen.collectionId, "look-at-picture", 2],
      [other.collectionId, "photo-downloaded", 1],
      [seen.collectionId, "collections-searched", 1],
      [other.collectionId, "collections-searched", 1],
    ]);
    expect(concerned[0]).toMatchObject({
      schoolCode: "10559",
      projectId,
      firstAt: new Date("2027-11-02T08:00:00+08:00"),
      lastAt: new Date("2027-11-02T09:00:00+08:00"),
    });
    // The entry concerns a photo that is deleted.
    expect(unknown).toBe(1);
  });

  test("results can be limited to one member of staff or one project", async () => {
    expect(
      actions((await findAffected({ db, objects }, { ...within, actorId: colleague })).concerned),
    ).toHaveLength(2);
    expect(
      actions(
        (await findAffected({ db, objects }, { ...within, projectId: otherProjectId })).concerned,
      ),
    ).toEqual([
      [other.collectionId, "photo-downloaded", 1],
      [other.collectionId, "collections-searched", 1],
    ]);
  });

  test("an exported list is reported with its filters", async () => {
    expect((await findAffected({ db, objects }, within)).lists).toMatchObject([
      {
        subject: "export:list",
        actor: `reviewer:${thief}`,
        filters: { kind: "finished-photos", filters: { projectId } },
      },
    ]);
  });

  test("a repeated ZIP download affects every student in it, however old the first download is", async () => {
    const { concerned, lists, unknown } = await findAffected({ db, objects }, zipDay);
    expect(actions(concerned)).toEqual([
      [seen.collectionId, "photo-downloaded", 3],
      [other.collectionId, "photo-downloaded", 3],
    ]);
    expect(concerned[0]).toMatchObject({
      firstAt: new Date("2027-11-05T09:00:00+08:00"),
      lastAt: new Date("2027-11-05T11:00:00+08:00"),
    });
    expect({ lists, unknown }).toEqual({ lists: [], unknown: 0 });
    const repeated = {
      ...zipDay,
      from: new Date("2027-11-05T09:30:00+08:00"),
      until: new Date("2027-11-05T10:30:00+08:00"),
    };
    expect(
      actions(
        (await findAffected({ db, objects }, { ...repeated, projectId: otherProjectId })).concerned,
      ),
    ).toEqual([[other.collectionId, "photo-downloaded", 1]]);
    expect(
      (await findAffected({ db, objects }, { ...repeated, actorId: colleague })).concerned,
    ).toEqual([]);
  });
});
