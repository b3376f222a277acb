/** The object store that the settings name. */
import type { SealKey } from "../sealing/seal.ts";
import { encrypted } from "./encrypted.ts";
import { createLocalDisk } from "./local-disk.ts";
import type { ObjectStore } from "./object-store.ts";
import { createS3, type S3Place, type S3Secret } from "./s3.ts";

export type ObjectPlace = { readonly folder: string } | S3Place;

export interface ObjectSecrets {
  /** Set for S3. */
  readonly s3: S3Secret | null;
  /** The newest first; without any, objects are stored as they are. */
  readonly keys: readonly SealKey[];
}

export function openObjectStore(
  place: ObjectPlace,
  { s3, keys }: ObjectSecrets,
  randomBytes: (count: number) => Uint8Array,
): ObjectStore {
  if ("folder" in place) return encrypted(createLocalDisk(place.folder), keys, randomBytes);
  if (!s3) throw new Error("An S3 store needs its access key");
  return encrypted(createS3(place, s3), keys, randomBytes);
}

/** On this machine's disk; null for a bucket. */
export const folderOf = (place: ObjectPlace): string | null => ("folder" in place ? place.folder : null);
