/** Checks where a command may write. It never overwrites the photo itself or a folder, and creates no folder. */
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Bilingual } from "@gradphoto/domain/photo-standard";
import { noFolder } from "../write-atomically.ts";

/** Returns why `target` cannot be written for the photo at `photo`; null when it can. */
export async function targetProblem(photo: string, target: string): Promise<Bilingual | null> {
  const source = await stat(photo);
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory()) {
    return {
      zh: `${target} 是文件夹，请给出文件名。`,
      en: `${target} is a folder; name a file in it.`,
    };
  }
  if (there && there.ino === source.ino && there.dev === source.dev) {
    return {
      zh: `${target} 就是原照片，请换一个文件名。`,
      en: `${target} is the photo itself; name another file.`,
    };
  }
  const folder = await stat(dirname(target)).catch(() => null);
  return folder?.isDirectory() ? null : noFolder(dirname(target));
}

/** Checks the target of a photo, which must also have the extension of a JPEG. */
export async function photoTargetProblem(photo: string, target: string): Promise<Bilingual | null> {
  const problem = await targetProblem(photo, target);
  if (problem || /\.jpe?g$/i.test(target)) return problem;
  return {
    zh: `写出的是 JPEG 照片，${target} 应以 .jpg 或 .jpeg 结尾。`,
    en: `The photo is written as JPEG; ${target} should end in .jpg or .jpeg.`,
  };
}
