/**
 * A paid collection with its consents, the photo handlers, and both parts of the worker, on the test's own database.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createPictureCodec, inspectUpload } from "@gradphoto/engine/decoder";
import { openStudentWorld } from "../../collections/testing/student-world.ts";
import { type Call, isRefusal } from "../../core/call.ts";
import { type MoveDetails, moveCollection } from "../../core/collection/move-collection.ts";
import type { ProjectRow } from "../../core/project/present-project.ts";
import { type Database, inTransaction } from "../../infra/db/database.ts";
import { createNotifications } from "../../infra/db/notifications.ts";
import { sessions } from "../../infra/db/schema/index.ts";
import { openLettering } from "../../infra/lettering/lettering.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { createPictureLinks } from "../../infra/picture-links.ts";
import { accepted, studentCall } from "../../testing/calls.ts";
import { createStatusReader } from "../collection-status.ts";
import type { PhotoDeps } from "../deps.ts";
import { createPhotoQueue } from "../photo-queue.ts";
import { uploadAttempt } from "../upload-attempt.ts";

const faces = join(
  dirname(createRequire(import.meta.url).resolve("material-kit/package.json")),
  "assets/img/faces",
);

/** A portrait that the engine accepts. */
export const portrait = readFileSync(join(faces, "marc.jpg"));

export interface StudentAtWork {
  readonly accountId: string;
  readonly collectionId: string;
  readonly call: Call;
}

export function openPhotoWorld(db: Database, objects: ObjectStore) {
  const world = openStudentWorld(db);
  const { clock, ids, sealer } = world.deps;
  const queue = createPhotoQueue({ db, clock });
  const deps: PhotoDeps = {
    db,
    clock,
    sealer,
    queue,
    readStatus: createStatusReader({ db, queue }),
    ids,
    objects,
    lettering: openLettering(),
    links: createPictureLinks(randomBytes(32), clock),
    notifications: createNotifications(db.$client),
    inspect: async (bytes) => inspectUpload(bytes, { heic: true }),
    codec: createPictureCodec({ heic: true }),
  };

  async function move(
    collectionId: string,
    wanted: Parameters<typeof moveCollection>[2]["move"],
    input: MoveDetails = {},
  ) {
    const actor =
      wanted === "submit" ? { role: "student", id: randomUUID() } : { role: "system", id: null };
    const role = wanted === "submit" ? "student" : "system";
    const moved = await inTransaction(db, (tx) =>
      moveCollection(tx, clock, {
        collectionId,
        move: wanted,
        actor: { ...actor, role },
        details: input,
      }),
    );
    if (isRefusal(moved)) throw new Error(`${wanted}: ${moved.refused}`);
  }

  async function callOf(accountId: string): Promise<Call> {
    const tokenSha256 = randomBytes(32).toString("hex");
    const expiresAt = new Date(clock().getTime() + 86_400_000);
    await db
      .insert(sessions)
      .values({ tokenSha256, accountId, role: "student", createdAt: clock(), expiresAt });
    const call = studentCall(accountId);
    return { ...call, caller: { ...call.caller, tokenSha256 } };
  }

  /** Creates a student who signed in, paid and consented. For several students, pass projects of different years. */
  async function addStudent(project: ProjectRow): Promise<StudentAtWork> {
    const accountId = await world.addAccount();
    const collectionId = await world.addStarted(accountId, project.id);
    await move(collectionId, "pay", { payment: "test" });
    await world.agree(accountId, project.id);
    return { accountId, collectionId, call: await callOf(accountId) };
  }

  /** Uploads the portrait as the student and returns the attempt's id. */
  const uploadPortrait = async ({
    accountId,
    collectionId,
  }: Omit<StudentAtWork, "call">): Promise<string> =>
    accepted(
      await uploadAttempt(deps, {
        ...{
          accountId,
          collectionId,
          byRole: "student",
          source: "camera",
          idempotencyKey: randomUUID(),
        },
        receivePicture: async () => portrait,
      }),
    );

  return { ...world, photoDeps: deps, move, callOf, addStudent, uploadPortrait };
}

export type PhotoWorld = ReturnType<typeof openPhotoWorld>;
