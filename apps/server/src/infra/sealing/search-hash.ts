/** Keyed hashes for searching sealed values. Hashes of the same text for two purposes cannot be linked. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** Hash in the form `hmac:` and 64 hexadecimal digits. */
export type SearchHash = `hmac:${string}`;

/** Normalization of each kind of value before hashing. */
const normalise = {
  phone: phoneDigits,
  "wechat-openid": exactly,
  "wechat-unionid": exactly,
  "student-number": upperWithoutSpaces,
  "student-name": nameLetters,
  identity: upperWithoutSpaces,
  "id-last-four": upperWithoutSpaces,
  "collection-code": exactly,
  "sms-code": upperWithoutSpaces,
  "staff-browser": exactly,
  "recovery-code": exactly,
  "staff-identity": exactly,
  "rate-limit": exactly,
  "review-sample": exactly,
} as const satisfies Readonly<Record<string, (text: string) => string>>;

export type SearchPurpose = keyof typeof normalise;

/**
 * Hashes a value for a search. `within` combines a value of few possibilities (last four, SMS code) with its row or
 * phone, so that equal values have different hashes.
 */
export type HashForSearch = (purpose: SearchPurpose, text: string, within?: string) => SearchHash;

/**
 * Creates the function. `key` has at least 32 bytes and is used for nothing else. Throws an Error for a shorter one.
 */
export function createSearchHash(key: Uint8Array): HashForSearch {
  if (key.length < 32) throw new Error("The search key must have 32 bytes or more");
  return (purpose, text, within = "") => {
    const value = normalise[purpose](text.normalize("NFKC"));
    const hmac = createHmac("sha256", key).update(JSON.stringify([purpose, within, value]));
    return `hmac:${hmac.digest("hex")}`;
  };
}

/** Compares two hashes in constant time. */
export const sameHash = (one: SearchHash, other: SearchHash): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

function exactly(text: string): string {
  return text;
}

function upperWithoutSpaces(text: string): string {
  return text.replace(/\s/g, "").toUpperCase();
}

/** Normalizes a name. Dots between its parts are written in several ways, or left out. */
function nameLetters(text: string): string {
  return text.replace(/[\s·•・‧.]/g, "").toLowerCase();
}

/**
 * Returns the digits with the country code in front. Eleven digits that begin with 1 are a mobile number of mainland
 * China.
 */
function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, "").replace(/^00/, "");
  return /^1\d{10}$/.test(digits) && !text.trim().startsWith("+") ? `86${digits}` : digits;
}
