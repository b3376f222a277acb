/** Programs of Debian's packages that a trial stands on: run to their end, or found missing in words. */
import { execFile, execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const debianPostgres = "/usr/lib/postgresql";

const isRunnable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Debian keeps the server's own programs out of the path; the newest version of it counts. */
function foldersOfPrograms(): readonly string[] {
  const versions = existsSync(debianPostgres) ? readdirSync(debianPostgres) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one));
  return [...newest.map((version) => join(debianPostgres, version, "bin")), ...(process.env.PATH ?? "").split(":")];
}

export function findProgram(name: string): string | null {
  return (
    foldersOfPrograms()
      .map((folder) => join(folder, name))
      .find(isRunnable) ?? null
  );
}

/** Throws an Error that names what is to be installed. */
export function needPrograms(wanted: Readonly<Record<string, string>>): void {
  const missing = Object.entries(wanted).filter(([name]) => findProgram(name) === null);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))].join(" ");
  throw new Error(`Programs are missing; on Debian: apt-get install --no-install-recommends ${packages}`);
}

/** What it prints. Throws with its words when it fails. */
export async function runDebian(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const file = findProgram(name) ?? name;
  const { stdout } = await run(file, [...args], { env: { PATH: process.env.PATH, ...env }, maxBuffer: 1 << 26 });
  return stdout;
}

/** PostgreSQL refuses to run as root: then as the user that Debian's package made for it. */
export function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((which) => Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" })));
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}
