/** Tests that the committed kernel is what its sources compile to, and that other bytes are refused. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { instantiateKernel } from "./index.ts";
import { kernelFile } from "./node.ts";
import { compileKernel } from "./testing/compile-kernel.ts";

it("the committed kernel equals what assembly/ compiles to; npm run kernel writes it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kernel-"));
  try {
    const compiled = join(folder, "kernel.wasm");
    await compileKernel(compiled);
    expect((await readFile(compiled)).equals(await kernelFile())).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("a file that is not the kernel is refused", async () => {
  await expect(instantiateKernel(Uint8Array.of(1, 2, 3))).rejects.toThrow();
  const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  await expect(instantiateKernel(emptyModule)).rejects.toThrow(
    /has no unpackColour; compile it again/,
  );
});
