/** Pictures of an attempt for other features: signed URLs for staff, and the finished photo for the registry. */
import { eq } from "drizzle-orm";
import { photoOf } from "../core/attempt/pictures.ts";
import type { Call } from "../core/call.ts";
import { attempts } from "../infra/db/schema/index.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import type { PhotoDeps } from "./deps.ts";

/**
 * Signs URLs of pictures; null for a picture that was deleted or never made. Each view is recorded when the picture is
 * opened.
 */
export const signForReview =
  ({ db, links }: Pick<PhotoDeps, "db" | "links">) =>
  async (
    attemptId: string,
    call: Call,
  ): Promise<{ originalUrl: string | null; photoUrl: string | null }> => {
    const { tokenSha256 } = call.caller;
    const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!attempt || tokenSha256 === null || attempt.picturesDeletedAt !== null)
      return { originalUrl: null, photoUrl: null };
    const sign = (picture: "original" | "photo"): string =>
      links.sign({ attemptId, picture, purpose: "review", tokenSha256 }).url;
    return {
      originalUrl: sign("original"),
      photoUrl: attempt.photoKey === null ? null : sign("photo"),
    };
  };

/** Reads the finished photo. Throws when it was never made or cannot be read. */
export const readFinishedPhoto =
  ({ db, objects }: Pick<PhotoDeps, "db" | "objects">) =>
  async (attemptId: string): Promise<Uint8Array> => {
    const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!attempt) throw new Error("A finished photo is of no attempt");
    return readChecked(objects, photoOf(attempt));
  };
