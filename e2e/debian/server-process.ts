/** Starts server programs with a log file, waits for their port, and stops them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, openSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const startWithinMs = 60_000;
const endWithinMs = 10_000;

export interface ServerProcess {
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

export interface ServerStart {
  readonly command: readonly string[];
  readonly logFile: string;
  readonly at: { readonly host: string; readonly port: number };
}

/** User of PostgreSQL and PgBouncer, which refuse to run as root. */
const nobody = 65_534;
const isRoot = (): boolean => process.getuid?.() === 0;
export const asNobody = (command: readonly string[]): readonly string[] =>
  isRoot()
    ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", ...command]
    : command;
export const giveToNobody = (path: string): void => {
  if (isRoot()) chownSync(path, nobody, nobody);
};

/** Starts a server. Throws the last lines of its log if nothing answers at its port. */
export async function startServer({ command, logFile, at }: ServerStart): Promise<ServerProcess> {
  const [file = "", ...words] = command;
  const log = openSync(logFile, "a");
  const child = spawn(file, words, {
    stdio: ["ignore", log, log],
    cwd: "/",
    env: { PATH: process.env.PATH },
  });
  const endsAt = performance.now() + startWithinMs;
  while (!(await answers(at))) {
    if (child.exitCode !== null || performance.now() > endsAt) {
      child.kill("SIGKILL");
      throw new Error(
        `${command.join(" ")} does not answer:\n${readFileSync(logFile, "utf8").slice(-2000)}`,
      );
    }
    await delay(50);
  }
  return { pid: child.pid ?? 0, stop: () => end(child) };
}

/** Ends a process with SIGTERM, and with SIGKILL if that does not help. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), endWithinMs);
  await ended;
  clearTimeout(late);
}

const answers = ({ host, port }: ServerStart["at"]): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const send = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket
      .once("connect", () => send(true))
      .once("error", () => send(false))
      .once("timeout", () => send(false));
  });

/** Returns a port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
