/** Keys of the audit log: one list from which the chain's HMAC keys and the head's signing keys are derived. */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import type { SealKey } from "../../infra/sealing/seal.ts";

export interface AuditKeys {
  readonly newestId: string;
  /** Returns 0 for the newest key, higher numbers for older keys, and null for a key that is not in the list. */
  ageOf(id: string): number | null;
  /** Returns the HMAC-SHA-256 in 64 hexadecimal digits. Throws for a key that is not in the list. */
  hash(id: string, text: string): string;
  /** Returns the Ed25519 key pair with which heads are signed. */
  sign(id: string): { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** PKCS #8 prefix of a 32-byte Ed25519 key (RFC 8410). */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

const derived = (key: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), `gradphoto audit ${use}`, 32));

/** Creates the keys from a list, newest first. The older keys verify rows that were chained with them. */
export function createAuditKeys(keys: readonly SealKey[]): AuditKeys {
  const [newest] = keys;
  if (!newest) throw new Error("The audit log has no key");
  const ring = new Map(
    keys.map(({ id, key }, age) => [id, { age, key, chain: derived(key, "chain") }]),
  );
  const find = (id: string) => {
    const auditKey = ring.get(id);
    if (!auditKey) throw new Error(`The audit key ${id} is not in GRADPHOTO_AUDIT_KEYS`);
    return auditKey;
  };
  return {
    newestId: newest.id,
    ageOf: (id) => ring.get(id)?.age ?? null,
    hash: (id, text) => createHmac("sha256", find(id).chain).update(text).digest("hex"),
    sign: (id) => {
      const der = Buffer.concat([pkcs8Head, derived(find(id).key, "head")]);
      const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
      return { privateKey, publicKey: createPublicKey(privateKey) };
    },
  };
}
