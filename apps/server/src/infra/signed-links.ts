/**
 * Signed, short-lived addresses of one object for one session: 69 bytes as 92 characters, which fit a router's path
 * parameter.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "./clock.ts";

export interface SignedLink {
  /** Code of the kind of access, 0..255. */
  readonly code: number;
  /** A UUID. */
  readonly id: string;
  /** Hash of the session's token. */
  readonly tokenSha256: string;
}

export interface SignedLinks {
  sign(link: SignedLink): { readonly token: string; readonly expiresAt: string };
  /** Returns null for a token that was not signed here. */
  read(token: string): (SignedLink & { readonly expired: boolean }) | null;
}

export interface LinkKind {
  /** Text that separates the signatures of this kind from those of other kinds. */
  readonly domain: string;
  /** Minimum validity in seconds. */
  readonly validS: number;
  /**
   * Length of a time slot in seconds. Addresses signed within one slot are identical, so that a client loads a repeated
   * picture only once.
   */
  readonly sameWithinS?: number;
}

const facts = { idBytes: 16, sessionBytes: 32, signatureBytes: 16 } as const;
const bodyBytes = 1 + facts.idBytes + facts.sessionBytes + 4;

/** Creates and reads links. `key` has 32 bytes and is used for nothing else. */
export function createSignedLinks(
  key: Uint8Array,
  clock: Clock,
  { domain, validS, sameWithinS = 1 }: LinkKind,
): SignedLinks {
  const signatureOf = (body: Uint8Array): Buffer =>
    createHmac("sha256", key)
      .update(domain)
      .update(body)
      .digest()
      .subarray(0, facts.signatureBytes);
  return {
    sign: ({ code, id, tokenSha256 }) => {
      const slotEndS = (Math.floor(clock().getTime() / 1000 / sameWithinS) + 1) * sameWithinS - 1;
      const expiresS = slotEndS + validS;
      const body = Buffer.alloc(bodyBytes);
      body.writeUInt8(code);
      body.write(id.replaceAll("-", ""), 1, "hex");
      body.write(tokenSha256, 1 + facts.idBytes, "hex");
      body.writeUInt32BE(expiresS, bodyBytes - 4);
      const token = Buffer.concat([body, signatureOf(body)]).toString("base64url");
      return { token, expiresAt: new Date(expiresS * 1000).toISOString() };
    },
    read: (token) => {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.length !== bodyBytes + facts.signatureBytes) return null;
      const body = bytes.subarray(0, bodyBytes);
      if (!timingSafeEqual(signatureOf(body), bytes.subarray(bodyBytes))) return null;
      const hex = body.toString("hex", 1, 1 + facts.idBytes);
      return {
        code: body.readUInt8(),
        id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
        tokenSha256: body.toString("hex", 1 + facts.idBytes, bodyBytes - 4),
        expired: body.readUInt32BE(bodyBytes - 4) * 1000 <= clock().getTime(),
      };
    },
  };
}
