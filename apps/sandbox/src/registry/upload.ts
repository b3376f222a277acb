/** Accepts batches of photos and reports the result of each; its contract is in the README. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { hasBearer, readBody, readParam } from "../read-body.ts";
import { newId, type World } from "../world.ts";
import type { RegistryBatch, RegistryItem } from "./registry-books.ts";

/** Reads width and height from the frame header of a JPEG; undefined for a file that is not a JPEG. */
export function jpegSize(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length; ) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return undefined;
    // SOF0 to SOF15, except the markers DHT, JPG and DAC in the same range.
    const isFrame =
      marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Refusal reasons in the registry's wording. */
export const registryReasons = [
  "background",
  "face-size",
  "face-unclear",
  "not-same-person",
  "retouched",
  "wrong-size",
  "not-jpeg",
  "sha256-differs",
  "unknown-student",
  "enrolment-differs",
  "already-collected",
  "other",
] as const;

type Reason = (typeof registryReasons)[number];

const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const sentItem = z.object({
  itemId: id,
  codeId: id,
  schoolCode: z.string().regex(/^\d{5}$/),
  name: z.string().min(1).max(40),
  studentNumber: z.string().min(1).max(30),
  photoSha256: z.string().regex(/^[0-9a-f]{64}$/),
  photo: z.base64().min(4).max(400_000),
});
const batchBody = z.object({ batchId: id, items: z.array(sentItem).min(1).max(10) });

const unauthorized = refusal(401, "unauthorized", "密钥不对 / wrong key");
/** Size of the registry's standard photo. */
const size = { width: 480, height: 640 };

/** Accepts a batch. A repeated batch gets the previous answer and is not stored again. */
export function uploadBatch(world: World, call: Call): Answer {
  if (!hasBearer(call, world.settings.registry.key)) return unauthorized;
  const { batchId, items } = readBody(batchBody, call);
  const { registry } = world.books;
  registry.uploads += 1;
  const contentSha256 = createHash("sha256").update(JSON.stringify(items)).digest("hex");
  const earlier = registry.batches.find((batch) => batch.batchId === batchId);
  if (earlier && earlier.contentSha256 !== contentSha256)
    return refusal(
      409,
      "batch-differs",
      "同一批次内容不一致 / the batch came with other content before",
    );
  if (earlier) return json(200, { batchId, receipt: earlier.receipt });
  const now = world.now();
  const receipt = `B${newId(world)}`;
  registry.batches.push({
    batchId,
    receipt,
    contentSha256,
    receivedAt: now.toISOString(),
    decidesAt: new Date(now.getTime() + registry.decideAfterSeconds * 1000).toISOString(),
    items: items.map((item) => receive(world, item)),
  });
  return json(200, { batchId, receipt });
}

function receive(world: World, sent: z.infer<typeof sentItem>): RegistryItem {
  const { batches, refusals, identities } = world.books.registry;
  const { itemId, codeId, studentNumber, photoSha256 } = sent;
  const item = {
    itemId,
    codeId,
    studentNumber,
    photoSha256,
    state: "pending",
    identity: null,
    receipt: null,
    reason: null,
    duplicate: false,
  } as const;
  const previous = batches
    .flatMap(({ items }) => items)
    .find((one) => one.codeId === codeId && one.state === "accepted");
  if (previous) return { ...item, state: "accepted", receipt: previous.receipt, duplicate: true };
  const fault =
    enrolmentFault(world, sent) ?? fileFault(Buffer.from(sent.photo, "base64"), photoSha256);
  if (fault) return { ...item, state: "refused", reason: fault };
  const ordered = refusals.shift();
  if (ordered !== undefined) return { ...item, reason: ordered };
  return { ...item, identity: identities.shift() ?? null };
}

/** Compares the submitted data with the student of the code. Returns the reason for a refusal, if any. */
function enrolmentFault(
  { books: { chsi } }: World,
  { codeId, schoolCode, name, studentNumber }: z.infer<typeof sentItem>,
): Reason | undefined {
  const issued = chsi.codes.find((code) => code.codeId === codeId);
  const student = chsi.students.find(({ id: studentId }) => studentId === issued?.studentId);
  if (!student) return "unknown-student";
  const isSame =
    student.schoolCode === schoolCode &&
    student.name === name &&
    student.studentNumber === studentNumber;
  if (!isSame) return "enrolment-differs";
  return student.collected ? "already-collected" : undefined;
}

function fileFault(photo: Uint8Array, photoSha256: string): Reason | undefined {
  if (createHash("sha256").update(photo).digest("hex") !== photoSha256) return "sha256-differs";
  const dimensions = jpegSize(photo);
  if (!dimensions) return "not-jpeg";
  return dimensions.width === size.width && dimensions.height === size.height
    ? undefined
    : "wrong-size";
}

/**
 * Reports the results of a batch. With the fault still-pending, nothing is decided yet; with duplicate-answers, every
 * item is listed twice.
 */
export function readBatch(world: World, call: Call, faultKind?: string): Answer {
  if (!hasBearer(call, world.settings.registry.key)) return unauthorized;
  const batch = world.books.registry.batches.find(
    ({ batchId }) => batchId === readParam(call, "batchId"),
  );
  if (!batch) return refusal(404, "unknown-batch", "没有这个批次 / no such batch");
  const isDecided = faultKind !== "still-pending" && world.now() >= new Date(batch.decidesAt);
  if (isDecided) decide(world, batch);
  const items = batch.items.map(({ itemId, state, identity, receipt, reason, duplicate }) => ({
    itemId,
    ...(isDecided && state === "pending" && identity !== null
      ? { state: "identity", outcome: identity }
      : { state, receipt, reason: state === "refused" ? reason : null, duplicate }),
  }));
  const { batchId, receipt } = batch;
  return json(200, {
    batchId,
    receipt,
    items: faultKind === "duplicate-answers" ? [...items, ...items] : items,
  });
}

function decide(world: World, batch: RegistryBatch): void {
  batch.items = batch.items.map((item): RegistryItem => {
    if (item.state !== "pending" || item.identity !== null) return item;
    return item.reason === null
      ? { ...item, state: "accepted", receipt: `R${newId(world)}` }
      : { ...item, state: "refused" };
  });
}
