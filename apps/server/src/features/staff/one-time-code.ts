/** One-time codes after RFC 6238: six digits, SHA-1, thirty seconds, as every authenticator app makes them. */
import { Secret, TOTP } from "otpauth";

const periodS = 30;

const totpOf = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret), period: periodS, digits: 6 });

/** `secret`: base32. The step whose code it is, at most one away from now; null for none of them. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodS) + delta;
}

/** What an authenticator app would show. */
export const codeAt = (secret: string, now: Date): string => totpOf(secret).generate({ timestamp: now.getTime() });
