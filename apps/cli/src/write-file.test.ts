import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WriteError, writeAtomically } from "./write-file.ts";

test("a refusal of the file system is reported in words, and no partial file is left", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gradphoto-"));
  try {
    const tooLong = await writeAtomically(join(folder, `${"a".repeat(300)}.jpg`), "x").catch((error: unknown) => error);
    expect(tooLong).toBeInstanceOf(WriteError);
    expect(tooLong).toMatchObject({ problem: { zh: "文件名太长，请换一个短些的。" } });
    const missing = await writeAtomically(join(folder, "gone", "a.jpg"), "x").catch((error: unknown) => error);
    expect(missing).toMatchObject({ problem: { en: expect.stringContaining("There is no folder") } });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
