import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pathOf } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { and, eq, ne } from "drizzle-orm";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { expect, test } from "vitest";
import { z } from "zod";
import { photoOf } from "../collections/testing/attempt-world.ts";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { refuse } from "../core/call.ts";
import { openForeignWorld, type Progress } from "../http/testing/foreign-world.ts";
import { attempts, identityEvidence, invoiceRequests, reviewTasks, sessions } from "../infra/db/schema/index.ts";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { openTestApi } from "../testing/open-api.ts";
import { temporaryFolder } from "../testing/resources.ts";
import { RequestedAgainError, SignedOutError, type ZipsInProgress, zipMyData } from "./zip-my-data.ts";

const { db, pool, app, call, clock, objects } = await openTestApi();
const world = await openForeignWorld({ db, pool }, objects);
clock.now = world.clock();
const { sealer, ids, warn } = openStudentWorld(db).deps;

/** Adds a student with every kind of stored data. */
async function addStoredFile(progress: Progress) {
  const owner = await world.addOwner(progress);
  const { attemptId, collectionId, invoiceId } = owner.ids;
  // Leaves only one photo of the foreign student.
  await db.delete(reviewTasks).where(eq(reviewTasks.collectionId, collectionId));
  await db.delete(attempts).where(and(eq(attempts.collectionId, collectionId), ne(attempts.id, attemptId)));
  const [original, displayed, evidence] = [photoOf(`${attemptId} o`), photoOf(`${attemptId} s`), photoOf(collectionId)];
  const invoice = Buffer.from(`%PDF-1.7 ${invoiceId}`);
  const keys = {
    original: `o/${attemptId}`,
    displayed: `s/${attemptId}`,
    photo: `p/${attemptId}`,
    evidence: `e/${collectionId}`,
    invoice: `i/${invoiceId}`,
  };
  await objects.put(keys.original, original);
  await objects.put(keys.displayed, displayed);
  await objects.put(keys.evidence, evidence);
  await objects.put(keys.invoice, invoice);
  await db
    .update(attempts)
    .set({
      originalSha256: sha256Of(original),
      displayKey: keys.displayed,
      displaySha256: sha256Of(displayed),
      displayedAt: clock.now,
    })
    .where(eq(attempts.id, attemptId));
  const input = { collectionId, kind: "statement", fileType: "jpeg", grantedAt: clock.now } as const;
  await db.insert(identityEvidence).values({ ...input, objectKey: keys.evidence, objectSha256: sha256Of(evidence) });
  const issued = { issuedAt: clock.now, invoiceNumber: "1", fileKey: keys.invoice, fileSha256: sha256Of(invoice) };
  await db.update(invoiceRequests).set(issued).where(eq(invoiceRequests.id, invoiceId));
  return { ...owner, keys };
}

const url = pathOf("downloadMyData", {}, { language: "zh" });
const take = (token: string | null) =>
  app.inject({ url, headers: token === null ? {} : { authorization: `Bearer ${token}` } });

const reported = z.object({ kind: z.string(), name: z.string(), sha256: z.string().nullable(), state: z.string() });
const myData = routeDefinitions.exportMyData.answers.extend({ madeAt: z.iso.datetime(), files: z.array(reported) });

function opened(zip: Buffer) {
  const files = unzipSync(zip);
  return { files, data: myData.parse(JSON.parse(Buffer.from(files["my-data.json"] ?? []).toString())) };
}

const namesOf = (files: object): string[] => Object.keys(files).map((name) => name.replace(/[0-9a-f]{32}/, "№"));

test("the ZIP contains every stored picture unchanged, receipt and invoice, with their hashes in the data file", async () => {
  const { session, accountId } = await addStoredFile("approved");
  const answer = await take(session);
  expect(answer.headers).toMatchObject({ "content-type": "application/zip", "cache-control": "private, no-store" });
  expect(answer.headers["content-disposition"]).toContain("gradphoto-my-data.zip");
  const { files, data } = opened(answer.rawPayload);
  expect(namesOf(files)).toEqual([
    "README.txt",
    "collection-1/photo-1-original.jpg",
    "collection-1/photo-1-original-as-shown.jpg",
    "collection-1/photo-1-standard.jpg",
    "collection-1/evidence-statement.jpg",
    "collection-1/receipt-№.pdf",
    "collection-1/invoice-№.pdf",
    "my-data.json",
  ]);
  expect(data.account.accountId).toBe(accountId);
  const [attempt] = data.collections[0]?.attempts ?? [];
  const hashes = [attempt?.originalSha256, attempt?.displaySha256, attempt?.photoSha256];
  const stored = data.files.filter(({ sha256 }) => sha256 !== null);
  expect(stored.slice(0, 3).map(({ sha256 }) => sha256)).toEqual(hashes);
  expect(stored).toHaveLength(5);
  for (const { name, sha256, state } of stored) {
    expect([sha256Of(files[name] ?? Buffer.alloc(0)), state], name).toEqual([sha256, "included"]);
  }
  const receipt = Object.entries(files).find(([name]) => name.includes("receipt"))?.[1] ?? [];
  expect(Buffer.from(receipt).subarray(0, 5).toString()).toBe("%PDF-");
  expect(Buffer.from(files["README.txt"] ?? []).toString()).toContain("my-data.json");
});

