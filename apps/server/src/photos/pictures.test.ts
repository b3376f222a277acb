import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type Call, isRefusal } from "../core/call.ts";
import { attempts, sessions, staff } from "../infra/db/schema/index.ts";
import { ObjectChangedError } from "../infra/object-store/object-store.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { refusedRetentionDays } from "./photo-queue.ts";
import { createMissingDisplayCopies } from "./store-display-copy.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";
import { portrait } from "./testing/photo-world.ts";

const photoWorld = await openPhotoBench();
const { db, pool, objects, world, photoDeps, handlers, blank, working, breaking, workOff } =
  photoWorld;
const { addStudent, upload, read, rowOf, look } = photoWorld;
const student = await addStudent();
const own = student.call;
const place = { GPSLatitude: "31/1 12/1 0/1", GPSLatitudeRef: "N" };
const turned = await sharp(portrait)
  .withExif({ IFD3: place, IFD0: { Model: "phone of a test" } })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();
const { attemptId } = accepted(await upload(student, turned));
const original = async () => (await read(student, attemptId)).original ?? { url: "" };

describe("a picture", () => {
  test("is served upright and without location and device data", async () => {
    const shooter = await addStudent();
    const attempt = accepted(await upload(shooter, turned));
    await workOff();
    const row = await rowOf(attempt.attemptId);
    expect(
      Buffer.from((await objects.get(row?.originalKey ?? "")) ?? []).includes("phone of a test"),
    ).toBe(true);
    const { bytes } = accepted(
      await look((await read(shooter, attempt.attemptId)).original ?? { url: "" }, shooter.call),
    );
    const [facts, upright] = [
      await sharp(bytes).metadata(),
      await sharp(turned).autoOrient().toBuffer(),
    ];
    expect([facts.orientation, facts.exif]).toEqual([undefined, undefined]);
    expect(facts).toMatchObject({ width: (await sharp(upright).metadata()).width });
  });

  test("is served to its student in phone size, under a link that is stable for some minutes", async () => {
    const large = await sharp(portrait).resize({ height: 2400 }).jpeg({ quality: 100 }).toBuffer();
    expect(large.length).toBeGreaterThan(1024 * 1024);
    const shooter = await addStudent();
    const attempt = accepted(await upload(shooter, large));
    const linkOf = async () => (await read(shooter, attempt.attemptId)).original ?? { url: "" };
    const link = await linkOf();
    expect(await look(link, shooter.call)).toEqual({
      refused: "picture-being-made",
      details: { retryAfterS: 2 },
    });
    await workOff();
    const { width, height } = await sharp(
      accepted(await look(link, shooter.call)).bytes,
    ).metadata();
    expect(Math.max(width, height)).toBe(1600);
    world.passTime(1000);
    expect(await linkOf()).toEqual(link);
  });

  test("is served as a display copy when browsers cannot display it, even if it is refused", async () => {
    const sheltered = await sharp(blank).withExif({ IFD3: place }).png().toBuffer();
    const shooter = await addStudent();
    const attempt = accepted(await upload(shooter, sheltered));
    const linkOf = async () => (await read(shooter, attempt.attemptId)).original ?? { url: "" };
    expect(await look(await linkOf(), shooter.call)).toMatchObject({
      refused: "picture-being-made",
    });
    await workOff();
    const row = await rowOf(attempt.attemptId);
    expect(row).toMatchObject({ state: "refused", displayKey: expect.stringMatching(/^shown\//) });
    const visible = accepted(await look(await linkOf(), shooter.call)).bytes;
    expect(await sharp(visible).metadata()).toMatchObject({
      format: "jpeg",
      width: 900,
      height: 1200,
    });
    expect((await sharp(visible).metadata()).exif).toBeUndefined();
    expect(Buffer.from(visible)).toEqual(await objects.get(row?.displayKey ?? ""));
  });

  test("fails with an error when its stored bytes were changed", async () => {
    const shooter = await addStudent();
    const attempt = accepted(await upload(shooter));
    await workOff();
    const row = await rowOf(attempt.attemptId);
    const { original, result } = await read(shooter, attempt.attemptId);
    for (const [key, link] of [
      [row?.displayKey ?? "", original],
      [row?.photoKey ?? "", result],
    ] as const) {
      const bytes = Buffer.from((await objects.get(key)) ?? []);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
      await objects.put(key, bytes);
      await expect(look(link ?? { url: "" }, shooter.call)).rejects.toThrow(ObjectChangedError);
    }
  });

  test("gets a missing display copy later, and a broken picture is tried only once", async () => {
    const shooter = await addStudent();
    const attempt = accepted(await upload(shooter));
    await workOff();
    const second = accepted(await upload(shooter, portrait.subarray(0, portrait.length / 2)));
    await workOff();
    const withoutDisplayCopy = { displayKey: null, displaySha256: null, displayedAt: null };
    await db
      .update(attempts)
      .set(withoutDisplayCopy)
      .where(eq(attempts.collectionId, shooter.collectionId));
    const warned: string[] = [];
    const warn = (_: object, message: string) => void warned.push(message);
    expect(await createMissingDisplayCopies({ ...photoDeps, engine: working, warn })).toBe(2);
    expect(await createMissingDisplayCopies({ ...photoDeps, engine: working, warn })).toBe(0);
    expect((await rowOf(attempt.attemptId))?.displayKey).not.toBeNull();
    expect(await rowOf(second.attemptId)).toMatchObject({
      displayKey: null,
      displayedAt: expect.any(Date),
    });
    const { original } = await read(shooter, second.attemptId);
    expect(await look(original ?? { url: "" }, shooter.call)).toMatchObject({
      refused: "photo-broken",
    });
    await db.update(attempts).set(withoutDisplayCopy).where(eq(attempts.id, second.attemptId));
    expect(await createMissingDisplayCopies({ ...photoDeps, engine: breaking, warn })).toBe(1);
    expect(await createMissingDisplayCopies({ ...photoDeps, engine: breaking, warn })).toBe(0);
    expect(warned).toHaveLength(1);
  });

  test("is not found with a changed link or in another session, and its link expires", async () => {
    const link = await original();
    const changed = { url: link.url.slice(0, -1) + (link.url.endsWith("A") ? "Q" : "A") };
    expect(await look(changed, own)).toMatchObject({ refused: "not-found" });
    expect(await look(link, await world.callOf(student.accountId))).toMatchObject({
      refused: "not-found",
    });
    const withoutSession = {
      ...student.call,
      caller: { ...student.call.caller, tokenSha256: null },
    };
    expect(await look(link, withoutSession)).toMatchObject({ refused: "not-found" });
    world.passTime(600_001);
    expect(await look(link, own)).toMatchObject({ refused: "photo-link-expired" });
  });

  test("is visible to customer service with its findings, and each access is audited", async () => {
    const staffId = randomUUID();
    const name = world.deps.sealer.seal("测试", { column: "staff.name", rowId: staffId });
    const createdAt = world.deps.clock();
    await db.insert(staff).values({
      id: staffId,
      name,
      username: staffId,
      role: "service",
      passwordHash: "x",
      createdAt,
    });
    const tokenSha256 = createHash("sha256").update(staffId).digest("hex");
    const expiresAt = new Date(createdAt.getTime() + 60_000);
    await db
      .insert(sessions)
      .values({ tokenSha256, staffId, role: "service", createdAt, expiresAt });
    const asService = staffCall(staffId, "service");
    const call = { ...asService, caller: { ...asService.caller, tokenSha256 } };
    const show = (collectionId: string) =>
      handlers.readAttemptForService({ params: { collectionId, attemptId } }, call);
    const visible = accepted(await show(student.collectionId));
    expect(visible).toMatchObject({ attemptId, number: 1, deleted: false });
    expect(isRefusal(await look(visible.original ?? { url: "" }, call))).toBe(false);
    const { rows } = await pool.query(
      "select subject, details from audit_entries where actor = $1",
      [`service:${staffId}`],
    );
    expect(rows).toEqual([
      { subject: `attempt:${attemptId}`, details: { picture: "original", purpose: "service" } },
    ]);
    const { collectionId } = await addStudent();
    expect(await show(collectionId)).toMatchObject({ refused: "not-found" });
  });

  test("is visible to staff of its school, audited, and not found for other schools and departments", async () => {
    const addStaff = async (schoolCode: string) => {
      const id = randomUUID();
      const name = world.deps.sealer.seal("测试", { column: "staff.name", rowId: id });
      const fields = {
        username: id,
        role: "school-admin",
        passwordHash: "x",
        createdAt: world.deps.clock(),
      } as const;
      await db.insert(staff).values({ id, name, schoolCode, ...fields });
      const tokenSha256 = createHash("sha256").update(id).digest("hex");
      return { id, tokenSha256 };
    };
    await world.addSchool({ code: "10558", name: "测试大学" });
    const link = { attemptId, picture: "original", purpose: "school" } as const;
    const [local, other] = [await addStaff("10559"), await addStaff("10558")];
    const signed = ({ tokenSha256 }: { tokenSha256: string }) =>
      photoDeps.links.sign({ ...link, tokenSha256 });
    const callOf = (person: typeof local, schoolCode: string): Call => {
      const call = staffCall(person.id, "school-admin", schoolCode);
      return { ...call, caller: { ...call.caller, tokenSha256: person.tokenSha256 } };
    };
    expect(isRefusal(await look(signed(local), callOf(local, "10559")))).toBe(false);
    expect(await look(signed(local), callOf(other, "10558"))).toMatchObject({
      refused: "not-found",
    });
    expect(await look(signed(other), callOf(other, "10558"))).toMatchObject({
      refused: "not-found",
    });
    const ofDepartment = (department: string): Call => {
      const { caller } = callOf(local, "10559");
      return { ...student.call, caller: { ...caller, role: "department-admin", department } };
    };
    expect(await look(signed(local), ofDepartment("外国语学院"))).toMatchObject({
      refused: "not-found",
    });
    const { rows } = await pool.query(
      "select actor, subject, details from audit_entries where actor like 'school-admin:%'",
    );
    expect(rows).toEqual([
      {
        actor: `school-admin:${local.id}`,
        subject: `attempt:${attemptId}`,
        details: { picture: "original", purpose: "school" },
      },
    ]);
    expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  });
});

describe("an upload", () => {
  test("is stored without location and trailing data; repeating it with the same key returns the same attempt", async () => {
    const uploader = await addStudent();
    const withTrailer = Buffer.concat([turned, Buffer.from("a film of a moving photo")]);
    const idempotencyKey = randomUUID();
    const first = accepted(await upload(uploader, withTrailer, { idempotencyKey }));
    expect(accepted(await upload(uploader, withTrailer, { idempotencyKey })).attemptId).toBe(
      first.attemptId,
    );
    const row = await rowOf(first.attemptId);
    const stored = Buffer.from((await objects.get(row?.originalKey ?? "")) ?? []);
    expect(stored.length).toBe(turned.length);
    expect(row?.originalSha256).toBe(createHash("sha256").update(stored).digest("hex"));
    expect(row?.originalBytes).toBe(stored.length);
    const { exif = Buffer.alloc(0), orientation } = await sharp(stored).metadata();
    const degrees = Buffer.from("1f00000001000000", "hex");
    expect([turned.includes(degrees), exif.includes(degrees), orientation]).toEqual([
      true,
      false,
      6,
    ]);
    expect(exif.includes("phone of a test")).toBe(true);
  });

  test("expires thirty days after the next upload of its collection if it was refused", async () => {
    const uploader = await addStudent();
    const refused = accepted(await upload(uploader, blank));
    await workOff();
    const previous = (await rowOf(refused.attemptId))?.retainUntil.getTime() ?? 0;
    const second = accepted(await upload(uploader));
    const until = (await rowOf(refused.attemptId))?.retainUntil.getTime() ?? 0;
    expect(until).toBe(world.deps.clock().getTime() + refusedRetentionDays * 86_400_000);
    expect(until).toBeLessThan(previous);
    expect((await rowOf(second.attemptId))?.retainUntil.getTime()).toBe(previous);
    await workOff();
  });

  test("is refused after two hundred megabytes in one day for a collection", async () => {
    const uploader = await addStudent();
    const first = accepted(await upload(uploader, blank));
    await workOff();
    await db
      .update(attempts)
      .set({ originalBytes: 200 * 1024 * 1024 })
      .where(eq(attempts.id, first.attemptId));
    expect(await upload(uploader)).toMatchObject({ refused: "too-many-requests" });
    await db
      .update(attempts)
      .set({ createdAt: new Date(world.deps.clock().getTime() - 86_400_001) })
      .where(eq(attempts.id, first.attemptId));
    accepted(await upload(uploader));
    await workOff();
  });
});
