import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { photoOf } from "../collections/testing/attempt-world.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  apiKeys,
  auditEntries,
  consents,
  persons,
  schoolChanges,
  staff,
} from "../infra/db/schema/index.ts";
import { openSchoolSystemWorld } from "./testing/school-system-world.ts";

const world = await openSchoolSystemWorld();
const {
  app,
  db,
  call,
  clock,
  projectId,
  foreignProject,
  admin,
  second,
  stranger,
  operator,
  create,
  confirm,
  addKey,
} = world;

const projectsWith = (token: string, address = "127.0.0.1") =>
  call("readSystemProjects", { token, address });
const dayMs = 86_400_000;

interface Change {
  readonly collectionId: string;
  readonly kind: string;
  readonly state: string | null;
  readonly student: object | null;
  readonly photo: { readonly sha256: string } | null;
  readonly reasons: readonly { readonly code: string }[];
}

/** Reads the feed page by page to its present end. */
async function readAll(token: string, from = "0", limit = "3") {
  const changes: Change[] = [];
  for (let cursor = from; ; ) {
    const { body } = await call("readSystemChanges", { token, query: { cursor, limit } });
    changes.push(...body.changes);
    cursor = body.next;
    if (!body.more) return { changes, next: cursor };
  }
}

test("a key works only after a second person has confirmed it, and only its hash is stored", async () => {
  const { keyId, token } = await create();
  expect(token).toMatch(/^gpk_[A-Za-z0-9_-]{43}$/);
  expect(await projectsWith(token)).toMatchObject({ status: 401, code: "api-key-ended" });
  expect(await confirm(keyId, admin)).toMatchObject({ status: 409, code: "api-key-own" });
  expect(await confirm(keyId, stranger)).toMatchObject({ status: 404 });
  expect(await confirm(keyId)).toMatchObject({ status: 200 });
  expect(await confirm(keyId, operator)).toMatchObject({ code: "api-key-not-waiting" });
  expect(await projectsWith(token)).toMatchObject({
    status: 200,
    body: { projects: [{ projectId }] },
  });
  const rows = await db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows[0]?.lastUsedAt).not.toBeNull();
  const listed = await call("listApiKeys", { token: admin.token, query: { limit: "20" } });
  expect(JSON.stringify(listed.body)).not.toContain(token);
  expect(
    (await call("listApiKeys", { token: stranger.token, query: { limit: "20" } })).body.keys,
  ).toEqual([]);
});

test("an operator may confirm, but not a key whose creator has left", async () => {
  const leaver = await world.signIn("school-admin", "10559");
  const key = await create({}, leaver);
  await db.update(staff).set({ disabledAt: clock.now }).where(eq(staff.id, leaver.staffId));
  expect(await confirm(key.keyId, operator)).toMatchObject({ code: "api-key-creator-left" });
  const other = await create();
  expect(await confirm(other.keyId, operator)).toMatchObject({ status: 200 });
});

test("a key is refused beyond its expiry, outside its networks, without its scope, and in a query", async () => {
  const token = await addKey({
    scopes: ["progress"],
    networks: ["10.1.0.0/16", "192.0.2.7", "2001:db8::/32"],
    days: 1,
  });
  expect(await projectsWith(token, "10.2.0.1")).toMatchObject({
    status: 403,
    code: "api-key-network",
  });
  for (const address of ["10.1.2.3", "::ffff:10.1.2.3", "192.0.2.7", "2001:db8::7"])
    expect(await projectsWith(token, address)).toMatchObject({ status: 200 });
  const photo = { token, address: "10.1.2.3", params: { collectionId: randomUUID() } };
  expect(await call("readSystemPhoto", photo)).toMatchObject({
    status: 403,
    code: "api-key-scope",
  });
  for (const name of ["key", "token", "access_token", "authorization"]) {
    const query = { [name]: token };
    for (const input of [{ query }, { query, token }])
      expect(await call("readSystemProjects", { ...input, address: "10.1.2.3" })).toMatchObject({
        code: "api-key-missing",
      });
  }
  expect(
    await call("listApiKeys", { token, address: "10.1.2.3", query: { limit: "20" } }),
  ).toMatchObject({
    status: 403,
    code: "forbidden",
  });
  const before = clock.now;
  clock.now = new Date(before.getTime() + dayMs);
  expect(await projectsWith(token, "10.1.2.3")).toMatchObject({ code: "api-key-ended" });
  clock.now = before;
});

