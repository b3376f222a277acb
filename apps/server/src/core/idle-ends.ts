/** Idle timeouts of sessions, shared by the authentication check and the list of open sessions. */
const hourMs = 3_600_000;

export const idleEndMs = {
  /** A phone that was left, lent or sold loses access after a week. */
  student: 7 * 24 * hourMs,
  /** Staff screens display photos of faces, so an unattended desk loses access soon. */
  staff: 2 * hourMs,
} as const;
