/** The processes of a running product that are killed: found where the system says they are, so on Linux alone. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Product } from "../product/start-product.ts";

export const victims = ["api", "worker", "database"] as const;
export type Victim = (typeof victims)[number];

/** SIGKILL, as a power cut or the system's memory guard would. False when it was dead already. */
export function kill(product: Product, victim: Victim): boolean {
  const pid = victim === "database" ? databasePid(product) : childPid(product, `${victim}.mjs`);
  if (pid === null) return false;
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

function databasePid({ dataFolder }: Product): number | null {
  try {
    const [pid] = readFileSync(join(dataFolder, "database", "cluster", "postmaster.pid"), "utf8").split("\n");
    return Number(pid) || null;
  } catch {
    return null;
  }
}

/** Of the product's own tree: another one may run beside it. */
function childPid({ pid }: Product, program: string): number | null {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)));
  const childrenOf = (parent: number): readonly Process[] =>
    processes.filter((one) => one.parent === parent).flatMap((one) => [one, ...childrenOf(one.pid)]);
  return childrenOf(pid).find(({ command }) => command.endsWith(`bin/${program}`))?.pid ?? null;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function read(pid: number): readonly Process[] {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent] = status.slice(status.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean).join(" ");
    return [{ pid, parent: Number(parent), command }];
  } catch {
    return [];
  }
}