test("a rotated key works next to the old one for the overlap; a revoked one ends at once", async () => {
  const { keyId, token: old } = await create();
  await confirm(keyId);
  const rotated = await call("rotateApiKey", {
    token: second.token,
    params: { keyId },
    body: { overlapHours: 2 },
  });
  for (const token of [old, rotated.body.token])
    expect(await projectsWith(token)).toMatchObject({ status: 200 });
  const before = clock.now;
  clock.now = new Date(before.getTime() + 2 * 3_600_000);
  expect(await projectsWith(old)).toMatchObject({ code: "api-key-ended" });
  expect(await projectsWith(rotated.body.token)).toMatchObject({ status: 200 });
  clock.now = before;
  expect(await call("revokeApiKey", { token: stranger.token, params: { keyId } })).toMatchObject({
    status: 404,
  });
  await call("revokeApiKey", { token: operator.token, params: { keyId } });
  for (const token of [old, rotated.body.token])
    expect(await projectsWith(token)).toMatchObject({ status: 401, code: "api-key-ended" });
});

test("a new key that was lost before its first use is rotated again without ending the one in use", async () => {
  const { keyId, token: inUse } = await create();
  await confirm(keyId);
  const rotate = async (): Promise<string> =>
    (
      await call("rotateApiKey", {
        token: second.token,
        params: { keyId },
        body: { overlapHours: 2 },
      })
    ).body.token;
  await projectsWith(inUse);
  const lost = await rotate();
  const stored = await rotate();
  expect(await projectsWith(lost)).toMatchObject({ code: "api-key-ended" });
  for (const token of [inUse, stored])
    expect(await projectsWith(token)).toMatchObject({ status: 200 });
  const later = await rotate();
  expect(await projectsWith(inUse)).toMatchObject({ code: "api-key-ended" });
  for (const token of [stored, later])
    expect(await projectsWith(token)).toMatchObject({ status: 200 });
});

test("a key covers only projects of its school, and only those that were chosen", async () => {
  const foreign = {
    ...{ name: "a", scopes: ["progress"], networks: ["127.0.0.0/8"] },
    projects: [foreignProject],
    days: 1,
  };
  expect(await call("createApiKey", { token: admin.token, body: foreign })).toMatchObject({
    status: 404,
  });
  const { id: otherProject } = await world.world.addProject({ graduationYear: 2028 });
  const { collectionId } = await world.addCompleted(otherProject);
  const token = await addKey({ projects: [projectId] });
  expect((await projectsWith(token)).body.projects).toHaveLength(1);
  expect(
    await call("readSystemProgress", { token, query: { projectId: otherProject } }),
  ).toMatchObject({
    status: 404,
  });
  expect(await call("readSystemProgress", { token, query: { projectId } })).toMatchObject({
    status: 200,
  });
  expect(await call("readSystemPhoto", { token, params: { collectionId } })).toMatchObject({
    status: 404,
  });
  expect((await readAll(token)).changes.filter((one) => one.collectionId === collectionId)).toEqual(
    [],
  );
});

test("the feed has each change of state once, in order, with the finished photo and an audit entry that the student sees", async () => {
  const token = await addKey();
  const { next } = await readAll(token);
  const { collectionId, attemptId } = await world.addCompleted();
  const { changes } = await readAll(token, next);
  const own = changes.filter((one) => one.collectionId === collectionId);
  expect(own.map(({ kind, state }) => (kind === "state" ? state : kind))).toEqual([
    ...[
      "verified",
      "paid",
      "shared",
      "processing",
      "ready",
      "in_review",
      "approved",
      "uploading",
      "completed",
    ],
  ]);
  const sha256 = createHash("sha256").update(photoOf(attemptId)).digest("hex");
  expect(own.at(-1)).toMatchObject({
    photo: { sha256 },
    student: { name: "测试甲", studentNumber: "2023000001" },
  });
  const seen = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `collection:${collectionId}`));
  expect(
    seen.filter(({ action }) => action === "student-named").map(({ actor }) => actor.split(":")[0]),
  ).toContain("school-system");
});

test("a change that commits after a later one is not lost", async () => {
  const token = await addKey();
  const [first, later] = [
    await world.world.addPaid(projectId),
    await world.world.addPaid(projectId),
  ];
  const { next } = await readAll(token);
  const insert = (collectionId: string) =>
    ({ projectId, collectionId, cause: "upload", state: "processing", at: clock.now }) as const;
  let read = { changes: [] as Change[], next };
  await inTransaction(db, async (tx) => {
    const [early] = await tx.insert(schoolChanges).values(insert(first.collectionId)).returning();
    const [late] = await db.insert(schoolChanges).values(insert(later.collectionId)).returning();
    expect(early?.id).toBeLessThan(late?.id ?? 0);
    read = await readAll(token, next);
  });
  expect(read.changes.map(({ collectionId }) => collectionId)).toEqual([later.collectionId]);
  const after = await readAll(token, read.next);
  expect(after.changes.map(({ collectionId }) => collectionId)).toEqual([first.collectionId]);
});

