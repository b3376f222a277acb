/** Reads the object of a row. An object that does not match the stored hash is not served. */
import { createHash } from "node:crypto";
import { PlainObjectError } from "./encrypted.ts";
import { ObjectChangedError, type ObjectStore } from "./object-store.ts";

/** Reference in a row. Both are null if there is no object. */
export interface ObjectReference {
  readonly key: string | null;
  readonly sha256: string | null;
}

/** Error for a referenced object that does not exist: deleted meanwhile, or lost. */
export class ObjectMissingError extends Error {
  override readonly name = "ObjectMissingError";
}

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/**
 * Reads and verifies an object. Throws an ObjectMissingError if there is none, and an ObjectChangedError if its hash
 * differs.
 */
export async function readChecked(
  objects: Pick<ObjectStore, "get">,
  { key, sha256 }: ObjectReference,
): Promise<Uint8Array> {
  const bytes = key === null ? null : await objects.get(key);
  if (!bytes) throw new ObjectMissingError("What a row refers to is not in the object store");
  if (sha256Of(bytes) !== sha256)
    throw new ObjectChangedError("What a row refers to is not as it was stored");
  return bytes;
}

export type ObjectLoss = "missing" | "damaged";

/**
 * Returns the loss behind an error. null means no loss, because a store that is unavailable now still has the object.
 */
export function objectLossOf(error: unknown): ObjectLoss | null {
  if (error instanceof ObjectMissingError) return "missing";
  return error instanceof ObjectChangedError || error instanceof PlainObjectError
    ? "damaged"
    : null;
}
