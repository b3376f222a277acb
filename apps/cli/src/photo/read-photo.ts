/** Reads a photo file named on the command line. A failure is returned as a sentence for the user. */
import { readFile } from "node:fs/promises";
import type { Bilingual } from "@gradphoto/domain/photo-standard";

export type PhotoFile =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: Bilingual };

export async function readPhoto(path: string): Promise<PhotoFile> {
  try {
    return { ok: true, bytes: await readFile(path) };
  } catch (error) {
    return {
      ok: false,
      problem: problemOf(path, error instanceof Error && "code" in error ? error.code : undefined),
    };
  }
}

function problemOf(path: string, code: unknown): Bilingual {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return {
        zh: `没有这个文件：${path}。请核对路径。`,
        en: `There is no file ${path}. Check the path.`,
      };
    case "EISDIR":
      return {
        zh: `${path} 是文件夹。请给出一张照片；整个文件夹请用 gradphoto batch。`,
        en: `${path} is a folder. Name one photo; for a whole folder use gradphoto batch.`,
      };
    case "EACCES":
    case "EPERM":
      return {
        zh: `没有权限读取 ${path}。`,
        en: `${path} may not be read. Check its permissions.`,
      };
    default:
      return { zh: `读取 ${path} 时出错（${code}）。`, en: `${path} could not be read (${code}).` };
  }
}
