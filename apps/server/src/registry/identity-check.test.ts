import { identityOutcomes } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { photoOf } from "../collections/testing/attempt-world.ts";
import { staffCall } from "../collections/testing/staff-call.ts";
import { studentCall } from "../collections/testing/student-world.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import { consents, doomedObjects, identityEvidence, registryItems } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openRegistryWorld } from "./testing/registry-world.ts";

const database = await openTestDatabase();
const { db } = database;
const sandbox = await startSandbox();
const registry = await openRegistryWorld(database, sandbox);
const { world, projectId, handlers, queue, send, ask, approved, stateOf } = registry;
const admin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");
await world.addSchool({ code: "10558", name: "测试大学" });
const stranger = staffCall(await world.addStaff("school-admin", "10558"), "school-admin", "10558");

const picture = photoOf("evidence");

type Outcome = "failed" | "doubtful" | "abnormal";

/** Uploaded, and the comparison of faces ended so. */
async function compared(outcome: Outcome) {
  const made = await approved();
  await sandbox.control("POST", "/registry/identities", { outcome });
  await queue();
  await send();
  await ask();
  return { ...made, call: studentCall(made.accountId), params: { collectionId: made.collectionId } };
}

const decide = (isAccepted: boolean) =>
  sandbox.control("POST", "/registry/identity-decisions", { studentNumber: "2023000001", accepted: isAccepted });

const list = async () =>
  accepted(await handlers.listIdentityChecks({ params: { projectId }, query: { limit: 10 } }, admin)).students;

test.each(["failed", "doubtful", "abnormal"] as const)(
  "a comparison that ends %s leaves the photo with the registry and tells the student what to do",
  async (outcome) => {
    const { collectionId, call, params } = await compared(outcome);
    expect(await stateOf(collectionId)).toBe("identity_check");
    const check = accepted(await handlers.readIdentityCheck({ params }, call));
    expect(check).toMatchObject({ outcome, advice: { zh: expect.stringContaining("身份材料") }, takenAt: null });
    const { accountId } = call.caller;
    const { history } = accepted(
      await readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" }),
    );
    const { zh, en } = identityOutcomes[outcome];
    expect(history.at(-1)).toMatchObject({ move: "check-identity", reason: { zh, en } });
    expect(check.evidence.map(({ givenAt }) => givenAt)).toEqual([null, null, null]);
    // Nothing is told twice.
    expect(await ask()).toBe(0);
    await decide(true);
    await ask();
    expect(await stateOf(collectionId)).toBe("completed");
    expect(await handlers.readIdentityCheck({ params }, call)).toMatchObject({ refused: "no-identity-check" });
  },
);

test("a person at the registry who refuses the evidence sends the photo back", async () => {
  const { collectionId } = await compared("doubtful");
  await decide(false);
  await ask();
  expect(await stateOf(collectionId)).toBe("returned");
  const [item] = await db.select().from(registryItems).where(eq(registryItems.collectionId, collectionId));
  expect(item).toMatchObject({ state: "refused", reason: "registry-not-this-student" });
});

test("the school takes the evidence as files named by number and name; the student and the list see that it has", async () => {
  const { collectionId, call, params } = await compared("failed");
  expect(await handlers.takeEvidence({ params }, admin)).toMatchObject({ refused: "no-evidence-given" });
  for (const kind of ["id-card-held", "statement"] as const)
    accepted(await handlers.giveEvidence({ params, query: { evidenceKind: kind }, picture }, call));
  expect(await list()).toMatchObject([{ collectionId, outcome: "failed", evidence: 2, takenAt: null }]);
  const file = accepted(await handlers.takeEvidence({ params }, admin));
  expect(file.fileName).toBe("2023000001-测试甲-身份材料.zip");
  expect(Object.keys(unzipSync(file.bytes)).sort()).toEqual([
    "2023000001-测试甲-情况说明.jpg",
    "2023000001-测试甲-手持身份证照片.jpg",
  ]);
  expect((await list())[0]?.takenAt).not.toBeNull();
  expect(accepted(await handlers.readIdentityCheck({ params }, call)).takenAt).not.toBeNull();
  expect(await handlers.takeEvidence({ params }, stranger)).toMatchObject({ refused: "not-found" });
  expect(await handlers.listIdentityChecks({ params: { projectId }, query: { limit: 10 } }, stranger)).toMatchObject({
    refused: "not-found",
  });
});

test("evidence given again takes the place of what was there, whose file goes; what is no picture is refused", async () => {
  const { collectionId, call, params } = await compared("doubtful");
  const give = async (bytes: Uint8Array) =>
    handlers.giveEvidence({ params, query: { evidenceKind: "older-photo" }, picture: bytes }, call);
  accepted(await give(picture));
  const [first] = await db.select().from(identityEvidence).where(eq(identityEvidence.collectionId, collectionId));
  accepted(await give(picture));
  const kept = await db.select().from(identityEvidence).where(eq(identityEvidence.collectionId, collectionId));
  expect(kept).toHaveLength(1);
  expect(kept[0]?.objectKey).not.toBe(first?.objectKey);
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, first?.objectKey ?? ""))).toBe(1);
  expect(await give(Buffer.from("not a picture"))).toMatchObject({ refused: "photo-wrong-type" });
  expect(
    await handlers.giveEvidence(
      { params, query: { evidenceKind: "statement" }, picture },
      studentCall(await world.addAccount()),
    ),
  ).toMatchObject({ refused: "not-found" });
});

test("who took the consent for their face back gives no evidence, and leaves no file of it behind", async () => {
  const { accountId, collectionId, call, params } = await compared("doubtful");
  await db.update(consents).set({ withdrawnAt: world.deps.clock() }).where(eq(consents.accountId, accountId));
  const given = await handlers.giveEvidence({ params, query: { evidenceKind: "id-card-held" }, picture }, call);
  expect(given).toMatchObject({ refused: "consent-missing" });
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(0);
  expect(await stateOf(collectionId)).toBe("identity_check");
});

test("a student who takes another photo instead is asked about by that one alone", async () => {
  const { collectionId } = await compared("failed");
  await database.pool.query("update collections set state = 'approved', updated_at = $2 where id = $1", [
    collectionId,
    new Date(world.deps.clock().getTime() - 3_600_000),
  ]);
  expect(await queue()).toBe(1);
  await send();
  await ask();
  expect(await stateOf(collectionId)).toBe("completed");
  const items = await db.select().from(registryItems).where(eq(registryItems.collectionId, collectionId));
  expect(items.map(({ state }) => state).sort()).toEqual(["accepted", "refused"]);
});
