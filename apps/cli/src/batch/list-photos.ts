/** Lists the photos of a folder and the file names of their results. */
import { readdir } from "node:fs/promises";
import { extname, parse } from "node:path";

const photoExtensions: readonly string[] = [
  ".jpg",
  ".jpeg",
  ".png",
  ".webp",
  ".heic",
  ".heif",
  ".avif",
];

export interface BatchPhoto {
  readonly file: string;
  readonly output: string;
}

/** Lists the photos by name, without hidden files and subfolders. Throws when the folder cannot be read. */
export async function listPhotos(folder: string): Promise<BatchPhoto[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .filter((name) => photoExtensions.includes(extname(name).toLowerCase()))
    .sort();
  return nameOutputs(files);
}

/** Names the result of `zhang.png` `zhang.jpg`; if another photo has the same stem, `zhang.png.jpg`. */
export function nameOutputs(files: readonly string[]): BatchPhoto[] {
  const short = (file: string): string => `${parse(file).name}.jpg`;
  const long = (file: string): string => `${file}.jpg`;
  const claims = new Map<string, number>();
  for (const name of files.flatMap((file) => [short(file), long(file)])) {
    const key = name.toLowerCase();
    claims.set(key, (claims.get(key) ?? 0) + 1);
  }
  return files.map((file) => ({
    file,
    output: claims.get(short(file).toLowerCase()) === 1 ? short(file) : long(file),
  }));
}
