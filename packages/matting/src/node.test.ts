/** Tests that the kernel file is compiled once per version of its sources, however many processes request it. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantiateKernel } from "./index.ts";
import { compiledKernel } from "./node.ts";

describe("compiledKernel", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "kernel-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("compiles into a new folder, once for two concurrent callers", async () => {
    const build = join(folder, "build");
    const [first, second] = await Promise.all([compiledKernel(build), compiledKernel(build)]);
    expect(Buffer.from(first).equals(second)).toBe(true);
    expect(await readdir(build)).toEqual([expect.stringMatching(/^kernel-[0-9a-f]{16}\.wasm$/)]);
    const kernel = await instantiateKernel(first);
    const pixel = { width: 1, height: 1, rgb: Uint8Array.of(9, 8, 7), hair: new Float32Array(1) };
    expect(kernel.cutOut({ ...pixel, personAlpha: Float32Array.of(1) }).alpha[0]).toBeLessThanOrEqual(1);
  });

  it("reads an existing file without compiling", async () => {
    const build = join(folder, "build");
    const [name = ""] = await readdir(build);
    await writeFile(join(build, name), "stand-in");
    expect(Buffer.from(await compiledKernel(build)).toString()).toBe("stand-in");
  });
});

describe("instantiateKernel", () => {
  it("refuses bytes that are not a kernel", async () => {
    await expect(instantiateKernel(Uint8Array.of(1, 2, 3))).rejects.toThrow();
    const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    await expect(instantiateKernel(emptyModule)).rejects.toThrow(/has no unpackColour; compile it again/);
  });
});
