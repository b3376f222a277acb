/** A page on a quarter of the processor: all threads of its process together, those of its workers too. Root on Linux alone. */
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Phone } from "../student/phone.ts";

const periodUs = 100_000;
const share = 1 / 4;
const groups = "/sys/fs/cgroup/cpu";

/** null where the system has no such groups (it has those of Linux's first kind, for root), or they are not ours to make. */
export async function onAQuarter<Value>({ page }: Phone, work: () => Promise<Value>): Promise<Value | null> {
  if (!existsSync(join(groups, "cpu.cfs_quota_us"))) return null;
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error("Chromium is not spoken to");
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => String(id));
  const group = join(groups, `gradphoto-${process.pid}`);
  mkdirSync(group);
  try {
    writeFileSync(join(group, "cpu.cfs_period_us"), String(periodUs));
    writeFileSync(join(group, "cpu.cfs_quota_us"), String(Math.round(periodUs * cpus().length * share)));
    for (const pid of pids) writeFileSync(join(group, "cgroup.procs"), pid);
    return await work();
  } finally {
    for (const pid of pids) writeFileSync(join(groups, "cgroup.procs"), pid);
    rmdirSync(group);
  }
}
