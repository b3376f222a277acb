/** The first run of an embedded database: a whole cluster with its password, or nothing. */
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { Ran } from "./run-program.ts";
import type { ServerUser } from "./server-user.ts";

const passwordFile = "gradphoto-password";

export const readPassword = (cluster: string): string => readFileSync(join(cluster, passwordFile), "utf8");

interface NewCluster {
  readonly folder: string;
  /** Inside the folder. */
  readonly cluster: string;
  readonly user: ServerUser;
  readonly throwAway: boolean;
  readonly run: (program: string, args: readonly string[]) => Promise<Ran>;
}

/**
 * Made aside and renamed at the end: a killed run leaves no half cluster, and of several processes one wins while the
 * others take what it made.
 */
export async function createCluster({ folder, cluster, user, throwAway, run }: NewCluster): Promise<void> {
  const part = mkdtempSync(`${cluster}.tmp-`);
  const password = join(part, "password");
  writeFileSync(password, randomBytes(24).toString("hex"), { mode: 0o600, flush: true });
  for (const path of [part, password]) if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
  const made = join(basename(part), "cluster");
  const login = ["-U", "gradphoto", "-A", "scram-sha-256", `--pwfile=${join(basename(part), "password")}`];
  const sync = throwAway ? ["--no-sync"] : [];
  const { code, output } = await run("initdb", ["-D", made, "--encoding=UTF8", "--locale=C", ...login, ...sync]);
  try {
    if (code !== 0) throw new Error(`数据库无法初始化 / The database could not be made in ${folder}:\n${output}`);
    renameSync(password, join(part, "cluster", passwordFile));
    renameSync(join(part, "cluster"), cluster);
  } catch (error) {
    if (!existsSync(cluster)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  removeHalfClusters(folder, cluster);
}

/** Killed runs left them; another process still at work on one finds the finished cluster and takes that. */
function removeHalfClusters(folder: string, cluster: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(cluster)}.tmp-`)) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch (error) {
      // The one at work keeps writing into it, and removes it itself at its end.
      if (!isNotEmpty(error)) throw error;
    }
  }
}

const isNotEmpty = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOTEMPTY";
