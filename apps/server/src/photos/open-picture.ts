/**
 * The only access to pictures: by a signed URL, for the session it was signed for. Views by staff are first recorded in
 * the audit log.
 */
import { isStaff } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { displayCopyOf, photoOf, readOwnPhoto } from "../core/attempt/pictures.ts";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Caller, type FileAnswer, type Refusal, refuse } from "../core/call.ts";
import { countedFor } from "../core/collection/reported-to-school.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import type { PictureLink } from "../infra/picture-links.ts";
import type { PhotoDeps } from "./deps.ts";
import type { AttemptRow } from "./present-attempt.ts";

type OpenDeps = Pick<PhotoDeps, "db" | "clock" | "objects" | "links" | "codec">;
type OpenRefusal = Refusal<
  "not-found" | "photo-link-expired" | "photo-deleted" | "photo-broken" | "picture-being-made"
>;

export async function openPicture(
  deps: OpenDeps,
  token: string,
  { role, tokenSha256, accountId, staffId, schoolCode, department }: Caller,
): Promise<FileAnswer | OpenRefusal> {
  const { db, objects, links } = deps;
  const link = links.read(token);
  if (!link || tokenSha256 !== link.tokenSha256) return refuse("not-found", {});
  if (link.expired) return refuse("photo-link-expired", {});
  const [row] = await db
    .select({ attempt: attempts, collection: collections, schoolCode: projects.schoolCode })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(attempts.id, link.attemptId), countedFor({ department })));
  if (!row) return refuse("not-found", {});
  const isOwn = role === "student" && accountId === row.collection.accountId;
  const isStaffInScope = isStaff(role) && (schoolCode === null || schoolCode === row.schoolCode);
  if (!isOwn && !isStaffInScope) return refuse("not-found", {});
  const { attempt, collection } = row;
  if (attempt.picturesDeletedAt !== null) return refuse("photo-deleted", {});
  if (link.picture === "photo" && attempt.photoKey === null) return refuse("not-found", {});
  if (!isOwn) await recordView(deps, link, `${role}:${staffId}`);
  if (link.picture === "original") return sendOriginal(deps, attempt, isOwn);
  const bytes = isOwn
    ? await readOwnPhoto(deps, collection, attempt)
    : await readChecked(objects, photoOf(attempt));
  return { bytes, mediaType: "image/jpeg", fileName: null };
}

/** Records the view before the picture is sent. If that fails, no picture is sent. */
const recordView = (
  { db, clock }: OpenDeps,
  { attemptId, picture, purpose }: PictureLink,
  actor: string,
) =>
  inTransaction(db, (tx) =>
    appendAudit(tx, clock, actor, "look-at-picture", `attempt:${attemptId}`, { picture, purpose }),
  );

/** Maximum long side for the student, about four pixels per point of a phone display. It limits the size. */
const maxOwnLongSidePx = 1600;
/** Sends the display copy that a worker made, because uploads are never decoded here. */
async function sendOriginal(
  { objects, codec }: OpenDeps,
  attempt: AttemptRow,
  isOwn: boolean,
): Promise<FileAnswer | Refusal<"photo-broken" | "picture-being-made">> {
  const file = { mediaType: "image/jpeg", fileName: null };
  if (attempt.displayKey !== null) {
    const displayCopy = await readChecked(objects, displayCopyOf(attempt));
    return { ...file, bytes: isOwn ? await codec.fit(displayCopy, maxOwnLongSidePx) : displayCopy };
  }
  // The worker tried and could not make a display copy.
  if (attempt.displayedAt !== null) return refuse("photo-broken", {});
  return refuse("picture-being-made", { retryAfterS: attempt.finishedAt === null ? 2 : 60 });
}
