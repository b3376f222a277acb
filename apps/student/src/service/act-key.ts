/** Idempotency key for one act of the student, reused by its retries. */

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Unique within the account; not a secret. */
export const newActKey = (): string =>
  `${Date.now().toString(36)}-${Array.from({ length: 20 }, () => letters[Math.floor(Math.random() * letters.length)]).join("")}`;
