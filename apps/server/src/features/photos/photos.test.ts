import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { standardize } from "@gradphoto/engine";
import { createSharpCodec, loadEngine } from "@gradphoto/engine/node";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FileAnswer, isRefusal, type Refusal } from "../../infra/call.ts";
import { attempts, collections, consents, doomedObjects, sessions, staff } from "../../infra/db/schema/index.ts";
import { createLog } from "../../infra/log.ts";
import { createMetrics } from "../../infra/metrics/metrics.ts";
import { deleteDoomed } from "../../infra/object-store/kept-objects.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { runWorker } from "../../worker.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { photoSweeps } from "./lost-attempts.ts";
import { photoHandlers } from "./routes.ts";
import { openPhotoWorld, portrait, type StudentAtWork } from "./testing/photo-world.ts";

const { db, pool } = await openTestDatabase();
const folder = temporaryFolder("photos");
const objects = createLocalDisk(folder);
const world = openPhotoWorld(db, objects);
const { photoNeeds } = world;
const handlers = photoHandlers(photoNeeds);
const engine = await loadEngine({ heic: true }, () => {});
const working = {
  standardize: (bytes: Uint8Array, spec: Parameters<typeof standardize>[1]) => standardize(bytes, spec, engine),
};
const breaking = { standardize: () => Promise.reject(new Error("the engine broke")) };

const photos = process.env.GRADPHOTO_PHOTOS;
if (photos === undefined) process.stderr.write("GRADPHOTO_PHOTOS is not set: the person with a cap is left out\n");

let student: StudentAtWork;
let projectRow: Awaited<ReturnType<typeof world.addProject>>;
let blank: Buffer;

beforeAll(async () => {
  await world.addSchool();
  projectRow = await world.addProject();
  student = await world.addStudent(projectRow);
  blank = await sharp({ create: { width: 900, height: 1200, channels: 3, background: "#b0b0b0" } })
    .jpeg()
    .toBuffer();
});

const stops: (() => Promise<void>)[] = [];
afterAll(async () => void (await Promise.all(stops.map((stop) => stop()))));

/** Runs jobs until `done`, then ends. */
async function work(done: () => Promise<boolean>, by: Parameters<typeof runWorker>[0]["engine"] = working) {
  const log = createLog({ write: () => {} });
  const stop = runWorker({ ...photoNeeds, engine: by, concurrency: 2, sweeps: [], log, metrics: createMetrics() });
  await expect.poll(done, { timeout: 60_000, interval: 50 }).toBe(true);
  await stop();
}

const upload = (
  by: StudentAtWork,
  picture: Uint8Array = portrait,
  { idempotencyKey = randomUUID(), source = "camera" }: { idempotencyKey?: string; source?: "camera" | "album" } = {},
) =>
  handlers.uploadAttempt(
    { params: { collectionId: by.collectionId }, query: { source }, picture, idempotencyKey },
    by.call,
  );

const answered = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const stateOf = async (id: string) => (await db.select().from(collections).where(eq(collections.id, id)))[0]?.state;
const rowOf = async (id: string) => (await db.select().from(attempts).where(eq(attempts.id, id)))[0];
const finished = (id: string) => async () => (await rowOf(id))?.state !== "processing";
const storedObjects = () => (existsSync(join(folder, "originals")) ? readdirSync(join(folder, "originals")).length : 0);
const tokenIn = (url: string): string => url.split("/").at(-1) ?? "";
const look = (url: string, by = student.call) => handlers.readPicture({ params: { token: tokenIn(url) } }, by);
const read = async (by: StudentAtWork, attemptId: string) =>
  answered(await handlers.readAttempt({ params: { collectionId: by.collectionId, attemptId } }, by.call));

