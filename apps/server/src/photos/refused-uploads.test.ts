import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { collections, consents, doomedObjects } from "../infra/db/schema/index.ts";
import { deleteDueObjects } from "../infra/object-store/stored-objects.ts";
import { accepted } from "../testing/calls.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";
import { portrait } from "./testing/photo-world.ts";

const photoWorld = await openPhotoBench();
const {
  db,
  owner,
  world,
  photoDeps,
  handlers,
  blank,
  workOff,
  addStudent,
  upload,
  stateOf,
  storedOriginals,
} = photoWorld;
const student = await addStudent();

describe("refusal of an upload, with nothing stored", () => {
  test.each([
    ["text", () => Buffer.from("no photo at all"), "photo-wrong-type"],
    ["a GIF", () => Buffer.from("GIF89a0000000000"), "photo-wrong-type"],
    ["a broken file", () => portrait.subarray(0, 40), "photo-broken"],
    ["a stamp", () => sharp(portrait).resize(90, 120).jpeg().toBuffer(), "photo-too-small"],
  ] as const)("refuses an upload that is %s", async (_, make, refused) => {
    const uploader = await addStudent();
    const previous = storedOriginals();
    expect(await upload(uploader, await make())).toMatchObject({ refused });
    expect([storedOriginals(), await stateOf(uploader.collectionId)]).toEqual([previous, "paid"]);
  });

  test("refuses an upload without consent or after its withdrawal", async () => {
    const uploader = await addStudent();
    await db
      .update(consents)
      .set({ withdrawnAt: world.deps.clock() })
      .where(eq(consents.accountId, uploader.accountId));
    expect(await upload(uploader)).toMatchObject({ refused: "consent-missing" });
    await db.delete(consents).where(eq(consents.accountId, uploader.accountId));
    expect(await upload(uploader)).toMatchObject({ refused: "consent-missing" });
  });

  test("refuses an upload to another student's collection, which is not found", async () => {
    const other = await addStudent();
    const foreign = { ...student, collectionId: other.collectionId };
    expect(await upload(foreign)).toMatchObject({ refused: "not-found" });
    expect(await upload({ ...student, collectionId: randomUUID() })).toMatchObject({
      refused: "not-found",
    });
    const params = { collectionId: other.collectionId };
    expect(await handlers.listAttempts({ params }, student.call)).toMatchObject({
      refused: "not-found",
    });
    expect(await handlers.watchCollection({ params }, student.call)).toMatchObject({
      refused: "not-found",
    });
  });

  test("refuses an upload before payment, while another is processed, and after approval", async () => {
    const uploader = await addStudent();
    accepted(await upload(uploader, blank));
    expect(await upload(uploader)).toMatchObject({
      refused: "move-not-allowed",
      details: { state: { en: "Being processed" } },
    });
    const frozen = await addStudent();
    await db
      .update(collections)
      .set({ state: "approved" })
      .where(eq(collections.id, frozen.collectionId));
    expect(await upload(frozen)).toMatchObject({ refused: "collection-frozen" });
    const unpaid = await addStudent();
    await db
      .update(collections)
      .set({ state: "verified" })
      .where(eq(collections.id, unpaid.collectionId));
    expect(await upload(unpaid)).toMatchObject({ refused: "move-not-allowed" });
  });

  test("refuses an album photo if the project forbids it, and uploads beyond the project's limit", async () => {
    const strictProject = await world.addProject({
      albumAllowed: false,
      attemptsLimit: 1,
      graduationYear: 2026,
    });
    const uploader = await world.addStudent(strictProject);
    expect(await upload(uploader, portrait, { source: "album" })).toMatchObject({
      refused: "album-not-allowed",
    });
    accepted(await upload(uploader, blank));
    await workOff();
    expect(await upload(uploader)).toMatchObject({
      refused: "attempts-used-up",
      details: { limit: 1 },
    });
  });

  test("deletes the object of a failed transaction after an hour", async () => {
    const uploader = await addStudent();
    await deleteDueObjects({ ...photoDeps, warn: world.deps.warn });
    const previous = storedOriginals();
    await owner.query("alter schema pgboss rename to pgboss_away");
    await expect(upload(uploader, blank)).rejects.toThrow("pgboss.job");
    await owner.query("alter schema pgboss_away rename to pgboss");
    expect(storedOriginals()).toBe(previous + 1);
    expect(await stateOf(uploader.collectionId)).toBe("paid");
    await deleteDueObjects({ ...photoDeps, warn: world.deps.warn });
    expect(storedOriginals()).toBe(previous + 1);
    world.passTime(3_600_001);
    await deleteDueObjects({ ...photoDeps, warn: world.deps.warn });
    expect([storedOriginals(), await db.$count(doomedObjects)]).toEqual([previous, 0]);
  });
});
