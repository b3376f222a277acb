/** The processes of a running product, found where the system says they are, so on Linux alone. */
import { readdirSync, readFileSync } from "node:fs";
import type { Product } from "./start-product.ts";

/** All that the process of this number started, and what those started. */
export function processesOf(pid: number): readonly Process[] {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)));
  const childrenOf = (parent: number): readonly Process[] =>
    processes.filter((one) => one.parent === parent).flatMap((one) => [one, ...childrenOf(one.pid)]);
  return childrenOf(pid);
}

/** Of the product's own tree: another one may run beside it. */
export const childPid = ({ pid }: Product, program: string): number | null =>
  processesOf(pid).find(({ command }) => command.endsWith(`programs/${program}`))?.pid ?? null;

/** Suspends a program to simulate an overloaded machine. Returns a function that resumes it. */
export function pause(product: Product, program: string): () => void {
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
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean).join(" ");
    return [{ pid, parent: stat.parent, command }];
  } catch {
    return [];
  }
}

/** Linux counts in hundredths of a second. */
const tickMs = 10;

export interface Stat {
  /** A letter of proc(5): R runs, Z is over and not waited for. */
  readonly state: string;
  readonly parent: number;
  /** With what it has waited for: of a decoder or a connection's server that ended, its parent tells. */
  readonly cpuMs: number;
}

/** null: there is no such process. */
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

/** What it was started with. Throws when it is not running. */
export const environmentOf = (pid: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .filter(Boolean)
      .map((setting) => [setting.slice(0, setting.indexOf("=")), setting.slice(setting.indexOf("=") + 1)]),
  );
