/** Writes files atomically: a reader sees the old or the complete new file, never a part. */
import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Bilingual } from "@gradphoto/domain/photo-standard";

const temporaryName = /^\..+\.[0-9a-f-]{36}\.tmp$/;

/** True for the name of a temporary file that a killed run left behind. */
export const isTemporary = (name: string): boolean => temporaryName.test(name);

/** Creates the folder if its parent exists. Returns the problem, or null on success. */
export async function makeFolder(folder: string): Promise<Bilingual | null> {
  try {
    await mkdir(folder);
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return (await stat(folder)).isDirectory() ? null : noFolder(folder);
    if (code === "ENOENT" || code === "ENOTDIR") return noFolder(dirname(folder));
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
      return {
        zh: `没有权限新建文件夹 ${folder}。`,
        en: `The folder ${folder} may not be made. Name another place.`,
      };
    }
    throw error;
  }
}

export const noFolder = (folder: string): Bilingual => ({
  zh: `没有文件夹 ${folder}。请核对路径，或先建好它。`,
  en: `There is no folder ${folder}. Check the path, or make it first.`,
});

/** File that cannot be written, with a text for the user. */
export class WriteError extends Error {
  readonly problem: Bilingual;
  constructor(path: string, code: string, cause: unknown) {
    super(`${path} cannot be written (${code})`, { cause });
    this.problem = unwritable(path, code);
  }
}

function unwritable(path: string, code: string): Bilingual {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return {
        zh: `磁盘已满，${path} 没有写成。请腾出空间后再试。`,
        en: `The disk is full and ${path} was not written. Free some space and try again.`,
      };
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return {
        zh: `没有权限写入 ${path}，请换一个位置。`,
        en: `${path} may not be written. Name another place.`,
      };
    case "ENOENT":
    case "ENOTDIR":
      return noFolder(dirname(path));
    case "ENAMETOOLONG":
      return {
        zh: "文件名太长，请换一个短些的。",
        en: `The name of ${path} is too long. Choose a shorter one.`,
      };
    default:
      return {
        zh: `写入 ${path} 时出错（${code}）。`,
        en: `${path} could not be written (${code}).`,
      };
  }
}

/** Writes to a temporary file on disk and renames it. Throws a WriteError when the file system refuses. */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw typeof code === "string" ? new WriteError(path, code, error) : error;
  }
}
