import { identityOutcomes } from "@gradphoto/domain";
import { and, eq, inArray } from "drizzle-orm";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { photoOf } from "../collections/testing/attempt-world.ts";
import { consentHandlers } from "../consents/routes.ts";
import { type Call, isRefusal } from "../core/call.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import {
  consents,
  doomedObjects,
  identityEvidence,
  registryItems,
} from "../infra/db/schema/index.ts";
import { accepted, staffCall, studentCall } from "../testing/calls.ts";
import { dropEvidenceFor } from "./identity-check.ts";
import { takeEvidence } from "./take-evidence.ts";
import { openRegistryWorld } from "./testing/registry-world.ts";

const registry = await openRegistryWorld();
const {
  db,
  pool,
  sandbox,
  world,
  projectId,
  handlers,
  queueUploads,
  sendBatches,
  queryBatches,
  addUploadable,
  stateOf,
} = registry;
const admin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");
await world.addSchool({ code: "10558", name: "测试大学" });
const otherSchoolAdmin = staffCall(
  await world.addStaff("school-admin", "10558"),
  "school-admin",
  "10558",
);

const picture = photoOf("evidence");

type Outcome = "failed" | "doubtful" | "abnormal";

type EvidenceKind = Parameters<typeof handlers.giveEvidence>[0]["query"]["evidenceKind"];

const give = (
  params: { readonly collectionId: string },
  call: Call,
  evidenceKind: EvidenceKind = "statement",
) =>
  handlers.giveEvidence(
    { params, query: { evidenceKind }, receivePicture: async () => picture },
    call,
  );

/** Uploads a photo whose face comparison has this outcome. */
async function compared(outcome: Outcome) {
  const made = await addUploadable();
  await sandbox.control("POST", "/registry/identities", { outcome });
  await queueUploads();
  await sendBatches();
  await queryBatches();
  return {
    ...made,
    call: studentCall(made.accountId),
    params: { collectionId: made.collectionId },
  };
}

const decide = (isAccepted: boolean) =>
  sandbox.control("POST", "/registry/identity-decisions", {
    studentNumber: "2023000001",
    accepted: isAccepted,
  });

const list = async () =>
  accepted(
    await handlers.listIdentityChecks({ params: { projectId }, query: { limit: 10 } }, admin),
  ).students;

test.each(["failed", "doubtful", "abnormal"] as const)(
  "a comparison that ends %s leaves the photo with the registry and shows the student what to do",
  async (outcome) => {
    const { collectionId, call, params } = await compared(outcome);
    expect(await stateOf(collectionId)).toBe("identity_check");
    const check = accepted(await handlers.readIdentityCheck({ params }, call));
    expect(check).toMatchObject({
      outcome,
      advice: { zh: expect.stringContaining("身份材料") },
      takenAt: null,
    });
    const { accountId } = call.caller;
    const { history } = accepted(
      await readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" }),
    );
    const { zh, en } = identityOutcomes[outcome];
    expect(history.at(-1)).toMatchObject({ move: "check-identity", reason: { zh, en } });
    expect(check.evidence.map(({ grantedAt }) => grantedAt)).toEqual([null, null, null]);
    // Sends no second notification.
    expect(await queryBatches()).toBe(0);
    await decide(true);
    await queryBatches();
    expect(await stateOf(collectionId)).toBe("completed");
    expect(await handlers.readIdentityCheck({ params }, call)).toMatchObject({
      refused: "no-identity-check",
    });
  },
);

test("the photo is returned when a registry officer refuses the evidence", async () => {
  const { collectionId } = await compared("doubtful");
  await decide(false);
  await queryBatches();
  expect(await stateOf(collectionId)).toBe("returned");
  const [item] = await db
    .select()
    .from(registryItems)
    .where(eq(registryItems.collectionId, collectionId));
  expect(item).toMatchObject({ state: "refused", reason: "registry-not-this-student" });
});

test("school staff download the evidence as named files, and the student and the list show the download", async () => {
  const { collectionId, call, params } = await compared("failed");
  expect(await handlers.takeEvidence({ params }, admin)).toMatchObject({
    refused: "no-evidence-submitted",
  });
  for (const kind of ["id-card-held", "statement"] as const)
    accepted(await give(params, call, kind));
  expect(await list()).toMatchObject([
    { collectionId, outcome: "failed", evidence: 2, takenAt: null },
  ]);
  const file = accepted(await handlers.takeEvidence({ params }, admin));
  expect(file.fileName).toBe("2023000001-测试甲-身份材料.zip");
  expect(Object.keys(unzipSync(file.bytes)).sort()).toEqual([
    "2023000001-测试甲-情况说明.jpg",
    "2023000001-测试甲-手持身份证照片.jpg",
  ]);
  expect((await list())[0]?.takenAt).not.toBeNull();
  expect(accepted(await handlers.readIdentityCheck({ params }, call)).takenAt).not.toBeNull();
  expect(await handlers.takeEvidence({ params }, otherSchoolAdmin)).toMatchObject({
    refused: "not-found",
  });
  expect(
    await handlers.listIdentityChecks(
      { params: { projectId }, query: { limit: 10 } },
      otherSchoolAdmin,
    ),
  ).toMatchObject({
    refused: "not-found",
  });
});

