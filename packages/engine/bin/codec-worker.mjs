/** Entry of the process of a codec, from its built file. */
import { importBuilt } from "./import-built.mjs";

await importBuilt(new URL("../src/node/codec-worker.ts", import.meta.url), new URL("../build/", import.meta.url));