describe("a photo", () => {
  test("is stored and in work when the upload answers, then made, shown, listed and downloaded", async () => {
    const uploaded = answered(await upload(student));
    expect(uploaded).toMatchObject({ number: 1, state: "processing", source: "camera", result: null, deleted: false });
    expect(await stateOf(student.collectionId)).toBe("processing");
    const row = await rowOf(uploaded.attemptId);
    expect(await objects.get(row?.originalKey ?? "")).toEqual(portrait);
    expect(row?.originalSha256).toBe(createHash("sha256").update(portrait).digest("hex"));

    await work(finished(uploaded.attemptId));
    expect(await stateOf(student.collectionId)).toBe("ready");
    const made = await read(student, uploaded.attemptId);
    expect(made).toMatchObject({ state: "made", tone: "success", resultSize: { width: 480, height: 640 } });
    expect(made.findings.length).toBeGreaterThan(10);
    expect(made.verdict).not.toBe("refused");
    const listed = await handlers.listAttempts({ params: { collectionId: student.collectionId } }, student.call);
    expect(answered(listed).attempts.map(({ number, state }) => [number, state])).toEqual([[1, "made"]]);

    const params = { collectionId: student.collectionId, attemptId: made.attemptId };
    const file: FileAnswer = answered(await handlers.downloadPhoto({ params }, student.call));
    expect(createHash("sha256").update(file.bytes).digest("hex")).toBe((await rowOf(made.attemptId))?.photoSha256);
    expect(file.fileName).toBe("毕业证照-1.jpg");
    const shown = answered(await look(made.result?.url ?? ""));
    expect(Buffer.from(file.bytes).equals(shown.bytes)).toBe(true);
  });

  test("that shows nobody is refused with findings, and the collection is where it was", async () => {
    const uploaded = answered(await upload(student, blank));
    await work(finished(uploaded.attemptId));
    const refused = await read(student, uploaded.attemptId);
    expect(refused).toMatchObject({ number: 2, state: "refused", verdict: "refused", result: null });
    expect(refused.findings.some(({ verdict, advice }) => verdict === "fail" && advice.zh && advice.en)).toBe(true);
    expect(await stateOf(student.collectionId)).toBe("ready");
    const params = { collectionId: student.collectionId, attemptId: refused.attemptId };
    expect(await handlers.downloadPhoto({ params }, student.call)).toMatchObject({ refused: "attempt-not-made" });
  });

  test("sent twice under one key is one attempt; other bytes under it are refused", async () => {
    const by = await world.addStudent(projectRow);
    const key = randomUUID();
    const both = await Promise.all([
      upload(by, blank, { idempotencyKey: key }),
      upload(by, blank, { idempotencyKey: key }),
    ]);
    expect(new Set(both.map((one) => answered(one).attemptId)).size).toBe(1);
    expect(answered(await upload(by, blank, { idempotencyKey: key })).number).toBe(1);
    expect(await upload(by, portrait, { idempotencyKey: key })).toMatchObject({ refused: "idempotency-key-reused" });
    expect(await db.$count(attempts, eq(attempts.collectionId, by.collectionId))).toBe(1);
  });

  test.runIf(photos !== undefined)("of a person with a cap is refused, and says why", async () => {
    const by = await world.addStudent(projectRow);
    const cap = readFileSync(join(photos ?? "", "bad-cap-smile-01.jpg"));
    const uploaded = answered(await upload(by, cap));
    await work(finished(uploaded.attemptId));
    expect((await read(by, uploaded.attemptId)).state).toBe("refused");
  });
});

