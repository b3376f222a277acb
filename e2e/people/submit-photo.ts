/** Takes a student from paid to 审核中 with a photo that will do. */
import { randomUUID } from "node:crypto";
import { take } from "./client.ts";
import { goodPhoto } from "./photos.ts";
import type { ShootingStudent } from "./shooting-student.ts";
import { waitUntil } from "./wait-until.ts";

/** Answers the attempt's id. Throws when the photo is not made. */
export async function submitPhoto({ client, collectionId }: ShootingStudent): Promise<string> {
  const { call } = client;
  const params = { collectionId };
  const upload = { params, query: { source: "camera" as const }, picture: goodPhoto(), idempotencyKey: randomUUID() };
  const { attemptId } = await take(call("uploadAttempt", upload));
  const read = () => take(call("readAttempt", { params: { collectionId, attemptId } }));
  const { state } = await waitUntil("the photo", read, (attempt) => attempt.state !== "processing");
  if (state !== "made") throw new Error(`The photo is ${state}`);
  await take(call("submitAttempt", { params, body: { attemptId } }));
  return attemptId;
}
