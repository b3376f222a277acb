/**
 * Creates the networks and the kernel, which would otherwise be created at the first start, and prints the weight files
 * as JSON.
 */
import { weightFiles } from "@gradphoto/networks";
import { loadEngine } from "../src/node/load-engine.ts";

await loadEngine({ heic: false });
process.stdout.write(
  JSON.stringify(weightFiles.map((file) => ({ package: file.package, path: file.path }))),
  () => process.exit(0),
);
