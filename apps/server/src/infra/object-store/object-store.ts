/** Store of pictures: bytes by key, on this machine's disk or in any S3-compatible store. */

/** Pattern of our keys, which we generate: lower-case words, digits and hyphens between slashes. */
const keyPattern = /^[a-z0-9][a-z0-9-]{0,63}(\/[a-z0-9][a-z0-9-]{0,63}){0,3}$/;

export interface ObjectStore {
  /** Stores an object, and replaces an existing one. Resolves once the bytes would survive a crash. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Returns null if there is no such object. */
  get(key: string): Promise<Uint8Array | null>;
  /** Returns the stored size, or null if there is no such object. */
  head(key: string): Promise<{ readonly bytes: number } | null>;
  /** Yields keys that begin with `prefix`, which ends with a slash, in alphabetical order. */
  list(prefix: string): AsyncGenerator<string>;
  /** Deletes an object. Succeeds also if there is none. */
  delete(key: string): Promise<void>;
}

/**
 * Error for a store that closed the connection, refused or timed out. For a remote store it contains only the status.
 */
export class ObjectStoreError extends Error {
  override readonly name = "ObjectStoreError";
}

/**
 * Error for a stored object that differs from what was put. It is our fault, so it is reported, and the object is never
 * served.
 */
export class ObjectChangedError extends Error {
  override readonly name = "ObjectChangedError";
}

/** Store opened at the place in the settings. */
export interface OpenStore {
  readonly objects: ObjectStore;
  /** Folder on this machine's disk; null for other stores. */
  readonly folder: string | null;
}

/** Returns true for a key of our form; other objects in the store are ignored. */
export const isKey = (key: string): boolean => keyPattern.test(key);

/** Returns the key. Throws an Error for one that is not of our form, because it could point outside the store. */
export function checkKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error("An object key is not as keys are made here");
  return key;
}
