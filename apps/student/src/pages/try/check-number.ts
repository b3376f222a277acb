/** A short number of what was checked: the same file under the same engine has the same one. */
import type { Report } from "@gradphoto/domain";

/** Of the standard photo; of the file where none was made. */
export const hashOfChecked = ({ output, source }: Pick<Report, "output" | "source">): string =>
  output?.sha256 ?? source.sha256;

/** Two groups that can be read out on the telephone: FNV-1a of the hash and the engine's version. */
export function checkNumberOf(report: Pick<Report, "output" | "source" | "engine">): string {
  let mixed = 0x811c9dc5;
  for (const char of `${hashOfChecked(report)} ${report.engine.version}`)
    mixed = Math.imul(mixed ^ char.charCodeAt(0), 0x01000193);
  const digits = (mixed >>> 0).toString(16).toUpperCase().padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
