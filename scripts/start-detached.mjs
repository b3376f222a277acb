/** Starts a program that ends with this process, however that ends, and gets a terminal's Ctrl+C once. */
import { spawn } from "node:child_process";
import { compileCache } from "./ensure-installed.mjs";

export function startDetached(node, file, args = []) {
  // Detached, or a terminal's Ctrl+C would reach it twice; it ends when the channel to this process closes.
  const program = spawn(node, [file, ...args], {
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...compileCache },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => program.kill(signal));
  program.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
