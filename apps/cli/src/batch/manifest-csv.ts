/** The manifest of a batch: one row per photo, for spreadsheets and scripts. */
import type { Processed } from "./process-photo.ts";

const head = ["file", "verdict", "output", "sha256", "bytes", "failing", "warnings", "spec", "engine", "source_sha256"];

/** CSV as in RFC 4180; several ids in one cell are parted by blanks; a photo that broke has the verdict `broken`. */
export function manifestCsv(processed: readonly Processed[]): string {
  return [head, ...processed.map(rowOf)].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function rowOf(photo: Processed): string[] {
  if (photo.how === "broken") return [photo.file, "broken", ...head.slice(2).map(() => "")];
  const { file, verdict, output, failing, warnings, spec, engine, sourceSha256 } = photo.entry;
  const written = output ? [output.file, output.sha256, `${output.bytes}`] : ["", "", ""];
  return [file, verdict, ...written, failing.join(" "), warnings.join(" "), spec, engine, sourceSha256];
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
