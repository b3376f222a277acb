/** Reads what a row refers to: it is what was stored, byte for byte, or it is given to nobody. */
import { createHash } from "node:crypto";
import { PlainObjectError } from "./encrypted.ts";
import { ObjectChangedError, type ObjectStore } from "./object-store.ts";

/** As a row says. Both are null where it refers to nothing. */
export interface StoredAs {
  readonly key: string | null;
  readonly sha256: string | null;
}

/** What a row refers to is not there: gone meanwhile, or lost. */
export class ObjectGoneError extends Error {
  override readonly name = "ObjectGoneError";
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Throws an ObjectGoneError where there is none, and an ObjectChangedError where a byte of it is another. */
export async function readChecked(objects: Pick<ObjectStore, "get">, { key, sha256 }: StoredAs): Promise<Uint8Array> {
  const bytes = key === null ? null : await objects.get(key);
  if (!bytes) throw new ObjectGoneError("What a row refers to is not in the object store");
  if (sha256Of(bytes) !== sha256) throw new ObjectChangedError("What a row refers to is not as it was stored");
  return bytes;
}

export type Loss = "missing" | "damaged";

/** null: it is there, as a store that does not answer now has it still. */
export function lossOf(error: unknown): Loss | null {
  if (error instanceof ObjectGoneError) return "missing";
  return error instanceof ObjectChangedError || error instanceof PlainObjectError ? "damaged" : null;
}
