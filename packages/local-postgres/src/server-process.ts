/** Process of a PostgreSQL server: its user and folder, its lock files, its answers, and its end with its parent. */
import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";

/** Spawn options of the user; empty for the user of this process. */
export type ServerUser =
  | { readonly uid: number; readonly gid: number }
  | { readonly uid?: never; readonly gid?: never };

/** User id of "nobody" on Linux. */
const nobody = { uid: 65_534, gid: 65_534 } as const;

/**
 * Makes the folder where it is missing, and says whom the server in it runs as. For root that is the folder's owner, so
 * that a folder once used by an ordinary user stays theirs; a folder of root's own is given to "nobody".
 * Throws an Error that says what to do when that user cannot enter the folder.
 */
export function prepareFolder(path: string): { folder: string; user: ServerUser } {
  // Restricts only this folder; its parent may belong to another user.
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const folder = realpathSync(path);
  if (process.getuid?.() !== 0) return { folder, user: {} };
  const { uid, gid } = statSync(folder);
  const user = uid === 0 ? nobody : { uid, gid };
  if (uid === 0) chownSync(folder, nobody.uid, nobody.gid);
  const { status } = spawnSync("/bin/sh", ["-c", 'test -w "$0"', folder], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  });
  if (status !== 0) {
    throw new Error(
      `数据库不能以 root 运行，而用户 ${user.uid} 进不了 ${folder}，请换一个数据目录或以普通用户启动 / The database cannot run as root, and user ${user.uid} cannot enter ${folder}: choose a data folder outside closed folders (such as /var/lib/gradphoto), or start as an ordinary user`,
    );
  }
  return { folder, user };
}

export function ownTree(folder: string, { uid, gid }: ServerUser): void {
  if (uid === undefined) return;
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    lchownSync(join(folder, path), uid, gid);
}

/** The lock file of a running server; a killed one leaves it behind. `socketFolder` is empty until the server listens. null: the file names no server. */
export function readPidFile(
  cluster: string,
): { readonly pid: number; readonly socketFolder: string } | null {
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

/** Error codes of a server that does not listen, starts, recovers or shuts down. */
const notNow = new Set(["ENOENT", "ECONNREFUSED", "ECONNRESET", "57P03"]);

/** Whether a starting server accepts connections. Throws errors that a retry cannot fix, such as a wrong password. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && notNow.has(String(error.code))) return false;
    if (error instanceof Error && error.message === "Connection terminated unexpectedly")
      return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A shell that holds the other end of a pipe: it wakes when its parent is gone, however that ended. A fast shutdown, and only
 * of a process that lives in this cluster: the number may be another's by now.
 */
const waitAndStop = `
read -r word
[ "$word" = done ] && exit 0
pid=$(head -n 1 "$1/postmaster.pid") || exit 0
[ -e /proc/self/cwd ] && [ "$(readlink "/proc/$pid/cwd")" != "$1" ] && exit 0
kill -INT "$pid"
`;

/**
 * Stops the server after its parent process was killed, for example by `kill -9` or a second Ctrl+C. `folder`: data
 * folder of the server. Returns a function that keeps the server running. Does nothing on Windows.
 */
export function stopWithParent(folder: string): () => void {
  if (process.platform === "win32") return () => {};
  const cluster = join(realpathSync(folder), "cluster");
  // Detached, so that Ctrl+C and closing the terminal do not reach it.
  const guard = spawn("/bin/sh", ["-c", waitAndStop, "sh", cluster], {
    detached: true,
    cwd: "/",
    env: { PATH: process.env.PATH },
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  guard.unref();
  return () => void guard.stdin.end("done\n");
}
