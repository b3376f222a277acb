/** How much memory a process and all its descendants hold, read from Linux's /proc. */
import { readdirSync, readFileSync } from "node:fs";

export interface TreeMemory {
  readonly rssMb: number;
  readonly peakMb: number;
}

/** Megabytes (2^20), summed over the processes: resident now, and the most each has ever held, as the kernel kept it. */
export function memoryOfTree(pid: number): TreeMemory {
  let rssKb = 0;
  let peakKb = 0;
  for (const member of [pid, ...descendantsOf(pid)]) {
    const status = readIfThere(`/proc/${member}/status`);
    rssKb += Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    peakKb += Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  }
  return { rssMb: Math.round(rssKb / 1024), peakMb: Math.round(peakKb / 1024) };
}

function descendantsOf(pid: number): readonly number[] {
  const children = tasksOf(pid).flatMap((task) =>
    readIfThere(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function tasksOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Empty when the process or thread has ended meanwhile. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