test("the system's unzip finds no error in the ZIP", async ({ skip }) => {
  const path = join(temporaryFolder("my-data"), "my-data.zip");
  writeFileSync(path, (await take((await addStoredFile("approved")).session)).rawPayload);
  const checked = await promisify(execFile)("unzip", ["-t", path]).catch((error) => error);
  skip(checked.code === "ENOENT", "unzip is not on this machine");
  expect(checked.stdout).toContain("No errors detected");
});

test("a standard photo that is not approved is included only as a small preview", async () => {
  const { files, data } = opened((await take((await addStoredFile("made")).session)).rawPayload);
  const preview = files["collection-1/photo-1-standard-preview.jpg"];
  const { width, height } = await sharp(preview).metadata();
  expect({ width, height }).toEqual({ width: 360, height: 480 });
  expect(data.files.find(({ kind }) => kind === "preview")).toMatchObject({ sha256: null, state: "included" });
});

test("a session without the proven last four characters is refused, and so is a request without a session", async () => {
  const { session } = await addStoredFile("approved");
  const isThis = eq(sessions.tokenSha256, sessionTokenSha256(session));
  await db.update(sessions).set({ provenUntil: null }).where(isThis);
  expect((await take(session)).json()).toMatchObject({ status: 403, code: "identity-proof-needed" });
  expect((await take(null)).json()).toMatchObject({ status: 401, code: "session-missing" });
});

test("another student's session gets only that student's own data", async () => {
  const [own, other] = [await addStoredFile("approved"), await addStoredFile("approved")];
  const { rawPayload } = await take(other.session);
  const { files, data } = opened(rawPayload);
  expect(data.account.accountId).toBe(other.accountId);
  const photo = Buffer.from(photoOf(own.ids.attemptId));
  expect(Object.values(files).some((bytes) => photo.equals(bytes))).toBe(false);
  for (const id of [own.accountId, ...Object.values(own.keys)]) expect(rawPayload.includes(id)).toBe(false);
});

test("missing and changed pictures are marked in the data file, and the others are included", async () => {
  const { session, keys } = await addStoredFile("approved");
  await objects.delete(keys.original);
  await objects.put(keys.evidence, Buffer.from("another's face"));
  await objects.delete(keys.invoice);
  const { files, data } = opened((await take(session)).rawPayload);
  expect(data.files.map(({ kind, state }) => [kind, state])).toEqual([
    ["original", "missing"],
    ["shown", "included"],
    ["photo", "included"],
    ["evidence", "damaged"],
    ["receipt", "included"],
    ["invoice", "missing"],
  ]);
  expect(namesOf(files)).toEqual([
    "README.txt",
    "collection-1/photo-1-original-as-shown.jpg",
    "collection-1/photo-1-standard.jpg",
    "collection-1/receipt-№.pdf",
    "my-data.json",
  ]);
});

test("data that is deleted during the download is left out and not marked as missing", async () => {
  const owner = await addStoredFile("approved");
  const { attemptId, collectionId } = owner.ids;
  const answer = await open(owner, async (key) => {
    if (key === owner.keys.original)
      await db
        .update(attempts)
        .set({ picturesDeletedAt: clock.now, report: null, pictureHash: null })
        .where(eq(attempts.id, attemptId));
    if (key === owner.keys.evidence)
      await db.delete(identityEvidence).where(eq(identityEvidence.collectionId, collectionId));
    return key === owner.keys.invoice ? objects.get(key) : null;
  });
  const pieces: Uint8Array[] = [];
  for await (const bytes of answer.read()) pieces.push(bytes);
  const { files, data } = opened(Buffer.concat(pieces));
  expect(data.files.map(({ kind, state }) => [kind, state])).toEqual([["invoice", "included"]]);
  expect(namesOf(files)).toEqual(["README.txt", "collection-1/invoice-№.pdf", "my-data.json"]);
});

