/** How much memory a process and all its descendants hold, read from Linux's /proc. */
import { readdirSync, readFileSync } from "node:fs";

/** Megabytes (2^20): resident pages of each process summed, and the same with shared pages counted once. */
export function memoryOfTree(pid) {
  let rssKb = 0;
  let pssKb = 0;
  for (const member of [pid, ...descendantsOf(pid)]) {
    const rollup = readIfThere(`/proc/${member}/smaps_rollup`);
    rssKb += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    pssKb += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return { rssMb: Math.round(rssKb / 1024), pssMb: Math.round(pssKb / 1024) };
}

function descendantsOf(pid) {
  const children = tasksOf(pid).flatMap((task) =>
    readIfThere(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean),
  );
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function tasksOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Empty when the process or thread has ended meanwhile. */
function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
