/** Lock files with the process and socket of a running PostgreSQL; a killed server leaves them behind. */
import { existsSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";

/** `socketFolder` is empty until the server listens. null: the file names no server. */
export function readPidFile(cluster: string): { readonly pid: number; readonly socketFolder: string } | null {
  const [pid, , , , socketFolder = ""] = linesOf(join(cluster, "postmaster.pid"));
  return pid ? { pid: Number(pid), socketFolder } : null;
}

/**
 * Removes lock files of a killed server whose process number belongs to a zombie or to another program. PostgreSQL
 * would take that process for itself and refuse to start. Works only on Linux, where a server's working folder is its
 * cluster.
 */
export function dropForeignLocks(cluster: string, socketFolder: string): void {
  if (!existsSync("/proc/self/cwd")) return;
  for (const file of [join(cluster, "postmaster.pid"), join(socketFolder, ".s.PGSQL.5432.lock")]) {
    const [pid] = linesOf(file);
    if (pid && !mayBeServer(pid, cluster)) rmSync(file, { force: true });
  }
}

function mayBeServer(pid: string, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOENT");
  }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}
