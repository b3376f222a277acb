/** Starts a program of the service from its TypeScript sources, built when they have changed. */
import { importBuilt } from "@gradphoto/engine/import-built";
import { startInMemoryEnvironment } from "@gradphoto/engine/memory-environment";

/** `name`: of its file in src/programs. */
export async function startProgram(name) {
  await startInMemoryEnvironment(async () => {
    process.setSourceMapsEnabled(true);
    await importBuilt(new URL(`../src/programs/${name}.ts`, import.meta.url), new URL("../build/", import.meta.url));
  });
}