describe("an upload is refused, and nothing of it stays,", () => {
  test.each([
    ["text", () => Buffer.from("no photo at all"), "photo-wrong-type"],
    ["a GIF", () => Buffer.from("GIF89a0000000000"), "photo-wrong-type"],
    ["a broken file", () => portrait.subarray(0, 40), "photo-broken"],
    ["a stamp", () => sharp(portrait).resize(90, 120).jpeg().toBuffer(), "photo-too-small"],
  ] as const)("when it is %s", async (_, make, refused) => {
    const by = await world.addStudent(projectRow);
    const before = storedObjects();
    expect(await upload(by, await make())).toMatchObject({ refused });
    expect([storedObjects(), await stateOf(by.collectionId)]).toEqual([before, "paid"]);
  });

  test("without a consent, or after it was withdrawn", async () => {
    const by = await world.addStudent(projectRow);
    await db.update(consents).set({ withdrawnAt: world.needs.clock() }).where(eq(consents.accountId, by.accountId));
    expect(await upload(by)).toMatchObject({ refused: "consent-missing" });
    await db.delete(consents).where(eq(consents.accountId, by.accountId));
    expect(await upload(by)).toMatchObject({ refused: "consent-missing" });
  });

  test("into the collection of somebody else, which is not found", async () => {
    const other = await world.addStudent(projectRow);
    const foreign = { ...student, collectionId: other.collectionId };
    expect(await upload(foreign)).toMatchObject({ refused: "not-found" });
    expect(await upload({ ...student, collectionId: "nonsense" })).toMatchObject({ refused: "not-found" });
    const params = { collectionId: other.collectionId };
    expect(await handlers.listAttempts({ params }, student.call)).toMatchObject({ refused: "not-found" });
    expect(await handlers.watchCollection({ params }, student.call)).toMatchObject({ refused: "not-found" });
  });

  test("before payment, while another is in work, and once the photo is approved", async () => {
    const by = await world.addStudent(projectRow);
    answered(await upload(by, blank));
    expect(await upload(by)).toMatchObject({ refused: "move-not-allowed", details: { state: { en: "Being made" } } });
    const frozen = await world.addStudent(projectRow);
    await db.update(collections).set({ state: "approved" }).where(eq(collections.id, frozen.collectionId));
    expect(await upload(frozen)).toMatchObject({ refused: "collection-frozen" });
    const unpaid = await world.addStudent(projectRow);
    await db.update(collections).set({ state: "verified" }).where(eq(collections.id, unpaid.collectionId));
    expect(await upload(unpaid)).toMatchObject({ refused: "move-not-allowed" });
  });

  test("from the album where the project forbids it, and beyond the project's limit", async () => {
    const strict = await world.addProject({ albumAllowed: false, attemptsLimit: 1, graduationYear: 2026 });
    const by = await world.addStudent(strict);
    expect(await upload(by, portrait, { source: "album" })).toMatchObject({ refused: "album-not-allowed" });
    const first = answered(await upload(by, blank));
    await work(finished(first.attemptId));
    expect(await upload(by)).toMatchObject({ refused: "attempts-used-up", details: { limit: 1 } });
  });

  test("and an object whose transaction failed is deleted after an hour, while a kept one stays", async () => {
    const broken = { ...photoNeeds.queue, enqueue: () => Promise.reject(new Error("no queue")) };
    const by = await world.addStudent(projectRow);
    await deleteDoomed(photoNeeds);
    const before = storedObjects();
    const failing = photoHandlers({ ...photoNeeds, queue: broken }).uploadAttempt(
      { params: { collectionId: by.collectionId }, query: { source: "camera" }, picture: blank, idempotencyKey: "k" },
      by.call,
    );
    await expect(failing).rejects.toThrow("no queue");
    expect(storedObjects()).toBe(before + 1);
    expect(await stateOf(by.collectionId)).toBe("paid");
    await deleteDoomed(photoNeeds);
    expect(storedObjects()).toBe(before + 1);
    world.passTime(3_600_001);
    await deleteDoomed(photoNeeds);
    expect([storedObjects(), await db.$count(doomedObjects)]).toEqual([before, 0]);
  });
});

