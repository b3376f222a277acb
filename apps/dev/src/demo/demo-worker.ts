/**
 * Worker of the demo's first minute: makes visitors' photos while the history is written. The schedule would close days
 * of the history, such as those of bills, before they are written.
 */
import { runProcess } from "@gradphoto/server/run-process";
import { startWorker } from "@gradphoto/server/worker";

await runProcess(() => startWorker(process.env, { leavesSchedule: true }), 70_000);
