/** Entry of the process that reads codes out of pictures, from its built file. */
import { importBuilt } from "@gradphoto/engine/import-built";

await importBuilt(new URL("../src/codes/picture-worker.ts", import.meta.url), new URL("../build/", import.meta.url));
