/** Default data folder of a service: next to the program, or where root's database can run. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Environment } from "./program-file.ts";

export interface DataFolder {
  readonly GRADPHOTO_DATA_FOLDER: string;
}

/** The settings with the configured folder, or the default one, whose `suffix` separates it from another service's. */
export function withDataFolder(env: Environment, suffix: string): Environment & DataFolder {
  const usual = (): string => `${defaultDataFolder(process.cwd(), process.getuid?.() === 0)}${suffix}`;
  return { ...env, GRADPHOTO_DATA_FOLDER: env.GRADPHOTO_DATA_FOLDER || usual() };
}

/**
 * `folder`/data. For root in a folder closed to others, such as root's own home, a folder under /var/lib. PostgreSQL
 * refuses to run as root, and its own user could not enter the closed folder.
 */
export function defaultDataFolder(folder: string, isRoot: boolean): string {
  if (!isRoot || isOpenToAll(folder)) return join(folder, "data");
  const of = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  return join("/var/lib", `gradphoto-${basename(folder).replace(/[^\w-]/g, "")}-${of}`);
}

function isOpenToAll(folder: string): boolean {
  const mayEnter = (statSync(folder).mode & 0o001) !== 0;
  return mayEnter && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}
