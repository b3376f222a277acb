/**
 * Process of sandboxes for tests: "open" starts one with books of its own, its URL stops it. Starting a process takes
 * longest.
 */
import { type RunningSandbox, runSandbox } from "../run-sandbox.ts";

const running = new Map<string, RunningSandbox>();

process.on("message", async (order) => {
  if (order !== "open") return running.get(String(order))?.stop();
  const sandbox = await runSandbox({ port: 0 });
  running.set(sandbox.url, sandbox);
  process.send?.({ ready: sandbox.url });
});
process.once("disconnect", () => process.exit());
