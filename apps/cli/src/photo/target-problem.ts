/** Guards what a command writes to: the photo itself and folders are never written over. */
import { stat } from "node:fs/promises";
import type { Bilingual } from "@gradphoto/contract";

/** Why `target` cannot be written for the photo at `photo`, null when it can. */
export async function targetProblem(photo: string, target: string): Promise<Bilingual | null> {
  const source = await stat(photo);
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory()) {
    return { zh: `${target} 是文件夹，请给出文件名。`, en: `${target} is a folder; name a file in it.` };
  }
  return there && there.ino === source.ino && there.dev === source.dev
    ? { zh: `${target} 就是原照片，请换一个文件名。`, en: `${target} is the photo itself; name another file.` }
    : null;
}
