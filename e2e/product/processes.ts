/** Ends processes, and reads those of a running product from /proc, so only on Linux. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";

/** Sends SIGTERM to a process and waits for its end. */
export async function endGently(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

interface RunningProduct {
  readonly pid: number;
}

/** Returns all descendants of a process. */
export function processesOf(pid: number): readonly Process[] {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)));
  const childrenOf = (parent: number): readonly Process[] =>
    processes
      .filter((one) => one.parent === parent)
      .flatMap((one) => [one, ...childrenOf(one.pid)]);
  return childrenOf(pid);
}

/** Finds a program among the product's own processes, because another product may run at the same time. */
export const childPid = ({ pid }: RunningProduct, program: string): number | null =>
  processesOf(pid).find(({ command }) => command.endsWith(`programs/${program}`))?.pid ?? null;

/** Suspends a program to simulate an overloaded machine. Returns a function that resumes it. */
export function pause(product: RunningProduct, program: string): () => void {
  const pid = childPid(product, program);
  if (pid === null) throw new Error(`${program} is not running`);
  process.kill(pid, "SIGSTOP");
  return () => process.kill(pid, "SIGCONT");
}

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function read(pid: number): readonly Process[] {
  const stat = statOf(pid);
  if (stat === null) return [];
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8")
      .split("\0")
      .filter(Boolean)
      .join(" ");
    return [{ pid, parent: stat.parent, command }];
  } catch {
    return [];
  }
}

/** Duration of a tick. Linux counts CPU time in hundredths of a second. */
const tickMs = 10;

export interface Stat {
  /** State letter of proc(5): R is running, Z is a zombie. */
  readonly state: string;
  readonly parent: number;
  /** CPU time with that of ended children. */
  readonly cpuMs: number;
}

/** Reads the state; returns null if the process does not exist. */
export function statOf(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const cpuMs = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tickMs, 0);
    return { state: fields[0] ?? "", parent: Number(fields[1]), cpuMs };
  } catch {
    return null;
  }
}

/** Returns the environment of a process. Throws if it is not running. */
export const environmentOf = (pid: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .filter(Boolean)
      .map((setting) => [
        setting.slice(0, setting.indexOf("=")),
        setting.slice(setting.indexOf("=") + 1),
      ]),
  );
