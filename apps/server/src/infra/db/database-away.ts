/** Detects errors of a query that mean an unreachable database, and not a fault of the query. */

/** Connection lost or refused, shutting down or starting, too many connections. */
const away = /^(ECONN(REFUSED|RESET)|EPIPE|ENOENT|ETIMEDOUT|08...|57P0[123]|53300)$/;
/** Driver errors that have no SQLSTATE. */
const awayWords = /^(timeout exceeded when trying to connect|Connection terminated)/;

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && away.test(String(error.code))) return true;
  return awayWords.test(error.message) || isDatabaseAway(error.cause);
}
