/** Starts a program that ends with this process, however that ends, and gets a terminal's Ctrl+C once. */
import { spawn, spawnSync } from "node:child_process";
import { compileCache } from "./ensure-installed.mjs";

const checkEveryMs = 1000;

export function startDetached(node, file, args = []) {
  // Detached, or a terminal's Ctrl+C would reach it twice; it ends when the channel to this process closes.
  const program = spawn(node, [file, ...args], {
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...compileCache },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => program.kill(signal));
  program.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
  endWithNpm(program);
}

/** Stops the program when npm has ended without a signal to this process, as it does when npm itself is killed. */
function endWithNpm(program) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  // The shell in which npm runs a script outlives npm, unless it has replaced itself by the script.
  const { stdout } = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(parent)], {
    encoding: "utf8",
  });
  const [, grandparent, command] = /(\d+)\s+(\S+)/.exec(stdout ?? "") ?? [];
  const npm = /(^|\/)(ba|da|z)?sh$/.test(command) ? Number(grandparent) : parent;
  const timer = setInterval(() => {
    if (process.ppid === parent && isRunning(npm)) return;
    clearInterval(timer);
    program.kill("SIGTERM");
  }, checkEveryMs);
  timer.unref();
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
