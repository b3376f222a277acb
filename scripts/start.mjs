/** `npm start`: installs what is missing and opens the product on one URL (PORT chooses the port). */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { memoryEnvironment } from "../packages/engine/bin/memory-environment.mjs";
import { ensureInstalled, root } from "./ensure-installed.mjs";

ensureInstalled();
// The channel tells the server when this process is gone, however it ended.
const server = spawn(process.execPath, [join(root, "apps", "server", "bin", "server.mjs")], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, ...memoryEnvironment },
});
const stop = () => {
  if (server.connected) server.disconnect();
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
server.on("exit", (code) => process.exit(code ?? 1));
