/** Keeps a child process running: one that ends by itself is started again, the sooner the longer it lived. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Log } from "../infra/log.ts";

export interface ChildProgram {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface KeptRunning {
  /** Resolves with what it says when it is ready for the first time; rejects when it never got there. */
  readonly ready: Promise<string>;
  /** Of the living process; null between two of them. */
  pid(): number | null;
  stop(): Promise<void>;
}

const readySchema = z.object({ ready: z.string() });

const shortestPauseMs = 100;
const longestPauseMs = 5000;
/** A process that lived this long was well: the pause starts small again. */
const wellAfterMs = 20_000;
/** One that never got ready will not by the next try either. */
const startsToTry = 3;
const stopWithinMs = 12_000;

export function keepRunning({ name, file, env }: ChildProgram, log: Log): KeptRunning {
  let child: ChildProcess | null = null;
  let stopping = false;
  const wake = new AbortController();
  const first = firstReady();

  async function keep(): Promise<void> {
    let pauseMs = shortestPauseMs;
    for (let starts = 1; !stopping; starts++) {
      const startedAt = performance.now();
      child = fork(file, { env: { ...env }, stdio: ["ignore", "ignore", "inherit", "ipc"] });
      first.watch(child);
      const [code, signal] = await once(child, "exit");
      child = null;
      if (stopping) return;
      if (!first.isReady() && starts >= startsToTry) {
        first.giveUp(new Error(`${name} 无法启动，原因见上 / ${name} does not start; its words are above`));
        return;
      }
      log.warn({ process: name, exitCode: code, signal }, "a process ended and is started again");
      if (performance.now() - startedAt > wellAfterMs) pauseMs = shortestPauseMs;
      await delay(pauseMs, undefined, { signal: wake.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
  const kept = keep();

  return {
    ready: first.ready,
    pid: () => child?.pid ?? null,
    stop: async () => {
      stopping = true;
      wake.abort();
      child?.kill("SIGTERM");
      const late = setTimeout(() => child?.kill("SIGKILL"), stopWithinMs);
      await kept;
      clearTimeout(late);
    },
  };
}

function firstReady() {
  let isReady = false;
  const { promise: ready, resolve, reject } = withResolvers<string>();
  ready.catch(() => undefined);
  return {
    ready,
    isReady: () => isReady,
    giveUp: reject,
    watch: (child: ChildProcess): void => {
      child.once("message", (message) => {
        isReady = true;
        resolve(readySchema.parse(message).ready);
      });
    },
  };
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
