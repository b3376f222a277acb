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
  processesOf(pid).find(({ command }) => command.endsWith(`bin/${program}`))?.pid ?? null;

/** Holds a program of the product still, as a machine under load would; answers how to let it go on. */
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
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent] = status.slice(status.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean).join(" ");
    return [{ pid, parent: Number(parent), command }];
  } catch {
    return [];
  }
}
