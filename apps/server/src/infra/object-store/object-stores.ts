/** The only list of object stores; the form of GRADPHOTO_OBJECTS selects one. */
import type { Adapter } from "../adapter.ts";
import { localDisk } from "./local-disk.ts";
import type { OpenStore } from "./object-store.ts";
import { s3 } from "./s3.ts";

interface StoreRow extends Adapter<void, OpenStore> {
  /** Pattern of its places. No two rows match the same place. */
  readonly takes: RegExp;
}

export const objectStores: readonly StoreRow[] = [
  { ...localDisk, takes: /^(?!\w+:\/\/)/ },
  { ...s3, takes: /^https?:\/\// },
];

/** Returns the store for a place, which is empty if none is set. */
export const storeFor = (place: string): StoreRow | undefined =>
  objectStores.find(({ takes }) => takes.test(place));
