/** Whether a query failed because the database cannot be reached right now, and not for what was asked. */

/** Connection lost or refused, shutting down or starting, too many connections. */
const away = /^(ECONN(REFUSED|RESET)|EPIPE|ENOENT|ETIMEDOUT|08...|57P0[123]|53300)$/;
/** The driver's own words, which come without a code. */
const awayWords = /^(timeout exceeded when trying to connect|Connection terminated)/;

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && away.test(String(error.code))) return true;
  return awayWords.test(error.message) || isDatabaseAway(error.cause);
}
