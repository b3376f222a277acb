/** One-time codes by RFC 6238: six digits, SHA-1, thirty seconds, as all authenticator apps support. */
import { brand } from "@gradphoto/domain";
import { Secret, TOTP } from "otpauth";

const periodS = 30;
/** Length of a secret, that of SHA-1's output, as RFC 4226 recommends. */
const secretBytes = 20;

const totpOf = (secret: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), period: periodS, digits: 6 });

/** Returns the time step of the code, at most one from now, or null when none matches. `secret` is in base32. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodS) + delta;
}

/** Returns the code that an authenticator app displays. */
export const codeAt = (secret: string, now: Date): string =>
  totpOf(secret).generate({ timestamp: now.getTime() });

/** Creates a secret in base32. */
export const newTotpSecret = (randomBytes: (count: number) => Uint8Array): string =>
  new Secret({ buffer: Uint8Array.from(randomBytes(secretBytes)).buffer }).base32;

/** Returns the text of the QR code that authenticator apps read. */
export const otpauthUri = (secret: string, username: string): string =>
  new TOTP({
    issuer: brand.en,
    label: username,
    secret: Secret.fromBase32(secret),
    period: periodS,
    digits: 6,
  }).toString();