describe("a job", () => {
  test("of a killed worker comes back after its expiry and is done by the next one, once", async () => {
    const by = await world.addStudent(projectRow);
    const { attemptId } = answered(await upload(by, blank));
    // Others of this file may wait as well: they are fetched and left lying, too.
    for (let job = await photoNeeds.queue.fetch("standardize-photo"); job; )
      job = await photoNeeds.queue.fetch("standardize-photo");
    await pool.query("update pgboss.job set started_on = now() - interval '61 seconds' where state = 'active'");
    await photoNeeds.queue.maintain();
    await pool.query("update pgboss.job set start_after = now() where state = 'retry'");
    await work(finished(attemptId));
    expect((await rowOf(attemptId))?.state).toBe("refused");
    const moves = await pool.query("select move from collection_history where collection_id = $1 order by id", [
      by.collectionId,
    ]);
    expect(moves.rows.map(({ move }) => move)).toEqual(["start", "pay", "upload", "refused"]);
  });

  test("of a finished attempt does nothing when it comes again", async () => {
    const by = await world.addStudent(projectRow);
    const { attemptId } = answered(await upload(by, blank));
    await work(finished(attemptId));
    const before = await rowOf(attemptId);
    await db.transaction((tx) => photoNeeds.queue.enqueue(tx, "standardize-photo", { attemptId }));
    await work(async () => {
      const { rows } = await pool.query(
        "select 1 from pgboss.job where name = 'standardize-photo' and state < 'completed'",
      );
      return rows.length === 0;
    }, breaking);
    expect(await rowOf(attemptId)).toEqual(before);
  });

  test("that fails to the last is dead: the attempt says so, the photo stays, and the student may go on", async () => {
    const by = await world.addStudent(projectRow);
    const { attemptId } = answered(await upload(by));
    await pool.query("update pgboss.job set retry_limit = 0 where data ->> 'attemptId' = $1", [attemptId]);
    await work(finished(attemptId), breaking);
    const failed = await read(by, attemptId);
    expect(failed).toMatchObject({ state: "failed", verdict: null, findings: [], result: null });
    expect(await objects.get((await rowOf(attemptId))?.originalKey ?? "")).toEqual(portrait);
    expect(await stateOf(by.collectionId)).toBe("paid");
    expect(await photoNeeds.queue.countDead()).toBe(1);
    expect(await photoNeeds.queue.listDead(5)).toMatchObject([{ name: "standardize-photo", data: { attemptId } }]);
    expect(answered(await upload(by, blank)).number).toBe(2);
  });

  test("that vanished while its attempt waits is given again, and one that is under way is left alone", async () => {
    const by = await world.addStudent(projectRow);
    const { attemptId } = answered(await upload(by, blank));
    world.passTime(600_001);
    const [sweep] = photoSweeps(photoNeeds);
    expect(await sweep?.run()).toBe(0);
    await pool.query("delete from pgboss.job where data ->> 'attemptId' = $1", [attemptId]);
    expect(await sweep?.run()).toBe(1);
    await work(finished(attemptId));
    expect((await rowOf(attemptId))?.state).toBe("refused");
  });

  test("exists only if its transaction is committed", async () => {
    const attemptId = randomUUID();
    const undone = db.transaction(async (tx) => {
      await photoNeeds.queue.enqueue(tx, "standardize-photo", { attemptId });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const { rows } = await db.execute(sql`select 1 from pgboss.job where data ->> 'attemptId' = ${attemptId}`);
    expect(rows).toEqual([]);
  });
});

describe("a picture", () => {
  let attemptId: string;
  beforeAll(async () => {
    const place = { GPSLatitude: "31/1 12/1 0/1", GPSLatitudeRef: "N" };
    const turned = await sharp(portrait)
      .withExif({ IFD3: place, IFD0: { Model: "phone of a test" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const by = await world.addStudent(projectRow);
    student = by;
    attemptId = answered(await upload(by, turned)).attemptId;
  });
  const original = async () => (await read(student, attemptId)).original?.url ?? "";

  test("is given without place and device, upright as before, its pixels untouched", async () => {
    const stored = await objects.get((await rowOf(attemptId))?.originalKey ?? "");
    if (!stored) throw new Error("nothing is stored");
    const given = answered(await look(await original()));
    expect(Buffer.from(stored).includes("phone of a test")).toBe(true);
    expect(Buffer.from(given.bytes).includes("phone of a test")).toBe(false);
    const facts = await sharp(given.bytes).metadata();
    expect(facts.orientation).toBe(6);
    expect(facts.exif?.length).toBeLessThan(40);
    const codec = createSharpCodec({ heic: false });
    const pixelsOf = async (bytes: Uint8Array) => {
      const header = await codec.inspect(bytes);
      if (!header.ok) throw new Error("unreadable");
      const raster = await codec.decode(bytes, header.value, 4000);
      return raster.ok ? createHash("sha256").update(raster.value.data).digest("hex") : null;
    };
    expect(await pixelsOf(given.bytes)).toBe(await pixelsOf(stored));
  });

  test("is not found by a changed address or with another session, and its address ends", async () => {
    const url = await original();
    const changed = url.slice(0, -1) + (url.endsWith("A") ? "Q" : "A");
    expect(await look(changed)).toMatchObject({ refused: "not-found" });
    expect(await look(url, await world.callOf(student.accountId))).toMatchObject({ refused: "not-found" });
    const withoutSession = { ...student.call, caller: { ...student.call.caller, tokenSha256: null } };
    expect(isRefusal(await look(url, withoutSession))).toBe(false);
    world.passTime(600_001);
    expect(await look(url)).toMatchObject({ refused: "photo-link-expired" });
  });

  test("ends with the session that may look at it", async () => {
    const call = await world.callOf(student.accountId);
    const params = { collectionId: student.collectionId, attemptId };
    const url = answered(await handlers.readAttempt({ params }, call)).original?.url ?? "";
    await db
      .update(sessions)
      .set({ revokedAt: world.needs.clock() })
      .where(eq(sessions.tokenSha256, call.caller.tokenSha256 ?? ""));
    expect(await look(url, call)).toMatchObject({ refused: "photo-link-expired" });
  });

  test("is shown to staff of its school, who are written down; to those of another it is not found", async () => {
    const signIn = async (schoolCode: string) => {
      const id = randomUUID();
      const name = world.needs.sealer.seal("测试", { column: "staff.name", rowId: id });
      const fields = { username: id, role: "school-admin", passwordHash: "x", createdAt: world.needs.clock() };
      await db.insert(staff).values({ id, name, schoolCode, ...fields });
      const tokenSha256 = createHash("sha256").update(id).digest("hex");
      const expiresAt = new Date(world.needs.clock().getTime() + 1000);
      await db
        .insert(sessions)
        .values({ tokenSha256, staffId: id, role: "school-admin", createdAt: world.needs.clock(), expiresAt });
      return { id, tokenSha256 };
    };
    await world.addSchool({ code: "10558", name: "测试大学" });
    const link = { attemptId, picture: "original", purpose: "school" } as const;
    const [own, other] = [await signIn("10559"), await signIn("10558")];
    const signed = ({ tokenSha256 }: { tokenSha256: string }) => photoNeeds.links.sign({ ...link, tokenSha256 }).url;
    const withoutHeader = { ...student.call, caller: { ...student.call.caller, tokenSha256: null } };
    expect(isRefusal(await look(signed(own), withoutHeader))).toBe(false);
    expect(await look(signed(other), withoutHeader)).toMatchObject({ refused: "not-found" });
    const { rows } = await pool.query("select actor, subject, details from audit where action = 'look-at-picture'");
    expect(rows).toEqual([
      {
        actor: `school-admin:${own.id}`,
        subject: `attempt:${attemptId}`,
        details: { picture: "original", purpose: "school" },
      },
    ]);
    expect(await verifyAudit(db)).toMatchObject({ whole: true });
  });
});

test("who watches a collection is told its state, and each change of it", async () => {
  const by = await world.addStudent(projectRow);
  const watch = answered(await handlers.watchCollection({ params: { collectionId: by.collectionId } }, by.call));
  const left = new AbortController();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { state, attempt } of watch(left.signal)) {
      seen.push(`${state} ${attempt?.state ?? "-"}`);
      if (seen.length === 1) answered(await upload(by, blank));
      if (attempt?.state === "refused" && state === "paid") left.abort();
    }
  })();
  await work(async () => left.signal.aborted);
  await watching;
  expect(seen).toEqual(["paid -", "processing processing", "paid refused"]);
});