test("readers in parallel receive the same positions", async () => {
  const token = await addKey();
  const { next } = await readAll(token);
  await Promise.all(Array.from({ length: 4 }, () => world.world.addPaid(projectId)));
  const pages = await Promise.all(Array.from({ length: 4 }, () => readAll(token, next, "100")));
  for (const page of pages) expect(page).toEqual(pages[0]);
  expect(pages[0]?.changes).toHaveLength(12);
});

test("a withdrawn consent and an erasure are reported as deleted, without the student or the photo", async () => {
  const token = await addKey();
  for (const erase of [
    ({ accountId }: { readonly accountId: string }) =>
      db.update(consents).set({ withdrawnAt: clock.now }).where(eq(consents.accountId, accountId)),
    async ({ collectionId }: { readonly collectionId: string }) => {
      const isOf = `(select person_id from collections where id = '${collectionId}')`;
      await world.pool.query(`update persons set erased_at = now() where id = ${isOf}`);
    },
  ]) {
    const made = await world.addCompleted();
    const { next } = await readAll(token);
    await erase(made);
    const { changes } = await readAll(token, next);
    expect(changes).toEqual([
      expect.objectContaining({
        collectionId: made.collectionId,
        kind: "deleted",
        student: null,
        photo: null,
        state: null,
      }),
    ]);
    const all = (await readAll(token)).changes.filter(
      ({ collectionId }) => collectionId === made.collectionId,
    );
    expect(all).toHaveLength(1);
    expect(
      await call("readSystemPhoto", { token, params: { collectionId: made.collectionId } }),
    ).toMatchObject({
      status: 404,
    });
  }
  expect(await db.$count(persons)).toBeGreaterThan(0);
});

test("the erasure of a student who never consented, or withdrew before, adds nothing to the feed", async () => {
  const token = await addKey();
  const never = await world.addCompleted();
  const withdrawn = await world.addCompleted();
  const consented = await world.addCompleted();
  await db.delete(consents).where(eq(consents.accountId, never.accountId));
  await db
    .update(consents)
    .set({ withdrawnAt: clock.now })
    .where(eq(consents.accountId, withdrawn.accountId));
  const { next } = await readAll(token);
  await db.update(persons).set({ erasedAt: clock.now });
  const { changes } = await readAll(token, next);
  const ids = changes.map(({ collectionId }) => collectionId);
  expect(ids).toContain(consented.collectionId);
  expect(ids).not.toContain(never.collectionId);
  expect(ids).not.toContain(withdrawn.collectionId);
});

test("photos arrive one by one or as the ZIP of a page, and each is recorded", async () => {
  const token = await addKey();
  const { next } = await readAll(token);
  const { collectionId, attemptId } = await world.addCompleted();
  const headers = { authorization: `Bearer ${token}` };
  const one = await app.inject({ url: `/v1/school/collections/${collectionId}/photo`, headers });
  expect(one.rawPayload).toEqual(Buffer.from(photoOf(attemptId)));
  const page = await call("readSystemChanges", { token, query: { cursor: next, limit: "100" } });
  const zip = await app.inject({
    url: `/v1/school/photos?cursor=${next}&through=${page.body.next}`,
    headers,
  });
  expect(zip.statusCode).toBe(200);
  expect(zip.rawPayload.includes(`${collectionId}.jpg`)).toBe(true);
  expect(zip.rawPayload.includes(Buffer.from(photoOf(attemptId)))).toBe(true);
  const seen = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `attempt:${attemptId}`));
  expect(seen.filter(({ action }) => action === "photo-downloaded")).toHaveLength(2);
});

test("an unchanged page is answered with 304, and a large one is compressed", async () => {
  const token = await addKey();
  const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip" };
  const url = "/v1/school/changes?limit=100";
  const first = await app.inject({ url, headers });
  expect(first.headers["content-encoding"]).toBe("gzip");
  const unchanged = await app.inject({
    url,
    headers: { ...headers, "if-none-match": String(first.headers.etag) },
  });
  expect(unchanged.statusCode).toBe(304);
});

test("a refused photo is reported with its reasons", async () => {
  const token = await addKey();
  const { collectionId } = await world.world.addPaid(projectId);
  const attemptId = await world.world.addMade(collectionId);
  await world.rejectPhoto(collectionId, attemptId, ["glasses"]);
  const { changes } = await readAll(token);
  const last = changes.filter((one) => one.collectionId === collectionId).at(-1);
  expect(last).toMatchObject({ state: "rejected", reasons: [{ code: "glasses" }] });
});
