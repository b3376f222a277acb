/**
 * Starts a program of the service, from its TypeScript sources through the pinned loader or, in a release, from what was
 * bundled: in the environment in which an engine holds the least memory, whoever starts it and however.
 */
import { inMemoryEnvironment, runInMemoryEnvironment } from "@gradphoto/engine/memory-environment";

/** `load` imports what the program is. */
export async function startProgram(load) {
  if (!inMemoryEnvironment()) return runInMemoryEnvironment([...process.execArgv, ...process.argv.slice(1)]);
  await import("@gradphoto/engine/load-typescript");
  await load();
}
