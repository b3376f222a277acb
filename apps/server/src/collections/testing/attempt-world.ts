/** Paid collections with attempts and staff for tests, without running payment and photo processing. */
import { createHash, randomUUID } from "node:crypto";
import type { Finding, Report, Role, Verdict } from "@gradphoto/domain";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import { eq } from "drizzle-orm";
import { isRefusal } from "../../core/call.ts";
import { type MoveDetails, moveCollection } from "../../core/collection/move-collection.ts";
import { type Database, inTransaction } from "../../infra/db/database.ts";
import { attempts, collections, staff } from "../../infra/db/schema/index.ts";
import { daysFromStart, openStudentWorld } from "./student-world.ts";

const both = { zh: "测试", en: "Test" };

/** Verdict, or further fields of the finding, by check id. */
export type Verdicts = Readonly<
  Record<string, Verdict | (Pick<Finding, "verdict"> & Partial<Finding>)>
>;

export function reportOf(verdicts: Verdicts): Report {
  const matches = Object.entries(verdicts).map(
    ([id, text]) => [id, typeof text === "string" ? { verdict: text } : text] as const,
  );
  return {
    version: 1,
    spec: "chsi-blue",
    verdict: matches.every(([, { verdict }]) => verdict === "pass") ? "pass" : "review",
    preview: false,
    findings: matches.map(([id, text]) => ({
      id,
      value: 1,
      unit: "count",
      limit: {},
      title: both,
      message: both,
      advice: both,
      clause: { id, ...both },
      overlay: null,
      ...text,
    })),
    geometry: null,
    output: null,
    operations: [],
    source: { sha256: "0".repeat(64), width: 1, height: 1, format: "jpeg", exifOrientation: 1 },
    engine: { version: "test", models: [] },
    timingsMs: { total: 1 },
  };
}

/** Hash of an unknown password. */
const passwordHash =
  "$argon2id$v=19$m=19456,t=2,p=1$rJmPzrDaWSu05yuroJUuPQ$uaqqgJMPv12HrAZ9VIzhs1La5Fxuy/VNU0GNT1DBIWc";

export function openAttemptWorld(db: Database) {
  const world = openStudentWorld(db);

  async function addStaff(
    role: Role,
    schoolCode: string | null = null,
    department: string | null = null,
  ): Promise<string> {
    const id = randomUUID();
    const name = world.deps.sealer.seal("测试员工", { column: "staff.name", rowId: id });
    const totp = world.deps.sealer.seal("A".repeat(32), { column: "staff.totp", rowId: id });
    const createdAt = world.deps.clock();
    await db.insert(staff).values({
      id,
      username: id,
      name,
      role,
      schoolCode,
      department,
      province: role === "province-admin" ? "44" : null,
      passwordHash,
      totp,
      createdAt,
    });
    return id;
  }

  const move = async (
    collectionId: string,
    wanted: Parameters<typeof moveCollection>[2]["move"],
    role: Role,
    input: MoveDetails = {},
    id: string | null = null,
  ): Promise<void> => {
    const moved = await inTransaction(db, (tx) =>
      moveCollection(tx, world.deps.clock, {
        collectionId,
        move: wanted,
        actor: { role, id },
        details: input,
      }),
    );
    if (isRefusal(moved)) throw new Error(`${wanted}: ${moved.refused}`);
  };

  /** Creates a paid collection in the project. */
  async function addPaid(projectId: string, fields: { person?: string } = {}) {
    const accountId = await world.addAccount();
    const code = randomUUID();
    const started = await world.addStarted(accountId, projectId, code, fields.person ?? code);
    await move(started, "pay", "system", { payment: "p" });
    await world.agree(accountId, projectId);
    return { accountId, collectionId: started };
  }

  /** Creates an upload that the engine has finished or refused. The bytes of its photo are `photoOf(attemptId)`. */
  async function addMade(
    collectionId: string,
    verdicts: Verdicts = {},
    state: "made" | "refused" = "made",
  ): Promise<string> {
    const id = randomUUID();
    const number =
      (await db.select().from(attempts).where(eq(attempts.collectionId, collectionId))).length + 1;
    const now = world.deps.clock();
    const photo = photoOf(id);
    await move(collectionId, "upload", "student");
    await db.insert(attempts).values({
      id,
      collectionId,
      number,
      state,
      source: "camera",
      byRole: "student",
      originalKey: `o/${id}`,
      originalSha256: "0".repeat(64),
      originalBytes: 1,
      report: reportOf(verdicts),
      engineVersion: "test",
      photoKey: `p/${id}`,
      photoSha256: createHash("sha256").update(photo).digest("hex"),
      photoBytes: photo.length,
      createdAt: now,
      finishedAt: now,
      retainUntil: daysFromStart(365),
    });
    await move(collectionId, state, "system", { attempt: id });
    return id;
  }

  /** Creates an upload that the checks refused, although a photo was made from it. */
  const addRefused = (collectionId: string): Promise<string> =>
    addMade(collectionId, { blur: "fail" }, "refused");

  /** Creates a submitted and approved collection, without rows of the review. */
  async function addApproved(projectId: string, verdicts: Verdicts = {}) {
    const { accountId, collectionId } = await addPaid(projectId);
    const attemptId = await addMade(collectionId, verdicts);
    await move(collectionId, "submit", "student", { attempt: attemptId });
    const now = world.deps.clock();
    await db
      .update(collections)
      .set({ submittedAttemptId: attemptId, submittedAt: now, reviewDueAt: now })
      .where(eq(collections.id, collectionId));
    await move(collectionId, "approve", "reviewer", {}, await addStaff("reviewer"));
    return { accountId, collectionId, attemptId };
  }

  return { ...world, addStaff, addPaid, addMade, addRefused, addApproved, move };
}

const grey = await createSharpCodec({ heic: false }).encodeJpeg(
  { width: 480, height: 640, data: new Uint8Array(480 * 640 * 3).fill(128) },
  { quality: 60, chroma: "4:2:0" },
);

/** Returns a grey JPEG, 480×640, with the id appended to make it unique. */
export const photoOf = (attemptId: string): Uint8Array =>
  Buffer.concat([grey, Buffer.from(attemptId)]);
