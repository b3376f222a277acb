/**
 * Supervisor of a child process: restarts one that exits by itself. Repeated early exits double the delay before a
 * restart; a lifetime of 20 seconds resets it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@gradphoto/server/log";
import { z } from "zod";
import type { Environment } from "./places.ts";

/** Functions that stop the started programs, in order of start. */
export type Stops = (() => Promise<void>)[];

/** Stops the programs in reverse order, so that a program is stopped before those it depends on. */
export async function stopAll(stops: Stops): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
}

const readySchema = z.object({ ready: z.string() });

const pollEveryMs = 200;

interface Readiness {
  /** Resolves to the program's message or address; rejects after `giveUp`. */
  readonly ready: Promise<string>;
  isReady(): boolean;
  giveUp(reason: Error): void;
  watch(child: ChildProcess): void;
}

/** Detects when a program is ready. `address` is polled for a program that sends no IPC message. */
function watchReadiness(address: string | undefined): Readiness {
  let isReady = false;
  const { promise: ready, resolve, reject } = withResolvers<string>();
  ready.catch(() => undefined);
  const report = (text: string): void => {
    isReady = true;
    resolve(text);
  };
  return {
    ready,
    isReady: () => isReady,
    giveUp: reject,
    watch: (child) => {
      if (isReady) return;
      if (address === undefined)
        child.once("message", (message) => report(readySchema.parse(message).ready));
      else void waitForAnswer(address, child).then((answered) => answered && report(address));
    },
  };
}

/** Waits for an answer at the address. Returns false if the child ended first. */
async function waitForAnswer(address: string, child: ChildProcess): Promise<boolean> {
  const ended = new AbortController();
  void once(child, "exit").then(() => ended.abort());
  while (!ended.signal.aborted) {
    try {
      await fetch(address, { signal: ended.signal });
      return true;
    } catch {
      await delay(pollEveryMs);
    }
  }
  return false;
}

/** Polyfill of Promise.withResolvers, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

export interface ChildProgram {
  readonly name: string;
  readonly file: string;
  readonly env: Environment;
  readonly args?: readonly string[];
  /** Command-line options of Node. */
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  /** URL that answers when the program is ready. Without it the program reports this on its IPC channel. */
  readonly address?: string;
  /** File that gets the output; without it, standard error does. */
  readonly outputFile?: string;
  /** True if an exited program is restarted only by `restart`, because its sources are being edited. */
  readonly waitsForRestart?: true;
}

export interface RunningProcess {
  /** Resolves to the message or address when the program is ready for the first time; rejects if it never is. */
  readonly ready: Promise<string>;
  /** Process id; null while the program is being restarted. */
  pid(): number | null;
  restart(): void;
  stop(): Promise<void>;
}

const shortestPauseMs = 100;
const longestPauseMs = 5000;
/** Lifetime after which a process counts as healthy and the restart delay is reset. */
const healthyAfterMs = 20_000;
/** Number of attempts to start a program that has never been ready. */
const maxStarts = 3;
const killAfterMs = 12_000;

/** Starts the program and restarts it until `stop`. Gives up if it is never ready after three starts. */
export function superviseProcess(program: ChildProgram, log: Log): RunningProcess {
  const {
    name,
    file,
    env,
    args = [],
    execArgv,
    cwd,
    address,
    outputFile,
    waitsForRestart = false,
  } = program;
  let child: ChildProcess | null = null;
  let stopping = false;
  let restarting = false;
  let wakeUp = new AbortController();
  const readiness = watchReadiness(address);

  async function supervise(): Promise<void> {
    let pauseMs = shortestPauseMs;
    for (let starts = 1; !stopping; starts++) {
      const startedAt = performance.now();
      // Standard output is reserved for the addresses.
      const output = outputFile === undefined ? 2 : openSync(outputFile, "a");
      child = fork(file, args, {
        env: { ...env },
        stdio: ["ignore", address === undefined ? "ignore" : output, output, "ipc"],
        ...(cwd !== undefined && { cwd }),
        ...(execArgv !== undefined && { execArgv: [...execArgv] }),
      });
      if (output !== 2) closeSync(output);
      readiness.watch(child);
      const [code, signal] = await once(child, "exit");
      child = null;
      if (stopping) return;
      if (restarting) {
        restarting = false;
        continue;
      }
      if (!readiness.isReady() && starts >= maxStarts) {
        const [zh, en] =
          outputFile === undefined ? ["上", "its output above"] : [` ${outputFile}`, outputFile];
        readiness.giveUp(
          new Error(`${name} 无法启动，原因见${zh} / ${name} does not start; see ${en}`),
        );
        return;
      }
      if (performance.now() - startedAt > healthyAfterMs) pauseMs = shortestPauseMs;
      if (waitsForRestart && readiness.isReady()) {
        log.warn(
          { process: name, exitCode: code, signal },
          "a process ended and waits for the next change",
        );
        await once(wakeUp.signal, "abort");
      } else {
        log.warn({ process: name, exitCode: code, signal }, "a process ended and is started again");
        await delay(pauseMs, undefined, { signal: wakeUp.signal }).catch(() => undefined);
      }
      wakeUp = new AbortController();
      restarting = false;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
  const running = supervise();

  async function endChild(): Promise<void> {
    const ending = child;
    if (ending === null) return;
    ending.kill("SIGTERM");
    const killTimer = setTimeout(() => ending.kill("SIGKILL"), killAfterMs);
    if (ending.exitCode === null && ending.signalCode === null) await once(ending, "exit");
    clearTimeout(killTimer);
  }

  return {
    ready: readiness.ready,
    pid: () => child?.pid ?? null,
    restart: () => {
      if (stopping || restarting) return;
      restarting = true;
      if (child === null) wakeUp.abort();
      else void endChild();
    },
    stop: async () => {
      stopping = true;
      wakeUp.abort();
      await endChild();
      await running;
    },
  };
}
