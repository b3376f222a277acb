/** What a photo's place costs behind a backlog, measured by the server's own bench. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "../../product/start-product.ts";

export async function runBacklog(): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ["apps/server/bench/backlog.mjs"], { cwd: root });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null");
}
