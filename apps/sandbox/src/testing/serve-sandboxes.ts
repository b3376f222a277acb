/**
 * Child process of tests that runs several sandboxes, because starting a process takes longest. The message "open"
 * starts a sandbox with its own books; a message with its URL stops it.
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