test("pictures deleted by retention are left out, and the data file states when they were deleted", async () => {
  const { session, ids: owned } = await addStoredFile("approved");
  await db.update(attempts).set({ picturesDeletedAt: clock.now, report: null }).where(eq(attempts.id, owned.attemptId));
  const { files, data } = opened((await take(session)).rawPayload);
  expect(namesOf(files).filter((name) => name.includes("photo-"))).toEqual([]);
  expect(data.collections[0]?.attempts[0]?.picturesDeletedAt).toBe(clock.now.toISOString());
});

const inProgress: ZipsInProgress = new Map();

/** Calls the route's function directly, so that the test can read the ZIP in chunks. */
const open = ({ accountId, session }: { accountId: string; session: string }, get: typeof objects.get) =>
  zipMyData(
    {
      ...{ db, clock: () => clock.now, ids, sealer, warn, objects: { get } },
      refundOnLeaving: async () => 0,
      codec: { fit: async (jpeg) => jpeg },
      makeReceipt: async () => refuse("order-not-paid", {}),
    },
    { accountId, tokenSha256: sessionTokenSha256(session), language: "zh" },
    inProgress,
  );

test("the service reads one picture at a time, only as fast as the client downloads", async () => {
  let read = 0;
  const answer = await open(await addStoredFile("approved"), (key) => {
    read += 1;
    return objects.get(key);
  });
  expect(read).toBe(0);
  let entries = 0;
  for await (const bytes of answer.read()) {
    if (Buffer.from(bytes).toString("latin1").startsWith("PK\u0003\u0004")) entries += 1;
    // The first entry is README.txt, which needs no object.
    expect(read).toBeLessThanOrEqual(entries - 1);
    if (entries === 7) break;
  }
  expect(read).toBe(5);
});

test("an unavailable object store aborts the download and does not mark pictures as missing", async () => {
  const answer = await open(await addStoredFile("approved"), () =>
    Promise.reject(new ObjectStoreError("The store did not answer")),
  );
  const drain = async () => {
    for await (const _ of answer.read());
  };
  await expect(drain()).rejects.toThrow(ObjectStoreError);
});

test("signing out during the download stops it before the next file", async () => {
  const owner = await addStoredFile("approved");
  let read = 0;
  const answer = await open(owner, (key) => {
    read += 1;
    return objects.get(key);
  });
  const pieces = answer.read()[Symbol.asyncIterator]();
  while (read < 2) await pieces.next();
  await call("signOut", { token: owner.session });
  const drain = async () => {
    while (!(await pieces.next()).done);
  };
  await expect(drain()).rejects.toThrow(SignedOutError);
  expect(read).toBe(2);
});

test("a second ZIP of an account cancels its first one and does not affect other accounts", async () => {
  const [owner, other] = [await addStoredFile("approved"), await addStoredFile("approved")];
  const begin = async (whose: typeof owner) => {
    const pieces = (await open(whose, objects.get)).read()[Symbol.asyncIterator]();
    await pieces.next();
    return async () => {
      while (!(await pieces.next()).done);
    };
  };
  const [first, others, last] = [await begin(owner), await begin(other), await begin(owner)];
  await expect(first()).rejects.toThrow(RequestedAgainError);
  await last();
  await others();
  expect(inProgress.size).toBe(0);
});

test("each download is recorded in the audit log before its first byte, and an account may start twelve an hour", async () => {
  const owner = await addStoredFile("approved");
  const { session, accountId } = owner;
  const rows = async () =>
    (
      await pool.query(
        "select actor, details from audit_entries where subject = $1 and action = 'my-data-downloaded'",
        [`account:${accountId}`],
      )
    ).rows;
  const pieces = (await open(owner, objects.get)).read()[Symbol.asyncIterator]();
  expect(await rows()).toEqual([]);
  await pieces.next();
  expect(await rows()).toEqual([{ actor: `student:${accountId}`, details: { files: 6 } }]);
  await pieces.return?.();
  for (let taken = 0; taken < 12; taken++) expect((await take(session)).statusCode).toBe(200);
  expect((await take(session)).json()).toMatchObject({ status: 429, code: "too-many-requests" });
  expect(await rows()).toHaveLength(13);
});
