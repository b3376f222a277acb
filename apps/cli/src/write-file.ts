/** Writes a file so that a reader sees the old one or the whole new one, never a part. */
import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const temporaryName = /^\..+\.[0-9a-f-]{36}\.tmp$/;

/** Whether a name is that of a half-written file, left behind by a killed run. */
export const isTemporary = (name: string): boolean => temporaryName.test(name);

/** Makes the folder when it is missing. The bytes are on disk before the file gets its name. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
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
    await rm(temporary, { force: true });
    throw error;
  }
}
