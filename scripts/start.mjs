/** `npm start`: installs what is missing and opens the product on one URL (PORT chooses the port). */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { memoryEnvironment } from "../packages/engine/bin/memory-environment.mjs";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { ensureWebApps } from "./ensure-web-apps.mjs";

ensureInstalled();
ensureWebApps();
// Detached, or a terminal's Ctrl+C would reach it twice; the channel tells it when this process is gone, however it ended.
const server = spawn(process.execPath, [join(root, "apps", "server", "bin", "service.mjs")], {
  detached: true,
  stdio: ["ignore", "inherit", "inherit", "ipc"],
  env: { ...process.env, ...memoryEnvironment },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
