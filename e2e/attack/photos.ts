/** Photos as attackers send them, and what came of them. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type PersonClient, take } from "../people/client.ts";
import { goodPhoto } from "../people/photos.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Target } from "./attack-kinds.ts";

const verdictWithinMs = 110_000;

export const send = (client: PersonClient, collectionId: string, bytes: Uint8Array | Blob, type = "image/jpeg") =>
  client.call("uploadAttempt", {
    params: { collectionId },
    query: { source: "camera" },
    picture: bytes instanceof Blob ? bytes : new Blob([new Uint8Array(bytes)], { type }),
    idempotencyKey: randomUUID(),
  });

/** The attempt once the engine is done with it. */
export async function judged({ client, collectionId }: ShootingStudent, attemptId: string) {
  const read = () => take(client.call("readAttempt", { params: { collectionId, attemptId } }));
  return waitUntil("the photo's verdict", read, ({ state }) => state !== "processing", verdictWithinMs);
}

/** Another student's photo is taken and made as always: the worker lives. */
export async function expectPhotosAreMade(target: Target): Promise<void> {
  const student = await target.addStudent();
  const { attemptId } = await take(send(student.client, student.collectionId, goodPhoto()));
  assert.equal((await judged(student, attemptId)).state, "made");
}
