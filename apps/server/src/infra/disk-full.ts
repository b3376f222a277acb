/** Whether something could not be written because no room is left, on our disk or the database's. */

/** The file system's codes and PostgreSQL's disk_full. */
const full = /^(ENOSPC|EDQUOT|53100)$/;

export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && full.test(String(error.code))) || isDiskFull(error.cause);
}
