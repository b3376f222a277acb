/**
 * Process that decodes untrusted files. It has no keys, no network and an empty environment, and can be replaced at any
 * time.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { findIsolation, type IsolationLevel, stdioOf } from "./isolation.ts";
import { decoderEnvironment } from "./memory-environment.ts";
import type { JobNews } from "./serve-jobs.ts";

/**
 * Error for a process that exited by itself, possibly damaged by its input. Only one file is lost, and a new process
 * follows.
 */
export class DecoderEndedError extends Error {
  override readonly name = "DecoderEndedError";
  /** True if the process was killed from outside: by the system for lack of memory, or by an operator. */
  readonly isFromOutside: boolean;

  constructor(message: string, signal: NodeJS.Signals | null = null) {
    super(message);
    this.isFromOutside = signal === "SIGKILL" || signal === "SIGTERM";
  }
}

/** Error for a process that could not start: a fault of the installation or machine, not of the waiting file. */
export class DecoderStartError extends Error {
  override readonly name = "DecoderStartError";
}

export interface DecoderOptions {
  /** Module that sends "ready", and then answers each message. */
  readonly entry: URL;
  /** Folders that the process reads in addition to those of the system. */
  readonly reads: readonly string[];
  /** Settings passed as its first argument. */
  readonly settings: object;
  readonly flags: readonly string[];
  /** Time limit until it is ready. */
  readonly startTimeoutMs: number;
}

export interface DecoderProcess {
  readonly level: IsolationLevel;
  readonly isNobody: boolean;
  readonly pid: number | undefined;
  /** Keeps this process from exiting while a caller waits for the other one. */
  readonly hold: (isWaitedFor: boolean) => void;
  readonly send: (message: object) => void;
  /** Subscribes to messages and returns the function that unsubscribes. */
  readonly onMessage: (listener: (news: JobNews) => void) => () => void;
  /** Kills the process at once, whatever it does. Resolves when it has exited. */
  readonly kill: () => Promise<void>;
  /** Resolves with the reason when the process has exited. */
  readonly ended: Promise<DecoderEndedError>;
}

/** Characters of its error output that are reported when it does not start. */
const maxWords = 2000;

/**
 * Starts a process and resolves when it is ready. Throws a DecoderStartError with its error output when it cannot
 * start.
 */
export async function startDecoder(options: DecoderOptions): Promise<DecoderProcess> {
  const { entry, reads, settings, flags, startTimeoutMs } = options;
  const isolation = await findIsolation(reads);
  const run = [process.execPath, ...flags, fileURLToPath(entry), JSON.stringify(settings)];
  const [program = "", ...args] = [...isolation.command, ...run];
  const child = spawn(program, args, {
    stdio: stdioOf(isolation),
    serialization: "advanced",
    env: { LANG: "C.UTF-8", ...decoderEnvironment },
    cwd: "/",
    // A detached process does not receive Ctrl+C of a terminal: only this process decides how running work ends.
    detached: true,
    ...isolation.user,
  });
  if (child.pid !== undefined) lowerPriority(child.pid);
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-maxWords);
  });
  const ended = endOf(child, () => words);
  const timer = setTimeout(() => {
    words += `not ready within ${startTimeoutMs} ms`;
    child.kill("SIGKILL");
  }, startTimeoutMs);
  const ready = once(child, "message").then(() => null);
  const failed = await Promise.race([ready, ended]).finally(() => clearTimeout(timer));
  if (failed) throw new DecoderStartError(failed.message);
  // Its output may contain content of a file.
  child.stderr?.destroy();
  words = "";
  const hold = (isWaitedFor: boolean): void => {
    if (isWaitedFor) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
    }
  };
  hold(false);
  return {
    level: isolation.level,
    isNobody: isolation.isNobody,
    pid: child.pid,
    hold,
    send: (message) => {
      // A process that has just exited reports this through `ended`.
      child.send(message, () => {});
    },
    onMessage: (listener) => {
      const listen = (message: unknown): void => listener(newsOf(message));
      child.on("message", listen);
      return () => void child.off("message", listen);
    },
    kill: async () => {
      // This process is held until the channel closes. Otherwise the exit event might never arrive.
      hold(true);
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

/**
 * Increase of the nice value: enough for requests to go first, and little enough for time limits to hold on a busy
 * machine.
 */
const lowered = 5;

/**
 * Lowers the priority, so that the threads that answer requests go first. A parent that yields already has passed that
 * on. A kernel that schedules by session compares priorities of sessions only.
 */
function lowerPriority(pid: number): void {
  if (getPriority() > 0) return;
  try {
    setPriority(pid, lowered);
    writeFileSync(`/proc/${pid}/autogroup`, String(lowered));
  } catch {
    // Many kernels have no sessions, accept one change in 100 ms, or the process has exited. It works at any priority.
  }
}

function endOf(child: ChildProcess, words: () => string): Promise<DecoderEndedError> {
  return new Promise((resolve) => {
    child.once("error", (error) =>
      resolve(new DecoderEndedError(`The decoder did not start: ${error.message}`)),
    );
    child.once("close", (code, signal) => {
      const why = signal === null ? `exited with code: ${code}` : `was ended by ${signal}`;
      resolve(
        new DecoderEndedError(`The decoder ${why}${words() === "" ? "" : `: ${words()}`}`, signal),
      );
    });
  });
}

/** Parses a message. Only valid ones count, because a compromised process may send anything. */
function newsOf(message: unknown): JobNews {
  if (typeof message !== "object" || message === null) return {};
  if ("step" in message && typeof message.step === "string") return { step: message.step };
  if ("answer" in message) return { answer: message.answer };
  if (!("fault" in message) || typeof message.fault !== "object" || message.fault === null)
    return {};
  const { name, message: words } = { name: "Error", message: "", ...message.fault };
  return { fault: { name: String(name), message: String(words) } };
}
