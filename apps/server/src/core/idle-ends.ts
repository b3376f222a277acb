/** After how long without use a session ends: one word for those who refuse it and those who list what is open. */
const hourMs = 3_600_000;

export const idleEndMs = {
  /** A phone that was left, lent or sold opens nothing after a week. */
  student: 7 * 24 * hourMs,
  /** A desk that was left, with pictures of faces on it. */
  staff: 2 * hourMs,
} as const;
