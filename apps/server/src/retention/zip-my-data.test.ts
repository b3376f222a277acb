/** Content of the ZIP with a student's data. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { expect, test } from "vitest";
import { z } from "zod";
import { photoOf } from "../collections/testing/attempt-world.ts";
import { attempts, identityEvidence, sessions } from "../infra/db/schema/index.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { temporaryFolder } from "../testing/resources.ts";
import { namesOf, openZipWorld } from "./testing/zip-world.ts";

const { db, clock, objects, addStoredFile, take, open } = await openZipWorld();

const reported = z.object({
  kind: z.string(),
  name: z.string(),
  sha256: z.string().nullable(),
  state: z.string(),
});
const myData = routeDefinitions.exportMyData.answers.extend({
  madeAt: z.iso.datetime(),
  files: z.array(reported),
});

/** Returns the files of a ZIP and its parsed data file. */
function opened(zip: Buffer) {
  const files = unzipSync(zip);
  return {
    files,
    data: myData.parse(JSON.parse(Buffer.from(files["my-data.json"] ?? []).toString())),
  };
}

test("the ZIP contains every stored picture unchanged, receipt and invoice, with their hashes in the data file", async () => {
  const { session, accountId } = await addStoredFile("approved");
  const answer = await take(session);
  expect(answer.headers).toMatchObject({
    "content-type": "application/zip",
    "cache-control": "private, no-store",
  });
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
  expect(data.files.find(({ kind }) => kind === "preview")).toMatchObject({
    sha256: null,
    state: "included",
  });
});

test("a session without the proven last four characters is refused, and so is a request without a session", async () => {
  const { session } = await addStoredFile("approved");
  const whereThisSession = eq(sessions.tokenSha256, sessionTokenSha256(session));
  await db.update(sessions).set({ provenUntil: null }).where(whereThisSession);
  expect((await take(session)).json()).toMatchObject({
    status: 403,
    code: "identity-proof-needed",
  });
  expect((await take(null)).json()).toMatchObject({ status: 401, code: "session-missing" });
});

test("another student's session gets only that student's own data", async () => {
  const [own, other] = [await addStoredFile("approved"), await addStoredFile("approved")];
  const { rawPayload } = await take(other.session);
  const { files, data } = opened(rawPayload);
  expect(data.account.accountId).toBe(other.accountId);
  const photo = Buffer.from(photoOf(own.ids.attemptId));
  expect(Object.values(files).some((bytes) => photo.equals(bytes))).toBe(false);
  for (const id of [own.accountId, ...Object.values(own.keys)])
    expect(rawPayload.includes(id)).toBe(false);
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
  await db
    .update(attempts)
    .set({ picturesDeletedAt: clock.now, report: null })
    .where(eq(attempts.id, owned.attemptId));
  const { files, data } = opened((await take(session)).rawPayload);
  expect(namesOf(files).filter((name) => name.includes("photo-"))).toEqual([]);
  expect(data.collections[0]?.attempts[0]?.picturesDeletedAt).toBe(clock.now.toISOString());
});
