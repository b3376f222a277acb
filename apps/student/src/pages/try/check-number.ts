/** Short check number: the same file under the same spec and engine has the same number on any device. */
import type { Report } from "@gradphoto/domain";

/** Two groups that can be read out on the phone: FNV-1a of the file's hash, the spec and the engine's version. */
export function checkNumberOf({
  source,
  spec,
  engine,
}: Pick<Report, "source" | "spec" | "engine">): string {
  let mixed = 0x811c9dc5;
  for (const char of `${source.sha256} ${spec} ${engine.version}`)
    mixed = Math.imul(mixed ^ char.charCodeAt(0), 0x01000193);
  const digits = (mixed >>> 0).toString(16).toUpperCase().padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
