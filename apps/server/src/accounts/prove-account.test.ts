import type { RouteName } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openForeignWorld } from "../http/testing/foreign-world.ts";
import { collections, persons, sessions } from "../infra/db/schema/index.ts";
import { createSearchHash } from "../infra/sealing/search-hash.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { openTestApi } from "../testing/open-api.ts";

const { db, pool, call, clock, objects } = await openTestApi();
const world = await openForeignWorld({ db, pool }, objects);
clock.now = world.clock();

/** Adds a student whose session has no identity proof. The last four characters are 0018. */
async function addUnproven() {
  const { session: token, accountId, ids } = await world.addOwner();
  await db
    .update(sessions)
    .set({ provenUntil: null })
    .where(eq(sessions.tokenSha256, sessionTokenSha256(token)));
  const { collectionId } = ids;
  const request = (name: RouteName) => call(name, { token, params: { collectionId } });
  const prove = (lastFour: string) => call("proveAccount", { token, body: { lastFour } });
  return { token, accountId, request, prove };
}

test("export and deletion need the last four ID characters, which are valid for fifteen minutes", async () => {
  const { request, prove } = await addUnproven();
  for (const name of ["exportMyData", "leaveCollection", "deleteMyData"] satisfies RouteName[]) {
    expect(await request(name), name).toMatchObject({ status: 403, code: "identity-proof-needed" });
  }
  expect(await prove("0018")).toMatchObject({ status: 200 });
  expect(await request("exportMyData")).toMatchObject({ status: 200 });
  clock.now = new Date(clock.now.getTime() + 15 * 60_000);
  expect(await request("exportMyData")).toMatchObject({ code: "identity-proof-needed" });
});

test("counts wrong last four characters, also in parallel, and locks for an hour after the fifth", async () => {
  const { request, prove } = await addUnproven();
  const wrong = await Promise.all(Array.from({ length: 8 }, () => prove("9999")));
  expect(wrong.filter(({ code }) => code === "last-four-wrong")).toHaveLength(4);
  expect(wrong.filter(({ code }) => code === "last-four-locked")).toHaveLength(4);
  expect(await prove("0018")).toMatchObject({ code: "last-four-locked" });
  expect(await request("exportMyData")).toMatchObject({ code: "identity-proof-needed" });
});

test("a person added to the account later cannot prove the account", async () => {
  const { token, accountId, prove } = await addUnproven();
  const own = await world.addOwner();
  const [added] = await db
    .update(collections)
    .set({ accountId })
    .where(eq(collections.id, own.ids.collectionId))
    .returning({ personId: collections.personId });
  const personId = added?.personId ?? "";
  const searchHash = createSearchHash(readServiceConfig({}).secrets.searchKey);
  await db
    .update(persons)
    .set({
      createdAt: new Date(clock.now.getTime() + 60_000),
      idLastFourHash: searchHash("id-last-four", "7777", personId),
    })
    .where(eq(persons.id, personId));
  expect(await prove("7777")).toMatchObject({ code: "last-four-wrong" });
  expect((await prove("0018")).status).toBe(200);
  expect(await call("exportMyData", { token })).toMatchObject({ status: 200 });
});

test("an account without personal data needs no proof", async () => {
  const { request, accountId } = await addUnproven();
  await db.update(persons).set({ erasedAt: clock.now });
  expect(await request("exportMyData"), accountId).toMatchObject({ status: 200 });
});

test("every identity proof is in the audit log", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select from audit_entries where action = 'identity-proven'");
  expect(rows.length).toBeGreaterThan(1);
});
