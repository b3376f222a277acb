/** Entry of a pool's worker thread; its awaited import makes piscina load it as a module and wait for the engine. */
import "./load-typescript.mjs";

export const { ready, standardize, verify } = await import("../src/node/pool-worker.ts");
