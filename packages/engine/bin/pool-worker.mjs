/** Entry of a pool's process: the engine from its built file, which whoever starts the pool has made. */
import { importBuilt } from "./import-built.mjs";

await importBuilt(new URL("../src/node/pool-worker.ts", import.meta.url), new URL("../build/", import.meta.url));
