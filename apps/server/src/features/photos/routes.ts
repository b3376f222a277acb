/** The handlers of photos. */
import { type Call, type Handlers, isRefusal, refuse } from "../../infra/call.ts";
import { accountOf } from "../collections/caller-account.ts";
import { findOwnCollection } from "../collections/own-collection.ts";
import { listFailedAttempts } from "./failed-attempts.ts";
import { openPicture } from "./open-picture.ts";
import { attemptsOf, findOwnAttempt } from "./own-attempt.ts";
import type { PhotoNeeds } from "./photo-needs.ts";
import { presentAttempt, presentSummary } from "./present-attempt.ts";
import { isReleased } from "./released.ts";
import { uploadAttempt } from "./upload-attempt.ts";
import { watchCollection } from "./watch-collection.ts";

export const photoHandlers = (
  needs: PhotoNeeds,
): Pick<
  Handlers,
  | "uploadAttempt"
  | "listAttempts"
  | "readAttempt"
  | "downloadPhoto"
  | "watchCollection"
  | "readPicture"
  | "listFailedAttempts"
> => ({
  uploadAttempt: async ({ params, query, picture, idempotencyKey }, call) => {
    const { collectionId } = params;
    const { source } = query;
    const accountId = accountOf(call);
    const upload = { collectionId, accountId, byRole: "student", source, picture, idempotencyKey } as const;
    const attemptId = await uploadAttempt(needs, upload);
    return isRefusal(attemptId) ? attemptId : show(needs, collectionId, attemptId, call);
  },
  listAttempts: async ({ params }, call) => {
    const own = await findOwnCollection(needs.db, accountOf(call), params.collectionId);
    if (!own) return refuse("not-found", {});
    const rows = await attemptsOf(needs.db, own.collection.id);
    return { attempts: rows.map((row) => presentSummary(row, own.collection.submittedAttemptId)) };
  },
  readAttempt: async ({ params }, call) => show(needs, params.collectionId, params.attemptId, call),
  downloadPhoto: async ({ params }, call) => {
    const found = await findOwnAttempt(needs.db, accountOf(call), params.collectionId, params.attemptId);
    if (!found) return refuse("not-found", {});
    const { state, photoKey, picturesDeletedAt, number } = found.attempt;
    if (picturesDeletedAt !== null) return refuse("photo-deleted", {});
    if (state !== "made" || photoKey === null) return refuse("attempt-not-made", {});
    // Who takes the fee back, or never hands the photo in, has had a look and not the photo.
    if (!isReleased(found.collection, found.attempt.id)) return refuse("photo-not-approved", {});
    const bytes = await needs.objects.get(photoKey);
    if (!bytes) throw new Error("A finished photo is not in the object store");
    return { bytes, mediaType: "image/jpeg", fileName: `毕业证照-${number}.jpg` };
  },
  watchCollection: async ({ params }, call) =>
    watchCollection(needs.db, needs.notifications, accountOf(call), params.collectionId),
  listFailedAttempts: ({ query }) => listFailedAttempts(needs, query),
  readPicture: async ({ params }, call) => openPicture(needs, params.token, call.caller.tokenSha256),
});

async function show({ db, links }: PhotoNeeds, collectionId: string, attemptId: string, call: Call) {
  const found = await findOwnAttempt(db, accountOf(call), collectionId, attemptId);
  if (!found) return refuse("not-found", {});
  const { tokenSha256 } = call.caller;
  if (tokenSha256 === null) throw new Error("A student came without a session");
  return presentAttempt(found.attempt, found.collection.submittedAttemptId, links, tokenSha256);
}
