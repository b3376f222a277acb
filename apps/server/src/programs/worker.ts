/** A worker as a process. */
import { runProcess } from "../run-process.ts";
import { startWorker } from "../worker.ts";

await runProcess(() => startWorker(process.env), 10_000);
