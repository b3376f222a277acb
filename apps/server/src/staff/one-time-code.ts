/** One-time codes after RFC 6238: six digits, SHA-1, thirty seconds, as every authenticator app makes them. */
import { brand } from "@gradphoto/domain";
import { Secret, TOTP } from "otpauth";

const periodS = 30;
/** As long as SHA-1's own output, which RFC 4226 recommends. */
const secretBytes = 20;

const totpOf = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret), period: periodS, digits: 6 });

/** The step whose code it is, at most one away from now; null for none of them. `secret`: base32. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodS) + delta;
}

/** What an authenticator app would show. */
export const codeAt = (secret: string, now: Date): string => totpOf(secret).generate({ timestamp: now.getTime() });

/** A new secret in base32. */
export const newTotpSecret = (randomBytes: (count: number) => Uint8Array): string =>
  new Secret({ buffer: Uint8Array.from(randomBytes(secretBytes)).buffer }).base32;

/** The text of the QR code that authenticator apps read. */
export const otpauthUri = (secret: string, username: string): string =>
  new TOTP({
    issuer: brand.en,
    label: username,
    secret: Secret.fromBase32(secret),
    period: periodS,
    digits: 6,
  }).toString();