test("new evidence of a kind replaces the earlier file; a file that is not a picture is refused", async () => {
  const { collectionId, call, params } = await compared("doubtful");
  const giveOlder = async (bytes: Uint8Array) =>
    handlers.giveEvidence(
      { params, query: { evidenceKind: "older-photo" }, receivePicture: async () => bytes },
      call,
    );
  accepted(await giveOlder(picture));
  const [first] = await db
    .select()
    .from(identityEvidence)
    .where(eq(identityEvidence.collectionId, collectionId));
  accepted(await giveOlder(picture));
  const stored = await db
    .select()
    .from(identityEvidence)
    .where(eq(identityEvidence.collectionId, collectionId));
  expect(stored).toHaveLength(1);
  expect(stored[0]?.objectKey).not.toBe(first?.objectKey);
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, first?.objectKey ?? ""))).toBe(1);
  expect(await giveOlder(Buffer.from("not a picture"))).toMatchObject({
    refused: "photo-wrong-type",
  });
  expect(await give(params, studentCall(await world.addAccount()))).toMatchObject({
    refused: "not-found",
  });
});

test("refuses evidence from a student who withdrew the face consent, and stores no file", async () => {
  const { accountId, collectionId, call, params } = await compared("doubtful");
  await db
    .update(consents)
    .set({ withdrawnAt: world.deps.clock() })
    .where(eq(consents.accountId, accountId));
  const input = await give(params, call, "id-card-held");
  expect(input).toMatchObject({ refused: "consent-missing" });
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(
    0,
  );
  expect(await stateOf(collectionId)).toBe("identity_check");
});

const consentApi = consentHandlers({
  ...{
    db,
    clock: world.deps.clock,
    ids: world.deps.ids,
    operator: { name: { zh: "", en: "" }, contact: "" },
  },
  deletePhotos: () => Promise.reject(new Error("No photo is deleted here")),
  dropEvidence: (tx, accountId, schoolCode) =>
    dropEvidenceFor(tx, world.deps.clock, accountId, schoolCode),
});
const withdrawEvidenceConsent = (
  params: { collectionId: string },
  call: ReturnType<typeof studentCall>,
) => consentApi.withdrawConsent({ params, body: { purpose: "evidence" } }, call);

test("refuses evidence without its own consent, even if all other consents exist", async () => {
  const { accountId, collectionId, call, params } = await compared("doubtful");
  const ofEvidence = and(eq(consents.accountId, accountId), eq(consents.purpose, "evidence"));
  await db.delete(consents).where(ofEvidence);
  const giveCard = () => give(params, call, "id-card-held");
  const doomed = await db.$count(doomedObjects);
  expect(await giveCard()).toMatchObject({ refused: "evidence-consent-missing" });
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(
    0,
  );
  // Nothing was stored, so nothing is queued for deletion.
  expect(await db.$count(doomedObjects)).toBe(doomed);
  const { consent } = accepted(await handlers.readIdentityCheck({ params }, call));
  expect(consent).toMatchObject({
    purpose: "evidence",
    grantedAt: null,
    text: { zh: expect.stringContaining("遮住证件号码") },
  });
  const body = { consents: [{ purpose: "evidence" as const, version: consent.version }] };
  accepted(await consentApi.giveConsents({ params, body }, call));
  expect(accepted(await giveCard()).consent.grantedAt).not.toBeNull();
  const [row] = await db.select().from(consents).where(ofEvidence);
  expect(row).toMatchObject({
    version: consent.version,
    recipient: "school:10559",
    withdrawnAt: null,
  });
});

test("withdrawing the evidence consent deletes all evidence, downloaded or not, but not the photo", async () => {
  const { collectionId, call, params } = await compared("failed");
  for (const kind of ["id-card-held", "statement"] as const)
    accepted(await give(params, call, kind));
  accepted(await handlers.takeEvidence({ params }, admin));
  const whereOfCollection = eq(identityEvidence.collectionId, collectionId);
  const keys = (await db.select().from(identityEvidence).where(whereOfCollection)).map(
    ({ objectKey }) => objectKey,
  );
  const answer = accepted(await withdrawEvidenceConsent(params, call));
  expect(answer).toMatchObject({ deletion: null });
  expect(await db.$count(identityEvidence, whereOfCollection)).toBe(0);
  expect(await db.$count(doomedObjects, inArray(doomedObjects.key, keys))).toBe(2);
  expect(await handlers.takeEvidence({ params }, admin)).toMatchObject({
    refused: "no-evidence-submitted",
  });
  expect(await stateOf(collectionId)).toBe("identity_check");
  const { rows } = await pool.query(
    "select details from audit_entries where action = 'withdraw-consent' and subject = $1",
    [`account:${call.caller.accountId}`],
  );
  expect(rows).toEqual([
    { details: { purpose: "evidence", recipient: "school:10559", deleted: 2 } },
  ]);
});

