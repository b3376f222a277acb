/** Where an embedded database's socket goes: its folder, or a short one where the path would be too long for a socket. */
import { createHash } from "node:crypto";
import { chownSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerUser } from "./server-user.ts";

/** 107 on Linux, 103 on macOS. */
const maxSocketPathBytes = 103;

/** A path without letters that a shell or a PostgreSQL list would take apart. Throws an Error when somebody else owns it. */
export function chooseSocketFolder(
  folder: string,
  { uid = process.getuid?.(), gid = process.getgid?.() }: ServerUser,
): string {
  const socket = join(folder, ".s.PGSQL.5432.lock");
  if (Buffer.byteLength(socket) <= maxSocketPathBytes && /^[\w./-]+$/.test(socket)) return folder;
  const short = join(tmpdir(), `gradphoto-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`);
  try {
    mkdirSync(short, { mode: 0o700 });
    if (uid !== undefined && gid !== undefined) chownSync(short, uid, gid);
  } catch (error) {
    const found = lstatSync(short, { throwIfNoEntry: false });
    if (!found?.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
      throw new Error(`${short} belongs to somebody else; remove it, or choose a shorter data folder`, {
        cause: error,
      });
    }
  }
  return short;
}
