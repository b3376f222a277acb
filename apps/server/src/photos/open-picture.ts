/** The one door to every picture: by a signed link, for the session it was made for; what staff sees is in the audit log first. */
import { isStaff } from "@gradphoto/domain";
import type { ImageCodec } from "@gradphoto/engine";
import { eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Caller, type FileAnswer, type Refusal, refuse } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";
import type { PictureLink } from "../infra/picture-links.ts";
import type { PhotoDeps } from "./deps.ts";
import { isReleased } from "./released.ts";
import { stripJpegMetadata } from "./strip-metadata.ts";

type OpenDeps = Pick<PhotoDeps, "db" | "clock" | "objects" | "links" | "codec">;
type OpenRefusal = Refusal<"not-found" | "photo-link-expired" | "photo-deleted" | "photo-broken">;

export async function openPicture(
  deps: OpenDeps,
  token: string,
  { role, tokenSha256, accountId, staffId, schoolCode }: Caller,
): Promise<FileAnswer | OpenRefusal> {
  const { db, objects, links, codec } = deps;
  const link = links.read(token);
  if (!link || tokenSha256 !== link.tokenSha256) return refuse("not-found", {});
  if (link.expired) return refuse("photo-link-expired", {});
  const [found] = await db
    .select({ attempt: attempts, collection: collections, schoolCode: projects.schoolCode })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(eq(attempts.id, link.attemptId));
  if (!found) return refuse("not-found", {});
  const isOwn = role === "student" && accountId === found.collection.accountId;
  const isStaffOfIt = isStaff(role) && (schoolCode === null || schoolCode === found.schoolCode);
  if (!isOwn && !isStaffOfIt) return refuse("not-found", {});
  const { attempt, collection } = found;
  if (attempt.picturesDeletedAt !== null) return refuse("photo-deleted", {});
  const key = link.picture === "original" ? attempt.originalKey : attempt.photoKey;
  if (key === null) return refuse("not-found", {});
  if (!isOwn) await recordLook(deps, link, `${role}:${staffId}`);
  const bytes = await objects.get(key);
  if (!bytes) throw new Error("A picture that a row refers to is not in the object store");
  if (link.picture === "original") return showable(codec, bytes, isOwn ? ownLongSidePx : maxLongSidePx);
  if (isOwn && !isReleased(collection, attempt.id)) return showable(codec, bytes, previewLongSidePx);
  return { bytes, mediaType: "image/jpeg", fileName: null };
}

/** Before the picture is given: a look that is not recorded does not happen. */
const recordLook = ({ db, clock }: OpenDeps, { attemptId, picture, purpose }: PictureLink, actor: string) =>
  inTransaction(db, (tx) =>
    appendAudit(tx, clock, {
      actor,
      action: "look-at-picture",
      subject: `attempt:${attemptId}`,
      details: { picture, purpose },
    }),
  );

/** Enough for every detail a person can judge; overlays are scaled by the source's size in the report. */
const maxLongSidePx = 3200;
/** As wide as a phone shows it, at four pixels a point: what its line has to carry. */
const ownLongSidePx = 1600;
/** Enough to judge by, and too small to be handed in anywhere. */
const previewLongSidePx = 480;
const quality = 92;

/** What stands in a file beside its pixels, the place above all, is never served. */
async function showable(
  codec: ImageCodec,
  bytes: Uint8Array,
  longSidePx: number,
): Promise<FileAnswer | Refusal<"photo-broken">> {
  const header = await codec.inspect(bytes);
  if (!header.ok) return refuse("photo-broken", {});
  const { format, exifOrientation, ...size } = header.value;
  const shown = { mediaType: "image/jpeg", fileName: null };
  const fits = longSidePx === maxLongSidePx || Math.max(size.width, size.height) <= longSidePx;
  if (format === "jpeg" && fits) {
    try {
      return { ...shown, bytes: stripJpegMetadata(bytes, exifOrientation) };
    } catch {
      // A damaged one is shown as far as it can be decoded.
    }
  }
  // Browsers do not show HEIC; PNG and WebP go the same way.
  const raster = await codec.decode(bytes, header.value, maxLongSidePx);
  // Taken in by its header; that the rest is damaged, its report says.
  if (!raster.ok) return refuse("photo-broken", {});
  const { width, height } = raster.value;
  const scale = Math.min(1, longSidePx / Math.max(width, height));
  const fitted =
    scale === 1
      ? raster.value
      : await codec.resize(raster.value, Math.round(width * scale), Math.round(height * scale));
  return { ...shown, bytes: await codec.encodeJpeg(fitted, { quality, chroma: "4:4:4" }) };
}
