/** Makes what is otherwise made at the first start, the networks and the kernel, and prints the weight files as JSON. */
import "./load-typescript.mjs";

const { loadEngine } = await import("../src/node/load-engine.ts");
const { weightFiles } = await import("@gradphoto/networks");
await loadEngine({ heic: false });
process.stdout.write(JSON.stringify(weightFiles.map((file) => ({ package: file.package, path: file.path }))), () =>
  process.exit(0),
);
