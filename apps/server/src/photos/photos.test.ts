import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CopySize } from "@gradphoto/domain/photo-standard";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { FileAnswer } from "../core/call.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";
import { portrait } from "./testing/photo-world.ts";

const photoWorld = await openPhotoBench();
const {
  db,
  objects,
  handlers,
  blank,
  work,
  addStudent,
  upload,
  read,
  stateOf,
  rowOf,
  finished,
  look,
} = photoWorld;
const student = await addStudent();
const sizeOf = async (bytes: Uint8Array) => {
  const { width, height } = await sharp(bytes).metadata();
  return { width, height };
};

const folder =
  process.env.GRADPHOTO_PHOTOS ??
  fileURLToPath(new URL("../../../../../shared/photos", import.meta.url));
const hasPhotos = existsSync(folder);
if (!hasPhotos) process.stderr.write(`${folder} is missing: the person with a cap is left out\n`);

describe("a photo", () => {
  test("is stored and queued when the upload answers; then processed, displayed and listed", async () => {
    const uploaded = accepted(await upload(student));
    expect(uploaded).toMatchObject({
      number: 1,
      state: "processing",
      source: "camera",
      result: null,
      deleted: false,
    });
    expect(await stateOf(student.collectionId)).toBe("processing");
    const row = await rowOf(uploaded.attemptId);
    expect(await objects.get(row?.originalKey ?? "")).toEqual(portrait);
    expect(row?.originalSha256).toBe(createHash("sha256").update(portrait).digest("hex"));

    await work(finished(uploaded.attemptId));
    expect(await stateOf(student.collectionId)).toBe("ready");
    const made = await read(student, uploaded.attemptId);
    expect(made).toMatchObject({
      state: "made",
      tone: "success",
      resultSize: { width: 480, height: 640 },
    });
    expect(made.findings.length).toBeGreaterThan(10);
    expect(made.verdict).not.toBe("refused");
    const listed = await handlers.listAttempts(
      { params: { collectionId: student.collectionId } },
      student.call,
    );
    expect(accepted(listed).attempts.map(({ number, state }) => [number, state])).toEqual([
      [1, "made"],
    ]);

    const params = { collectionId: student.collectionId, attemptId: made.attemptId };
    expect(await handlers.downloadPhoto({ params }, student.call)).toMatchObject({
      refused: "photo-not-approved",
    });
    const preview = accepted(await look(made.result ?? { url: "" }, student.call));
    expect(await sizeOf(preview.bytes)).toEqual({ width: 360, height: 480 });
  });

  test("can be downloaded by its student only once approved, as JPEG, PNG and print sheet", async () => {
    const uploader = await addStudent();
    const uploaded = accepted(await upload(uploader));
    await work(finished(uploaded.attemptId));
    const { attemptId } = uploaded;
    const submitted = {
      submittedAttemptId: attemptId,
      submittedAt: new Date(),
      reviewDueAt: new Date(),
    };
    await db
      .update(collections)
      .set({ ...submitted, state: "approved" })
      .where(eq(collections.id, uploader.collectionId));
    const params = { collectionId: uploader.collectionId, attemptId };
    const file: FileAnswer = accepted(await handlers.downloadPhoto({ params }, uploader.call));
    expect(createHash("sha256").update(file.bytes).digest("hex")).toBe(
      (await rowOf(attemptId))?.photoSha256,
    );
    expect(file.fileName).toBe("测试甲-暨南大学-毕业照.jpg");
    const png: FileAnswer = accepted(await handlers.downloadPngPhoto({ params }, uploader.call));
    expect([png.fileName, png.mediaType]).toEqual(["测试甲-暨南大学-毕业照.png", "image/png"]);
    const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    expect((await pixelsOf(png.bytes)).equals(await pixelsOf(file.bytes))).toBe(true);
    const density = async (bytes: Uint8Array) =>
      Math.round((await sharp(bytes).metadata()).density ?? 0);
    expect(await density(png.bytes)).toBe(await density(file.bytes));
    const printed = async (size: CopySize): Promise<FileAnswer> =>
      accepted(
        await handlers.downloadPrintSheet({ params, query: { paper: "6in", size } }, uploader.call),
      );
    const sheet = await printed("own");
    expect(sheet.fileName).toBe("测试甲-暨南大学-毕业照-6in.jpg");
    expect((await printed("1in")).fileName).toBe("测试甲-暨南大学-毕业照-一寸-6in.jpg");
    expect(await sizeOf(sheet.bytes)).toEqual({ width: 1795, height: 1205 });
    // The school's caption is printed below the photo.
    await db.update(projects).set({ printCaption: "2026 届毕业生" });
    const captioned = await printed("own");
    expect(await sizeOf(captioned.bytes)).toEqual({ width: 1795, height: 1205 });
    expect(Buffer.from(captioned.bytes).equals(sheet.bytes)).toBe(false);
    await db.update(projects).set({ printCaption: "" });
    const made = await read(uploader, attemptId);
    const visible = accepted(await look(made.result ?? { url: "" }, uploader.call));
    expect(Buffer.from(file.bytes).equals(visible.bytes)).toBe(true);
    await db
      .update(collections)
      .set({ state: "refunded" })
      .where(eq(collections.id, uploader.collectionId));
    expect(await handlers.downloadPhoto({ params }, uploader.call)).toMatchObject({
      refused: "photo-not-approved",
    });
    expect(await handlers.downloadPngPhoto({ params }, uploader.call)).toMatchObject({
      refused: "photo-not-approved",
    });
    const query = { paper: "A4", size: "own" } as const;
    expect(await handlers.downloadPrintSheet({ params, query }, uploader.call)).toMatchObject({
      refused: "photo-not-approved",
    });
  });

  test("reaches the reviewer as a possible selfie if the camera page used another lens than the rear one", async () => {
    const selfieOf = async (source: "camera" | "other-camera") => {
      const by = await addStudent();
      const { attemptId } = accepted(await upload(by, portrait, { source }));
      await work(finished(attemptId));
      const { verdict, findings } = await read(by, attemptId);
      return { verdict, selfie: findings.find(({ id }) => id === "selfie") };
    };
    expect((await selfieOf("camera")).selfie).toMatchObject({ verdict: "unsure", unstated: true });
    const { verdict, selfie } = await selfieOf("other-camera");
    expect(verdict).toBe("review");
    expect(selfie).toMatchObject({ verdict: "warn", title: { zh: "可能是自拍" } });
    expect(selfie).not.toHaveProperty("unstated");
  });

  test("is refused with findings if it contains no face, and leaves the collection unchanged", async () => {
    const uploaded = accepted(await upload(student, blank));
    await work(finished(uploaded.attemptId));
    const refused = await read(student, uploaded.attemptId);
    expect(refused).toMatchObject({
      number: 2,
      state: "refused",
      verdict: "refused",
      result: null,
    });
    expect(
      refused.findings.some(({ verdict, advice }) => verdict === "fail" && advice.zh && advice.en),
    ).toBe(true);
    expect(await stateOf(student.collectionId)).toBe("ready");
    const params = { collectionId: student.collectionId, attemptId: refused.attemptId };
    expect(await handlers.downloadPhoto({ params }, student.call)).toMatchObject({
      refused: "attempt-not-made",
    });
  });

  test("is refused if labelled as made by AI, and stored byte for byte with its label", async () => {
    const label =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><TC260:AIGC>{"Label":"1"}</TC260:AIGC></x:xmpmeta>';
    const labelled = await sharp(portrait).withXmp(label).jpeg().toBuffer();
    expect(labelled.includes(label)).toBe(true);
    const uploader = await addStudent();
    const uploaded = accepted(await upload(uploader, labelled));
    await work(finished(uploaded.attemptId));
    const { state, findings } = await read(uploader, uploaded.attemptId);
    expect(state).toBe("refused");
    expect(findings.filter(({ verdict }) => verdict === "fail").map(({ id }) => id)).toEqual([
      "edited-or-generated",
    ]);
    const stored = await objects.get((await rowOf(uploaded.attemptId))?.originalKey ?? "");
    expect(stored && Buffer.compare(stored, labelled)).toBe(0);
  });

  test("is created once by two uploads with one idempotency key; other bytes with that key are refused", async () => {
    const uploader = await addStudent();
    const key = randomUUID();
    const answers = await Promise.all([
      upload(uploader, blank, { idempotencyKey: key }),
      upload(uploader, blank, { idempotencyKey: key }),
    ]);
    expect(new Set(answers.map((answer) => accepted(answer).attemptId)).size).toBe(1);
    expect(accepted(await upload(uploader, blank, { idempotencyKey: key })).number).toBe(1);
    expect(await upload(uploader, portrait, { idempotencyKey: key })).toMatchObject({
      refused: "idempotency-key-reused",
    });
    expect(await db.$count(attempts, eq(attempts.collectionId, uploader.collectionId))).toBe(1);
  });

  test.runIf(hasPhotos)("is refused with findings if the person wears a cap", async () => {
    const uploader = await addStudent();
    const cap = readFileSync(join(folder, "bad-cap-smile-01.jpg"));
    const uploaded = accepted(await upload(uploader, cap));
    await work(finished(uploaded.attemptId));
    expect((await read(uploader, uploaded.attemptId)).state).toBe("refused");
  });
});

test("the event stream of a collection sends its state and every change", async () => {
  const uploader = await addStudent();
  const watch = accepted(
    await handlers.watchCollection(
      { params: { collectionId: uploader.collectionId } },
      uploader.call,
    ),
  );
  const abort = new AbortController();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { state, attempt } of watch(abort.signal)) {
      seen.push(`${state} ${attempt?.state ?? "-"}`);
      if (seen.length === 1) accepted(await upload(uploader, blank));
      if (attempt?.state === "refused" && state === "paid") abort.abort();
    }
  })();
  await work(async () => abort.signal.aborted);
  await watching;
  expect(seen).toEqual(["paid -", "processing processing", "paid refused"]);
});
