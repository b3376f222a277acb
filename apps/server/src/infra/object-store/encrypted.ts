/** Encrypts objects before they reach any store: AES-256-GCM, bound to the key they stand under. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { SealKey } from "../sealing/seal.ts";
import type { ObjectStore } from "./object-store.ts";

/** `GPE1`, length of the key's id, the id, nonce, tag, ciphertext. */
const magic = Buffer.from("GPE1");
const nonceBytes = 12;
const tagBytes = 16;

/** `keys`: the newest first encrypts, all of them decrypt. Objects from before encryption was switched on stay readable. */
export function encrypted(
  store: ObjectStore,
  keys: readonly SealKey[],
  randomBytes: (count: number) => Uint8Array,
): ObjectStore {
  const [newest] = keys;
  if (!newest) return store;
  const ring = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    ...store,
    put: async (key, bytes) => {
      const id = Buffer.from(newest.id);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", newest.key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(key));
      const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
      await store.put(
        key,
        Buffer.concat([magic, Buffer.from([id.length]), id, nonce, cipher.getAuthTag(), ciphertext]),
      );
    },
    get: async (key) => {
      const stored = await store.get(key);
      return stored && magic.equals(stored.subarray(0, magic.length)) ? decrypt(Buffer.from(stored), key) : stored;
    },
  };

  /** Throws an Error when the object was changed, moved, or its key is not in the ring. */
  function decrypt(stored: Buffer, objectKey: string): Uint8Array {
    const idEnd = magic.length + 1 + (stored[magic.length] ?? 0);
    const key = ring.get(stored.toString("utf8", magic.length + 1, idEnd));
    if (!key) throw new Error("The key of an encrypted object is not in the ring");
    const nonceEnd = idEnd + nonceBytes;
    const tagEnd = nonceEnd + tagBytes;
    const decipher = createDecipheriv("aes-256-gcm", key, stored.subarray(idEnd, nonceEnd), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(objectKey));
    decipher.setAuthTag(stored.subarray(nonceEnd, tagEnd));
    return Buffer.concat([decipher.update(stored.subarray(tagEnd)), decipher.final()]);
  }
}
