/** Where pictures are kept: bytes by key, on this machine's disk or in any S3-compatible store. */

/** Keys are made by us: lower-case words, digits and hyphens between slashes. */
const keyPattern = /^[a-z0-9][a-z0-9-]{0,63}(\/[a-z0-9][a-z0-9-]{0,63}){0,3}$/;

export interface ObjectStore {
  /** Resolves once the bytes will survive a crash. The same key again replaces what was there. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** null when there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** Stored size; null when there is none. */
  head(key: string): Promise<{ readonly bytes: number } | null>;
  /** Keys that begin with `prefix`, which ends with a slash; in the order of letters. */
  list(prefix: string): AsyncGenerator<string>;
  /** Nothing to delete is fine. */
  delete(key: string): Promise<void>;
}

/** The store broke off, refused or did not answer in time; says of one elsewhere the status alone. */
export class ObjectStoreError extends Error {
  override readonly name = "ObjectStoreError";
}

/** What lies in the store is not what was put there: a fault of ours, told and never served. */
export class ObjectChangedError extends Error {
  override readonly name = "ObjectChangedError";
}

/** Opened on a place that the settings name. */
export interface OpenStore {
  readonly objects: ObjectStore;
  /** On this machine's disk; null elsewhere. */
  readonly folder: string | null;
}

/** Whether the store may hold it as an object of ours: what else lies there is nobody's business. */
export const isKey = (key: string): boolean => keyPattern.test(key);

/** Throws an Error for a key that is not ours: it could lead out of the store. */
export function checkKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error("An object key is not as keys are made here");
  return key;
}
