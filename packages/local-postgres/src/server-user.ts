/** User of the PostgreSQL process: the current user, or an unprivileged one when root starts it. */
import { spawnSync } from "node:child_process";
import { chownSync, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

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
  const { status } = spawnSync("/bin/sh", ["-c", 'test -w "$0"', folder], { ...user, cwd: "/", stdio: "ignore" });
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