test("deletes evidence without a recorded consent when the consent is withdrawn, and audits the deletion once", async () => {
  const { accountId, collectionId, call, params } = await compared("failed");
  accepted(await give(params, call));
  await db
    .delete(consents)
    .where(and(eq(consents.accountId, accountId), eq(consents.purpose, "evidence")));
  for (let times = 0; times < 2; times++) accepted(await withdrawEvidenceConsent(params, call));
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(
    0,
  );
  const { rows } = await pool.query(
    "select details from audit_entries where action = 'withdraw-consent' and subject = $1",
    [`account:${accountId}`],
  );
  expect(rows).toEqual([
    { details: { purpose: "evidence", recipient: "school:10559", deleted: 1 } },
  ]);
});

/** Downloads the evidence as the school, and runs `act` after the first picture was read. */
async function takeWhile(collectionId: string, act: () => Promise<unknown>) {
  let acted = false;
  const get = async (key: string) => {
    const bytes = await registry.objects.get(key);
    if (!acted) {
      acted = true;
      await act();
    }
    return bytes;
  };
  return takeEvidence(
    { ...world.deps, objects: { ...registry.objects, get } },
    collectionId,
    admin,
  );
}

test("refuses a download of evidence whose consent is withdrawn during the download", async () => {
  const { collectionId, call, params } = await compared("failed");
  accepted(await give(params, call));
  const taken = await takeWhile(collectionId, async () =>
    accepted(await withdrawEvidenceConsent(params, call)),
  );
  expect(taken).toMatchObject({ refused: "evidence-not-agreed" });
});

test.each(["evidence", "school"] as const)(
  "refuses a download of stored evidence whose %s consent was withdrawn",
  async (purpose) => {
    const { accountId, collectionId, call, params } = await compared("failed");
    accepted(await give(params, call));
    const whereThisConsent = and(eq(consents.accountId, accountId), eq(consents.purpose, purpose));
    const taken = await takeWhile(collectionId, () =>
      db.update(consents).set({ withdrawnAt: world.deps.clock() }).where(whereThisConsent),
    );
    expect(taken).toMatchObject({ refused: "evidence-not-agreed" });
    const [row] = await db
      .select()
      .from(identityEvidence)
      .where(eq(identityEvidence.collectionId, collectionId));
    expect(row).toMatchObject({ takenAt: null });
  },
);

test("refuses a download when the evidence was replaced during the download", async () => {
  const { collectionId, call, params } = await compared("failed");
  const repeat = async () => accepted(await give(params, call));
  await repeat();
  expect(await takeWhile(collectionId, repeat)).toMatchObject({ refused: "moved-meanwhile" });
});

test("evidence added during a download is not marked as downloaded", async () => {
  const { collectionId, call, params } = await compared("failed");
  accepted(await give(params, call));
  const file = accepted(
    await takeWhile(collectionId, async () => accepted(await give(params, call, "id-card-held"))),
  );
  expect(Object.keys(unzipSync(file.bytes))).toEqual(["2023000001-测试甲-情况说明.jpg"]);
  const rows = await db
    .select()
    .from(identityEvidence)
    .where(eq(identityEvidence.collectionId, collectionId));
  expect(Object.fromEntries(rows.map(({ kind, takenAt }) => [kind, takenAt !== null]))).toEqual({
    statement: true,
    "id-card-held": false,
  });
});

test("evidence uploaded while its consent is being withdrawn is not stored", async () => {
  for (let turn = 0; turn < 5; turn++) {
    const { collectionId, call, params } = await compared("failed");
    const [input] = await Promise.all([give(params, call), withdrawEvidenceConsent(params, call)]);
    if (isRefusal(input))
      expect(input).toMatchObject({
        refused: expect.stringMatching(/consent-missing|no-identity-check/),
      });
    expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(
      0,
    );
  }
});

test("for a student with a new photo, queries the registry only for the new one", async () => {
  const { collectionId } = await compared("failed");
  await pool.query("update collections set state = 'approved', updated_at = $2 where id = $1", [
    collectionId,
    new Date(world.deps.clock().getTime() - 3_600_000),
  ]);
  expect(await queueUploads()).toBe(1);
  await sendBatches();
  await queryBatches();
  expect(await stateOf(collectionId)).toBe("completed");
  const items = await db
    .select()
    .from(registryItems)
    .where(eq(registryItems.collectionId, collectionId));
  expect(items.map(({ state }) => state).sort()).toEqual(["accepted", "refused"]);
});
