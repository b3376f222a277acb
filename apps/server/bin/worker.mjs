/** Starts a worker from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { startWorker } = await import("../src/worker.ts");
const { runProcess } = await import("../src/run-process.ts");
await runProcess(() => startWorker(process.env), 10_000);
