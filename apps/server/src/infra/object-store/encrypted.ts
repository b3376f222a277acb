/** Encrypts objects before they reach any store: AES-256-GCM, with the object key as associated data. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { forEachChunk } from "../for-each-chunk.ts";
import type { SealKey } from "../sealing/seal.ts";
import { ObjectChangedError, type ObjectStore } from "./object-store.ts";

/** `GPE1`, length of the key's id, the id, nonce, tag, ciphertext. */
const magic = Buffer.from("GPE1");
const nonceBytes = 12;
const tagBytes = 16;

const isEncrypted = (stored: Uint8Array): boolean => magic.equals(stored.subarray(0, magic.length));
const keyIdOf = (stored: Buffer): string =>
  stored.toString("utf8", magic.length + 1, magic.length + 1 + (stored[magic.length] ?? 0));

/**
 * Error for a stored object that is not encrypted although encryption is required: it was written by another program,
 * or before encryption was enabled.
 */
export class PlainObjectError extends Error {
  override readonly name = "PlainObjectError";
}

export interface EncryptedStore extends ObjectStore {
  /**
   * Re-encrypts an object with the newest key. Stores cannot rewrite a part of an object, so envelope encryption would
   * save nothing. `takesPlain` allows a plain object, which is encrypted; otherwise it throws a PlainObjectError.
   */
  readonly renew: (key: string, takesPlain: boolean) => Promise<"renewed" | "current" | "gone">;
}

/** Wraps a store. The first and newest key encrypts, all keys decrypt; without keys nothing is encrypted. */
export function encrypted(
  store: ObjectStore,
  keys: readonly SealKey[],
  randomBytes: (count: number) => Uint8Array,
): EncryptedStore {
  const [newest] = keys;
  if (!newest) return { ...store, renew: async () => "current" };
  const ring = new Map(keys.map(({ id, key }) => [id, key]));

  const put = async (key: string, bytes: Uint8Array): Promise<void> => {
    const id = Buffer.from(newest.id);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", newest.key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(key));
    const head = Buffer.concat([magic, Buffer.from([id.length]), id, nonce]);
    const stored = Buffer.allocUnsafe(head.length + tagBytes + bytes.length);
    head.copy(stored);
    await forEachChunk(
      bytes,
      (piece, at) => void cipher.update(piece).copy(stored, head.length + tagBytes + at),
    );
    cipher.final();
    cipher.getAuthTag().copy(stored, head.length);
    await store.put(key, stored);
  };

  return {
    ...store,
    put,
    get: async (key) => {
      const stored = await store.get(key);
      if (stored && !isEncrypted(stored))
        throw new PlainObjectError("A stored object is not encrypted, and has to be");
      return stored && decrypt(Buffer.from(stored), key);
    },
    renew: async (key, takesPlain) => {
      const stored = await store.get(key);
      if (!stored) return "gone";
      const isPlain = !isEncrypted(stored);
      if (isPlain && !takesPlain)
        throw new PlainObjectError("A stored object is not encrypted, and has to be");
      if (!isPlain && keyIdOf(Buffer.from(stored)) === newest.id) return "current";
      await put(key, isPlain ? stored : decrypt(Buffer.from(stored), key));
      return "renewed";
    },
  };

  /**
   * Decrypts an object. Throws an ObjectChangedError if it was changed, truncated or moved, and an Error if its key is
   * not in the ring.
   */
  function decrypt(stored: Buffer, objectKey: string): Uint8Array {
    const idEnd = magic.length + 1 + (stored[magic.length] ?? 0);
    const nonceEnd = idEnd + nonceBytes;
    const tagEnd = nonceEnd + tagBytes;
    // A truncated header has no complete key id.
    if (stored.length < tagEnd)
      throw new ObjectChangedError("An encrypted object is shorter than its header");
    const key = ring.get(keyIdOf(stored));
    if (!key) throw new Error("The key of an encrypted object is not in the ring");
    try {
      const nonce = stored.subarray(idEnd, nonceEnd);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(objectKey));
      decipher.setAuthTag(stored.subarray(nonceEnd, tagEnd));
      return Buffer.concat([decipher.update(stored.subarray(tagEnd)), decipher.final()]);
    } catch (cause) {
      throw new ObjectChangedError("An encrypted object is not as it was stored", { cause });
    }
  }
}
