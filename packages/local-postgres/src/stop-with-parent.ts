/** Stops an embedded server after its parent process was killed, for example by `kill -9` or a second Ctrl+C. */
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";

/**
 * A shell that holds the other end of a pipe: it wakes when its parent is gone, however that ended. A fast shutdown, and only
 * of a process that lives in this cluster: the number may be another's by now.
 */
const waitAndStop = `
read -r word
[ "$word" = done ] && exit 0
pid=$(head -n 1 "$1/postmaster.pid") || exit 0
[ -e /proc/self/cwd ] && [ "$(readlink "/proc/$pid/cwd")" != "$1" ] && exit 0
kill -INT "$pid"
`;

/** `folder`: data folder of the server. Returns a function that keeps the server running. Does nothing on Windows. */
export function stopWithParent(folder: string): () => void {
  if (process.platform === "win32") return () => {};
  const cluster = join(realpathSync(folder), "cluster");
  // Detached, so that Ctrl+C and closing the terminal do not reach it.
  const guard = spawn("/bin/sh", ["-c", waitAndStop, "sh", cluster], {
    detached: true,
    cwd: "/",
    env: { PATH: process.env.PATH },
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  guard.unref();
  return () => void guard.stdin.end("done\n");
}
