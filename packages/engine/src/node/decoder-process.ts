/** A process in which strangers' files are decoded: no key, no network, nothing in its environment, and nobody misses it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findIsolation, type IsolationLevel, stdioOf } from "./isolation.ts";
import { memoryEnvironment } from "./memory-environment.ts";
import type { JobNews } from "./serve-jobs.ts";

/** It ended by itself, as one that was damaged by what it decoded: one file is lost, and the next process is another. */
export class DecoderEndedError extends Error {
  override readonly name = "DecoderEndedError";
  /** It was ended from outside: by the machine, when that has no memory left, or by whoever looks after it. */
  readonly isFromOutside: boolean;

  constructor(message: string, signal: NodeJS.Signals | null = null) {
    super(message);
    this.isFromOutside = signal === "SIGKILL" || signal === "SIGTERM";
  }
}

/** None was ready: a fault of ours or of the machine, whatever file waited for it. */
export class DecoderStartError extends Error {
  override readonly name = "DecoderStartError";
}

export interface DecoderOptions {
  /** A module that answers "ready" when it is, and then each message it is sent. */
  readonly entry: URL;
  /** Folders that it reads besides those of the system. */
  readonly reads: readonly string[];
  /** Handed over as its first argument. */
  readonly settings: object;
  readonly flags: readonly string[];
  /** Until it is ready. */
  readonly startTimeoutMs: number;
}

export interface DecoderProcess {
  readonly level: IsolationLevel;
  readonly isNobody: boolean;
  readonly pid: number | undefined;
  /** While somebody waits for it, this process does not end. */
  readonly hold: (isWaitedFor: boolean) => void;
  readonly send: (message: object) => void;
  /** Answers how to stop. */
  readonly onMessage: (listener: (news: JobNews) => void) => () => void;
  /** At once, whatever it does; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** Resolves with why when it has ended. */
  readonly ended: Promise<DecoderEndedError>;
}

/** Of its last words, when it does not start. */
const mostWords = 2000;

/** Resolves when it is ready. Throws a DecoderStartError with its last words when it cannot start. */
export async function startDecoder(options: DecoderOptions): Promise<DecoderProcess> {
  const { entry, reads, settings, flags, startTimeoutMs } = options;
  const isolation = await findIsolation(reads);
  const run = [process.execPath, ...flags, fileURLToPath(entry), JSON.stringify(settings)];
  const [program = "", ...args] = [...isolation.command, ...run];
  const child = spawn(program, args, {
    stdio: stdioOf(isolation),
    serialization: "advanced",
    env: { LANG: "C.UTF-8", ...memoryEnvironment },
    cwd: "/",
    // A terminal's Ctrl+C is for us alone: what is in work is ended as we say.
    detached: true,
    ...isolation.user,
  });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-mostWords);
  });
  const ended = endOf(child, () => words);
  const timer = setTimeout(() => {
    words += `not ready within ${startTimeoutMs} ms`;
    child.kill("SIGKILL");
  }, startTimeoutMs);
  const ready = once(child, "message").then(() => null);
  const failed = await Promise.race([ready, ended]).finally(() => clearTimeout(timer));
  if (failed) throw new DecoderStartError(failed.message);
  // Its words may hold what was in a file.
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
      // One that has just ended says so by `ended`.
      child.send(message, () => {});
    },
    onMessage: (listener) => {
      const listen = (message: unknown): void => listener(newsOf(message));
      child.on("message", listen);
      return () => void child.off("message", listen);
    },
    kill: async () => {
      // Its channel ends last: an end that nothing waits for is never heard.
      hold(true);
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

function endOf(child: ChildProcess, words: () => string): Promise<DecoderEndedError> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(new DecoderEndedError(`The decoder did not start: ${error.message}`)));
    child.once("close", (code, signal) => {
      const why = signal === null ? `exited with code: ${code}` : `was ended by ${signal}`;
      resolve(new DecoderEndedError(`The decoder ${why}${words() === "" ? "" : `: ${words()}`}`, signal));
    });
  });
}

/** Only what is understood counts: a process that was taken over may say anything. */
function newsOf(message: unknown): JobNews {
  if (typeof message !== "object" || message === null) return {};
  if ("step" in message && typeof message.step === "string") return { step: message.step };
  if ("answer" in message) return { answer: message.answer };
  if (!("fault" in message) || typeof message.fault !== "object" || message.fault === null) return {};
  const { name, message: words } = { name: "Error", message: "", ...message.fault };
  return { fault: { name: String(name), message: String(words) } };
}
