/** A key for one act of the student, kept over its retries. */

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Unlike any other of this account; nothing secret depends on it. */
export const newActKey = (): string =>
  `${Date.now().toString(36)}-${Array.from({ length: 20 }, () => letters[Math.floor(Math.random() * letters.length)]).join("")}`;
