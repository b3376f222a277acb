/** A sum that takes a phone a second or two, each time anew: nothing of it is kept until it is answered. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { RateLimit, RateLimitRule } from "../rate-limit.ts";
import type { HumanProof } from "./human-proof.ts";

const validS = 120;
/** About 260,000 hashes. */
const usualBits = 18;
const signatureBytes = 16;
const randomBytesEach = 12;

/** An answer counts once; it does not live as long as this is remembered. */
const once: RateLimitRule = { name: "human-proof", hits: 1, windowS: 86_400 };

interface Deps {
  /** 32 bytes; what is signed here begins otherwise than anything else that is signed with it. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly rateLimit: RateLimit;
  readonly bits?: number;
}

export function createProofOfWork({ key, clock, randomBytes, rateLimit, bits = usualBits }: Deps): HumanProof {
  const signatureOf = (body: Uint8Array, subject: string): Buffer =>
    createHmac("sha256", key).update("human-proof:").update(body).update(subject).digest().subarray(0, signatureBytes);
  return {
    ask: (subject) => {
      const expiresS = Math.floor(clock().getTime() / 1000) + validS;
      const body = Buffer.concat([Buffer.alloc(5), randomBytes(randomBytesEach)]);
      body.writeUInt32BE(expiresS);
      body.writeUInt8(bits, 4);
      const token = Buffer.concat([body, signatureOf(body, subject)]).toString("base64url");
      return { kind: "work", token, bits, expiresAt: new Date(expiresS * 1000) };
    },
    take: async ({ token, answer }, subject) => {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.length !== 5 + randomBytesEach + signatureBytes || bytes.toString("base64url") !== token) return false;
      const body = bytes.subarray(0, -signatureBytes);
      if (!timingSafeEqual(bytes.subarray(-signatureBytes), signatureOf(body, subject))) return false;
      if (body.readUInt32BE() * 1000 <= clock().getTime()) return false;
      const hash = createHash("sha256").update(`${token}:${answer}`).digest();
      if (leadingZeroBits(hash) < body.readUInt8(4)) return false;
      return (await rateLimit(once, token)).retryAfterS === null;
    },
  };
}

function leadingZeroBits(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte !== 0);
  return at === -1 ? bytes.length * 8 : at * 8 + Math.clz32(bytes[at] ?? 0) - 24;
}
