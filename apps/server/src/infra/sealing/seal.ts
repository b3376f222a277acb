/**
 * Encryption of names, phones and identity strings in the database: AES-256-GCM, with row and column as associated
 * data.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";

/** Sealed text `sealed:keyId:nonce:ciphertext+tag`, the last two in base64url. The database enforces this form. */
export type Sealed = `sealed:${string}`;

/** Row and column of a sealed text. It cannot be opened for any other. */
export interface SealedPlace {
  /** "table.column" */
  readonly column: string;
  readonly rowId: string;
}

export interface SealKey {
  /** 1 to 32 of a-z, 0-9 and "-". */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface Sealer {
  /** Seals with the newest key. */
  seal(text: string, place: SealedPlace): Sealed;
  /** Throws a SealError if the text was changed, belongs to another place, or its key is not in the ring. */
  open(sealed: Sealed, place: SealedPlace): string;
}

/** Error whose message contains only the reason, nothing of the content. */
export class SealError extends Error {}

/** 96 bits, as NIST SP 800-38D recommends; random nonces are safe for 2^32 seals per key. */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Creates a sealer. The first and newest key encrypts; the others only decrypt. Throws a SealError for invalid keys.
 */
export function createSealer(
  keys: readonly SealKey[],
  randomBytes: (count: number) => Uint8Array,
): Sealer {
  const [newest] = keys;
  if (!newest) throw new SealError("The key ring is empty");
  const ring = new Map(keys.map(({ id, key }) => [id, key]));
  if (ring.size !== keys.length) throw new SealError("Two sealing keys have the same id");
  for (const { id, key } of keys) {
    if (!/^[a-z0-9-]{1,32}$/.test(id))
      throw new SealError("A sealing key's id must be 1 to 32 of a-z, 0-9 and -");
    if (key.length !== 32) throw new SealError(`The sealing key ${id} must have 32 bytes`);
  }
  return {
    seal: (text, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", newest.key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(associatedData(newest.id, place));
      const bytes = Buffer.concat([
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return `sealed:${newest.id}:${Buffer.from(nonce).toString("base64url")}:${bytes.toString("base64url")}`;
    },
    open: (sealed, place) => {
      const [, keyId = "", nonceText = "", bytesText = ""] = sealed.split(":");
      const nonce = Buffer.from(nonceText, "base64url");
      const bytes = Buffer.from(bytesText, "base64url");
      if (nonce.length !== nonceBytes || bytes.length < tagBytes)
        throw new SealError("This is no sealed text");
      const key = ring.get(keyId);
      if (!key) throw new SealError(`The sealing key of a ${place.column} is not in the key ring`);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(associatedData(keyId, place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        return (
          decipher.update(bytes.subarray(0, -tagBytes), undefined, "utf8") + decipher.final("utf8")
        );
      } catch {
        throw new SealError(`A sealed ${place.column} was changed, or belongs to another row`);
      }
    },
  };
}

const associatedData = (keyId: string, { column, rowId }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify([keyId, column, rowId]));
