/** Handlers of the photo routes. */
import { cutSizes } from "@gradphoto/domain";
import { makePrintSheet } from "@gradphoto/engine";
import { isReleased, photoOf } from "../core/attempt/pictures.ts";
import { readReport } from "../core/attempt/read-report.ts";
import { accountOf, type Call, handlersOf, isRefusal, refuse } from "../core/call.ts";
import { findOwnCollection } from "../core/collection/own-collection.ts";
import { drawCaption } from "../infra/lettering/draw-caption.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import type { PhotoDeps } from "./deps.ts";
import { findAttempt, listAttempts, photoNameOf, readCaption } from "./list-attempts.ts";
import { openPicture } from "./open-picture.ts";
import { presentAttempt, presentSummary } from "./present-attempt.ts";
import { retryFailedAttempts } from "./retry-failed.ts";
import { uploadAttempt } from "./upload-attempt.ts";
import { watchCollection } from "./watch-collection.ts";

export const photoHandlers = (deps: PhotoDeps) =>
  handlersOf({
    uploadAttempt: async ({ params, query, receivePicture, idempotencyKey }, call) => {
      const { collectionId } = params;
      const { source } = query;
      const accountId = accountOf(call);
      const upload = {
        collectionId,
        accountId,
        byRole: "student",
        source,
        receivePicture,
        idempotencyKey,
      } as const;
      const attemptId = await uploadAttempt(deps, upload);
      return isRefusal(attemptId)
        ? attemptId
        : show(deps, { collectionId, attemptId }, call, "own");
    },
    listAttempts: async ({ params }, call) => {
      const own = await findOwnCollection(deps.db, accountOf(call), params.collectionId);
      if (!own) return refuse("not-found", {});
      const rows = await listAttempts(deps.db, own.collection.id);
      return {
        attempts: rows.map((row) => presentSummary(row, own.collection.submittedAttemptId)),
      };
    },
    readAttempt: ({ params }, call) => show(deps, params, call, "own"),
    readAttemptForService: ({ params }, call) => show(deps, params, call, "service"),
    downloadPhoto: async ({ params }, call) => {
      const photo = await finishedPhoto(deps, params, call);
      if (isRefusal(photo)) return photo;
      return { bytes: photo.bytes, mediaType: "image/jpeg", fileName: `${photo.name}.jpg` };
    },
    downloadPngPhoto: async ({ params }, call) => {
      const photo = await finishedPhoto(deps, params, call);
      if (isRefusal(photo)) return photo;
      return {
        bytes: await deps.codec.pngOf(photo.bytes),
        mediaType: "image/png",
        fileName: `${photo.name}.png`,
      };
    },
    downloadPrintSheet: async ({ params, query: { paper, size } }, call) => {
      const photo = await finishedPhoto(deps, params, call);
      if (isRefusal(photo)) return photo;
      const words = await readCaption(deps.db, params.collectionId);
      const caption =
        words === "" ? null : (widthPx: number) => drawCaption(deps.lettering, words, widthPx);
      const sheet = await makePrintSheet(photo.bytes, { paper, size, caption }, deps.codec);
      if (sheet.kind === "paper-too-small") return refuse("paper-too-small", {});
      if (sheet.kind === "not-finished")
        throw new Error("A finished photo states no print density");
      const copy = size === "own" ? "" : `${cutSizes[size].zh}-`;
      return {
        bytes: sheet.jpeg,
        mediaType: "image/jpeg",
        fileName: `${photo.name}-${copy}${paper}.jpg`,
      };
    },
    readCollectionStatus: async ({ params }, call) =>
      (await deps.readStatus(accountOf(call), params.collectionId)) ?? refuse("not-found", {}),
    watchCollection: async ({ params }, call) =>
      watchCollection(deps, accountOf(call), params.collectionId),
    retryFailedAttempts: ({ body }, call) => retryFailedAttempts(deps, body, call),
    readPicture: async ({ params }, call) => openPicture(deps, params.token, call.caller),
  });

interface InCollection {
  readonly collectionId: string;
  readonly attemptId: string;
}

/** Reads the photo itself, for callers who may download it. */
async function finishedPhoto(deps: PhotoDeps, params: InCollection, call: Call) {
  const own = await findAttempt(deps.db, accountOf(call), params.collectionId, params.attemptId);
  if (!own) return refuse("not-found", {});
  const { state, photoKey, picturesDeletedAt } = own.attempt;
  if (picturesDeletedAt !== null) return refuse("photo-deleted", {});
  // Until approval, the student gets only previews; otherwise the photo could be taken and the fee refunded.
  const isApproved = isReleased(own.collection, own.attempt.id);
  if (photoKey === null || (state !== "made" && !isApproved)) return refuse("attempt-not-made", {});
  if (!isApproved) return refuse("photo-not-approved", {});
  const name = await photoNameOf(deps, params.collectionId);
  return { bytes: await readChecked(deps.objects, photoOf(own.attempt)), name };
}

async function show(
  { db, links, queue, objects }: PhotoDeps,
  { collectionId, attemptId }: InCollection,
  call: Call,
  purpose: "own" | "service",
) {
  const own = await findAttempt(
    db,
    purpose === "own" ? accountOf(call) : null,
    collectionId,
    attemptId,
  );
  if (!own) return refuse("not-found", {});
  const { tokenSha256 } = call.caller;
  if (tokenSha256 === null) throw new Error(`A ${call.caller.role} came without a session`);
  const { attempt, collection } = own;
  const waiting = await queue.placeOf(attempt);
  const { submittedAttemptId } = collection;
  const report = await readReport(objects, attempt);
  return presentAttempt(attempt, {
    report,
    submittedAttemptId,
    waiting,
    links,
    purpose,
    tokenSha256,
  });
}
