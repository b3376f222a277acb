/** Photos of students, which are uploaded, followed until the engine has finished, and submitted. */
import { randomUUID } from "node:crypto";
import { take } from "./client.ts";
import { goodPhoto } from "./photos.ts";
import type { ShootingStudent } from "./shooting-student.ts";
import { waitUntil } from "./wait-until.ts";

type Sender = Pick<ShootingStudent, "client" | "collectionId">;

/** Sends a photo as if from the camera. Returns the answer, which may be a refusal. */
export const upload = (
  { client, collectionId }: Sender,
  picture: Blob = goodPhoto(),
  idempotencyKey: string = randomUUID(),
) =>
  client.call("uploadAttempt", {
    params: { collectionId },
    query: { source: "camera" },
    picture,
    idempotencyKey,
  });

/** Returns the attempt once the engine has finished with it. */
export const judged = ({ client, collectionId }: Sender, attemptId: string, withinMs?: number) =>
  waitUntil(
    "the photo's verdict",
    () => take(client.call("readAttempt", { params: { collectionId, attemptId } })),
    ({ state }) => state !== "processing",
    withinMs,
  );

/** Uploads a photo and returns the attempt once the engine has finished with it. */
export const uploadAndJudge = async (sender: Sender, picture?: Blob, idempotencyKey?: string) =>
  judged(sender, (await take(upload(sender, picture, idempotencyKey))).attemptId);

/** Timeout and polling interval of a student who waits for the photo. */
export interface Patience {
  readonly withinMs: number;
  readonly everyMs: number;
}

/** Takes a student from paid to 审核中. Returns the attempt's id. Throws when the photo is not made. */
export async function submitPhoto(
  student: ShootingStudent,
  { withinMs, everyMs }: Partial<Patience> = {},
): Promise<string> {
  const { call } = student.client;
  const params = { collectionId: student.collectionId };
  const { attemptId } = await take(upload(student));
  const read = async () => (await take(call("readCollectionStatus", { params }))).attempt;
  const isOver = (attempt: { readonly state: string } | null): boolean =>
    attempt?.state !== "processing";
  const attempt = await waitUntil("the photo", read, isOver, withinMs, everyMs);
  if (attempt?.attemptId !== attemptId || attempt.state !== "made")
    throw new Error(`The photo is ${attempt?.state}`);
  await take(call("submitAttempt", { params, body: { attemptId } }));
  return attemptId;
}
