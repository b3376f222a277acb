/** Starts the sandbox on this machine and prints its URL. */
import { readConfig } from "./config.ts";
import { openRehearsal } from "./rehearsal.ts";
import { runSandbox } from "./run-sandbox.ts";

try {
  const { rehearsalFolder, ...config } = readConfig(process.env);
  const { url, stop, ended } = await runSandbox({
    ...config,
    ...(rehearsalFolder !== undefined && { settings: openRehearsal(rehearsalFolder) }),
  });
  process.stdout.write(`${url}\n`);
  process.send?.({ ready: url });
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.once("disconnect", stop);
  await ended;
  // An open IPC channel would keep the process alive.
  if (process.connected) process.disconnect();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
