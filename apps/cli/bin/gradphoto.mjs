#!/usr/bin/env -S MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4194304 MALLOC_TRIM_THRESHOLD_=33554432 node
// Starts the command from its TypeScript sources, built into one file when they have changed. The first line is the
// environment of memory-environment.mjs; whoever starts this file by `node` gets it by a process of its own.
import { importBuilt } from "@gradphoto/engine/import-built";
import { inMemoryEnvironment, runInMemoryEnvironment } from "@gradphoto/engine/memory-environment";

/** Commands with a pool of engines. */
const pooled = ["batch", "eval"];

if (pooled.includes(process.argv[2]) && !inMemoryEnvironment()) {
  runInMemoryEnvironment([...process.execArgv, ...process.argv.slice(1)]);
} else {
  process.on("disconnect", () => process.exit());
  process.channel?.unref();
  await importBuilt(new URL("../src/main.ts", import.meta.url), new URL("../build/", import.meta.url));
}
