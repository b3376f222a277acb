/** Where a service keeps its data when nobody says: beside the program, or where a database of root's can live. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Environment } from "./environment.ts";

export interface DataFolder {
  readonly GRADPHOTO_DATA_FOLDER: string;
}

/** The settings with the folder that is given, or the usual one, which `suffix` tells from another service's. */
export function withDataFolder(env: Environment, suffix: string): Environment & DataFolder {
  const usual = (): string => `${defaultDataFolder(process.cwd(), process.getuid?.() === 0)}${suffix}`;
  return { ...env, GRADPHOTO_DATA_FOLDER: env.GRADPHOTO_DATA_FOLDER || usual() };
}

/**
 * `folder`/data. Started by root in a folder that is closed to others, as root's own home is: a folder of its own under
 * /var/lib, because PostgreSQL refuses to run as root and nobody else could enter.
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
