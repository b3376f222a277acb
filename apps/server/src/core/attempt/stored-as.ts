/** Object keys of an attempt's pictures, and their hashes. */
import type { attempts } from "../../infra/db/schema/index.ts";
import type { ObjectReference } from "../../infra/object-store/read-checked.ts";

type AttemptRow = typeof attempts.$inferSelect;

export const originalOf = ({ originalKey, originalSha256 }: AttemptRow): ObjectReference => ({
  key: originalKey,
  sha256: originalSha256,
});

export const photoOf = ({ photoKey, photoSha256 }: AttemptRow): ObjectReference => ({
  key: photoKey,
  sha256: photoSha256,
});

export const displayCopyOf = ({ displayKey, displaySha256 }: AttemptRow): ObjectReference => ({
  key: displayKey,
  sha256: displaySha256,
});
