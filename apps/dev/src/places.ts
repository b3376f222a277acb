/** Places on this machine: programs and sources of the other apps, and the data folder of a service. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const isSet = (env: Environment, name: string): boolean => (env[name] ?? "") !== "";

export const appFolder = (app: string): string =>
  fileURLToPath(new URL(`../../${app}`, import.meta.url));

export const serverProgram = (name: string): string =>
  fileURLToPath(new URL(`../../server/src/programs/${name}.ts`, import.meta.url));

export const sandboxProgram = fileURLToPath(new URL("../../sandbox/src/main.ts", import.meta.url));

/** `workspace`: apps/… or packages/… */
export const sourceFolder = (workspace: string): string =>
  fileURLToPath(new URL(`../../../${workspace}/src`, import.meta.url));

export interface DataFolder {
  readonly GRADPHOTO_DATA_FOLDER: string;
}

/**
 * Adds the data folder to the settings: the configured one or the default. `suffix` separates the default from another
 * service's.
 */
export function withDataFolder(env: Environment, suffix: string): Environment & DataFolder {
  const usual = (): string =>
    `${defaultDataFolder(process.cwd(), process.getuid?.() === 0)}${suffix}`;
  return { ...env, GRADPHOTO_DATA_FOLDER: env.GRADPHOTO_DATA_FOLDER || usual() };
}

/**
 * Returns `folder`/data. If root runs the service in a folder closed to others, such as root's home, returns a folder
 * under /var/lib. PostgreSQL refuses to run as root, and its own user could not enter the closed folder.
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
