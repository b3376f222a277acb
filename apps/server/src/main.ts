/** Starts the pool and the page, prints the one URL, and ends gracefully. */
import { brand } from "@gradphoto/contract";
import { createEnginePool } from "@gradphoto/engine/node";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { buildPage } from "./page-files.ts";

/** Photos in work get this long to finish; a second signal does not wait. */
const stopWithinMs = 5000;

try {
  const config = readConfig(process.env);
  process.stderr.write(`${brand.zh} ${brand.en}: loading the engine…\n`);
  const [page, pool] = await Promise.all([
    buildPage(),
    createEnginePool({ workers: config.workers, timeoutMs: 30_000, maxWaiting: 32, heic: config.heic }),
  ]);
  const app = createApp(pool, page);
  const url = await listen(app, config);
  process.stdout.write(`${url}\n`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    await app.close();
    await pool.close();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
  process.on("SIGHUP", () => void stop());
  process.on("disconnect", () => void stop());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
