/** Takes a student from paid to 审核中 with a photo that will do. */
import { randomUUID } from "node:crypto";
import { take } from "./client.ts";
import { goodPhoto } from "./photos.ts";
import type { ShootingStudent } from "./shooting-student.ts";
import { waitUntil } from "./wait-until.ts";

/** How long the student waits for the photo, and how often they look. */
export interface Patience {
  readonly withinMs: number;
  readonly everyMs: number;
}

/** Answers the attempt's id. Throws when the photo is not made. */
export async function submitPhoto(
  { client, collectionId }: ShootingStudent,
  { withinMs, everyMs }: Partial<Patience> = {},
): Promise<string> {
  const { call } = client;
  const params = { collectionId };
  const upload = { params, query: { source: "camera" as const }, picture: goodPhoto(), idempotencyKey: randomUUID() };
  const { attemptId } = await take(call("uploadAttempt", upload));
  const read = async () => (await take(call("readCollectionStatus", { params }))).attempt;
  const isOver = (attempt: { readonly state: string } | null): boolean => attempt?.state !== "processing";
  const attempt = await waitUntil("the photo", read, isOver, withinMs, everyMs);
  if (attempt?.attemptId !== attemptId || attempt.state !== "made") throw new Error(`The photo is ${attempt?.state}`);
  await take(call("submitAttempt", { params, body: { attemptId } }));
  return attemptId;
}
