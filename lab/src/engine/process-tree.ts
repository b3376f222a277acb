/** CPU time and memory of a process with all its descendants, from Linux's /proc. */
import { readdirSync, readFileSync } from "node:fs";

/**
 * Returns the proportional memory in megabytes (2^20), which counts a shared page once. The kernel needs about 10 ms for
 * each process.
 */
export function pssMbOfTree(pid: number): number {
  let kb = 0;
  for (const member of treeOf(pid))
    kb += Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${member}/smaps_rollup`))?.[1] ?? 0);
  return Math.round(kb / 1024);
}

/** Linux reports CPU time in hundredths of a second on every architecture. */
const msPerTick = 10;
/** Place of the first time in the fields of /proc/<pid>/stat that follow the name: utime, stime, cutime, cstime. */
const firstTime = 11;

/** Returns the CPU time of the tree, with that of descendants that have ended and were awaited. */
export function cpuMsOfTree(pid: number): number {
  let ticks = 0;
  for (const member of treeOf(pid)) {
    const stat = readIfThere(`/proc/${member}/stat`);
    const times = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(firstTime, firstTime + 4);
    for (const time of times) ticks += Number(time);
  }
  return ticks * msPerTick;
}

/** Returns the instructions for 8-bit networks that this processor has, which determine the engine's speed. */
export function cpuClass(): string {
  const flags = readIfThere("/proc/cpuinfo");
  const supported = ["avx512_vnni", "avx_vnni", "asimddp", "avx2"].filter((flag) =>
    new RegExp(`\\b${flag}\\b`).test(flags),
  );
  return supported.join("+") || "unknown";
}

const treeOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

const childrenOf = (pid: number): readonly number[] =>
  tasksOf(pid).flatMap((task) =>
    readIfThere(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean).map(Number),
  );

function tasksOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Reads a file. Returns an empty text if the process or thread has ended meanwhile. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
