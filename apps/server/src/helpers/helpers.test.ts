import { createHash, randomBytes, randomUUID } from "node:crypto";
import { allConsentPurposes, consents as consentTable } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { reportOf } from "../collections/testing/attempt-world.ts";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { type Call, isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { recipientOf } from "../core/collection/read-consents.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections, consents, sessions } from "../infra/db/schema/index.ts";
import { accepted, studentCall, visitorCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { type HelperUpload, helperHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const world = openStudentWorld(db);
const { clock, ids } = world.deps;
const uploads: HelperUpload[] = [];

/** Fake of the upload, which has its own tests. */
const upload = async (input: HelperUpload): Promise<string> => {
  uploads.push(input);
  const id = ids();
  await db.insert(attempts).values({
    id,
    collectionId: input.collectionId,
    number: uploads.length,
    state: "processing",
    source: input.source,
    byRole: "helper",
    originalKey: `originals/${id}`,
    originalSha256: "0".repeat(64),
    originalBytes: 1,
    createdAt: clock(),
    retainUntil: clock(),
  });
  return id;
};
const handlers = helperHandlers({ db, clock, ids, randomBytes, upload });

let projectId: string;
let accountId: string;
let collectionId: string;

beforeAll(async () => {
  await world.addSchool();
  projectId = (await world.addProject()).id;
});

const move = (wanted: "pay" | "submit") =>
  inTransaction(db, (tx) =>
    moveCollection(tx, clock, {
      collectionId,
      move: wanted,
      actor: wanted === "pay" ? { role: "system", id: null } : { role: "student", id: accountId },
      details: { payment: "test", attempt: "test" },
    }),
  );

beforeEach(async () => {
  accountId = await world.addAccount();
  collectionId = await world.addStarted(accountId, projectId);
  await move("pay");
  await db.insert(consents).values(
    allConsentPurposes.map((purpose) => ({
      id: ids(),
      accountId,
      purpose,
      version: consentTable[purpose].version,
      recipient: recipientOf(purpose, "10559"),
      grantedAt: clock(),
    })),
  );
});

const issue = async () =>
  accepted(await handlers.issueHelperLink({ params: { collectionId } }, studentCall(accountId)))
    .token;
const claim = (token: string) => handlers.claimHelperLink({ body: { token } }, visitorCall);
const helperCall = (sessionToken: string): Call => ({
  ...visitorCall,
  caller: {
    ...visitorCall.caller,
    role: "helper",
    accountId,
    tokenSha256: createHash("sha256").update(sessionToken).digest("hex"),
  },
});
const opened = async () => helperCall(accepted(await claim(await issue())).token);
const take = (call: Call) =>
  handlers.helperUpload(
    {
      query: { source: "camera" },
      receivePicture: async () => randomBytes(10),
      idempotencyKey: randomUUID(),
    },
    call,
  );
const ended = { refused: "helper-link-ended" };

test("a link opens once, on one phone, which can take photos for that collection only", async () => {
  const token = await issue();
  const session = accepted(await claim(token));
  expect(await claim(token)).toMatchObject(ended);
  expect(await db.$count(sessions, eq(sessions.role, "helper"))).toBe(1);
  const call = helperCall(session.token);
  expect(accepted(await handlers.helperStatus({}, call))).toMatchObject({
    state: "waiting",
    mayUpload: true,
    albumAllowed: true,
  });
  expect(accepted(await take(call))).toMatchObject({
    state: "processing",
    verdict: null,
    advice: [],
  });
  expect(uploads.at(-1)).toMatchObject({ collectionId, accountId, byRole: "helper" });
});

test("only one of several phones that open a link at once gets a session", async () => {
  const token = await issue();
  const answers = await Promise.all(Array.from({ length: 5 }, () => claim(token)));
  expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
});

test("a helper sees the photo's verdict and advice, and no personal data of the student", async () => {
  const call = await opened();
  accepted(await take(call));
  const words = { zh: "请摘下帽子", en: "Please take off the cap" };
  const judged = reportOf({ hat: "pass", cap: { verdict: "fail", advice: words } });
  const report = { ...judged, verdict: "refused" } as const;
  await db
    .update(attempts)
    .set({ state: "refused", report, engineVersion: "1", finishedAt: clock() })
    .where(eq(attempts.collectionId, collectionId));
  const status = accepted(await handlers.helperStatus({}, call));
  expect(status).toMatchObject({ state: "refused", verdict: "refused", advice: [words] });
  const text = JSON.stringify(status);
  for (const secret of ["测试甲", "2023000001", collectionId, accountId, "url"])
    expect(text).not.toContain(secret);
});

test("a helper is advised to retake what reviewers reject, and may retake what they accept", async () => {
  const call = await opened();
  accepted(await take(call));
  const advice = { zh: "请取下，再拍一张", en: "Take it off and take it again" };
  const photo = { photoKey: "photos/1", photoSha256: "0".repeat(64), photoBytes: 1 };
  const statusWith = async (check: string) => {
    const report = reportOf({ [check]: { verdict: "warn", advice } });
    await db
      .update(attempts)
      .set({ state: "made", report, engineVersion: "1", finishedAt: clock(), ...photo })
      .where(eq(attempts.collectionId, collectionId));
    return accepted(await handlers.helperStatus({}, call));
  };
  expect(await statusWith("earrings")).toMatchObject({
    verdict: "review",
    shouldRetake: true,
    advice: [advice],
  });
  const optional = {
    zh: "如要重拍，请取下，再拍一张",
    en: "If you retake it: Take it off and take it again",
  };
  expect(await statusWith("dark")).toMatchObject({
    shouldRetake: false,
    advice: [optional],
    spec: { id: "chsi-blue" },
  });
});

test("an unopened link expires after 30 minutes; an opened one when a newer exists or the photo is submitted", async () => {
  const unopened = await issue();
  world.passTime(30 * 60_000);
  expect(await claim(unopened)).toMatchObject(ended);

  const older = await opened();
  const newer = await opened();
  expect(await handlers.helperStatus({}, older)).toMatchObject(ended);
  expect(await take(older)).toMatchObject(ended);
  expect(accepted(await handlers.helperStatus({}, newer)).state).toBe("waiting");

  const helper = await opened();
  for (const state of ["refunding", "closed", "refunded"] as const) {
    await db.update(collections).set({ state }).where(eq(collections.id, collectionId));
    expect(await handlers.helperStatus({}, helper)).toMatchObject(ended);
    expect(await take(helper)).toMatchObject(ended);
  }
  await db.update(collections).set({ state: "paid" }).where(eq(collections.id, collectionId));

  const waiting = await issue();
  const call = helperCall(accepted(await claim(waiting)).token);
  world.passTime(1000);
  await db.update(collections).set({ state: "ready" }).where(eq(collections.id, collectionId));
  expect(await move("submit")).toBe("in_review");
  expect(await take(call)).toMatchObject(ended);
});

test("an invented link and a session without a link are refused", async () => {
  expect(await claim("made-up")).toMatchObject(ended);
  expect(await handlers.helperStatus({}, helperCall("made-up"))).toMatchObject(ended);
  const none = { ...visitorCall, caller: { ...visitorCall.caller, role: "helper" as const } };
  expect(await handlers.helperStatus({}, none)).toMatchObject(ended);
});

test("only the student can issue a link, after payment and consent", async () => {
  const params = { collectionId };
  const stranger = studentCall(await world.addAccount());
  expect(await handlers.issueHelperLink({ params }, stranger)).toMatchObject({
    refused: "not-found",
  });
  await db.delete(consents).where(eq(consents.accountId, accountId));
  const call = studentCall(accountId);
  expect(await handlers.issueHelperLink({ params }, call)).toMatchObject({
    refused: "consent-missing",
  });
  await db.update(collections).set({ state: "approved" }).where(eq(collections.id, collectionId));
  expect(await handlers.issueHelperLink({ params }, call)).toMatchObject({
    refused: "collection-frozen",
  });
});
