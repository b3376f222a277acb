/** Entry of a pool's worker thread; its awaited import makes piscina load it as a module and wait for the engine. */
import { importBuilt } from "./import-built.mjs";

export const { ready, lookAt, standardize, verify } = await importBuilt(
  new URL("../src/node/pool-worker.ts", import.meta.url),
  new URL("../build/", import.meta.url),
);
