/** Finds and runs programs of Debian's packages, and reports missing ones. */
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const clusters = "/usr/lib/postgresql";

const isRunnable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Returns the folders of programs. PostgreSQL's server programs are not on Debian's PATH; the newest version comes
 * first.
 */
function foldersOfPrograms(): readonly string[] {
  const versions = existsSync(clusters) ? readdirSync(clusters) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one));
  return [
    ...newest.map((version) => join(clusters, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
}

const find = (name: string): string | null =>
  foldersOfPrograms()
    .map((folder) => join(folder, name))
    .find(isRunnable) ?? null;

/** Returns the path of a program. Throws if it is missing; call `missingPackages` first. */
export function programOf(name: string): string {
  const file = find(name);
  if (file === null) throw new Error(`There is no program ${name}`);
  return file;
}

/** Returns the command that installs what is missing; null if nothing is. `wanted` names the package of each program. */
export function missingPackages(wanted: Readonly<Record<string, string>>): string | null {
  const missing = Object.entries(wanted).filter(([program]) => find(program) === null);
  if (missing.length === 0) return null;
  return `apt-get install --no-install-recommends ${[...new Set(missing.map(([, one]) => one))].join(" ")}`;
}

/** Runs a program and returns its output. Throws the error output if it fails. */
export async function runDebian(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(programOf(name), [...args], {
    env: { PATH: process.env.PATH, ...env },
    maxBuffer: 1 << 26,
  });
  return stdout;
}
