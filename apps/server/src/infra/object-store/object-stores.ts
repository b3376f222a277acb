/** The one list of object stores; GRADPHOTO_OBJECTS chooses by the form of the place it names. */
import type { Adapter } from "../adapter.ts";
import { localDisk } from "./local-disk.ts";
import type { OpenStore } from "./object-store.ts";
import { s3 } from "./s3.ts";

interface StoreRow extends Adapter<void, OpenStore> {
  /** Which places are its; no two rows take the same. */
  readonly takes: RegExp;
}

export const objectStores: readonly StoreRow[] = [
  { ...localDisk, takes: /^(?!\w+:\/\/)/ },
  { ...s3, takes: /^https?:\/\// },
];

/** `place`: empty where none is named. */
export const storeFor = (place: string): StoreRow | undefined => objectStores.find(({ takes }) => takes.test(place));
