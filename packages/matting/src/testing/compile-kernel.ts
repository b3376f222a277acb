/** `npm run kernel`: compiles assembly/ into kernel.wasm, which is committed. A test compares the two. */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Compiler options without a runtime and checks: the kernel allocates nothing and sees only addresses that this package
 * has laid out.
 */
const options = [
  "-O3",
  "--enable",
  "simd",
  "--runtime",
  "stub",
  "--noAssert",
  "--importMemory",
  "--use",
  "abort=",
];

const inPackage = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Takes about two seconds. Throws with the compiler's messages when a source is wrong. */
export async function compileKernel(outFile: string): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");
  await promisify(execFile)(process.execPath, [
    compiler,
    inPackage("assembly/kernel.ts"),
    "--outFile",
    outFile,
    ...options,
  ]);
}

if (import.meta.main) await compileKernel(inPackage("kernel.wasm"));
