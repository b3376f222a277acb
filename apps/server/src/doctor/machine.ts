/** Checks of this machine: its clock and its disks. */
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { z } from "zod";
import { judgeClock } from "../health/connections/limits.ts";
import {
  type Check,
  createFault,
  createFinding,
  type DoctorDeps,
  type Finding,
  ok,
} from "./check.ts";

const gb = 1e9;
const warnBelow = 5 * gb;
const faultBelow = gb;

/** Checks the free space. */
export const disk: Check = {
  label: { zh: "磁盘", en: "disk" },
  run: ({ config }) =>
    Promise.all(
      [tmpdir(), ...(config.objectsFolder === null ? [] : [config.objectsFolder])].map(
        async (folder) => {
          // Before the first picture the folder does not exist.
          const space = await statfs(folder).catch(() => statfs(dirname(folder)).catch(() => null));
          if (!space) {
            return createFault(
              { zh: `没有文件夹 ${folder}`, en: `there is no folder ${folder}` },
              { zh: "建立它，归服务的用户所有", en: "make it, of the service's user" },
            );
          }
          const free = space.bavail * space.bsize;
          const observation = {
            zh: `${folder} 还有 ${(free / gb).toFixed(1)} GB`,
            en: `${(free / gb).toFixed(1)} GB are free in ${folder}`,
          };
          if (free >= warnBelow) return ok(observation.zh, observation.en);
          return createFinding(free < faultBelow ? "fault" : "warning", observation, {
            zh: "清理或扩大磁盘",
            en: "clear or enlarge the disk",
          });
        },
      ),
    ),
};

const row = z.tuple([z.object({ ms: z.coerce.number() })]);

/** Compares the clock with the database's and WeChat's. Payments and one-time codes depend on it. */
export const clock: Check = {
  label: { zh: "时钟", en: "clock" },
  run: async (deps) => {
    const { rows } = await deps.database.pool.query(
      "select extract(epoch from clock_timestamp()) * 1000 as ms",
    );
    const findings = [
      judge("数据库", "the database", deps.clock().getTime() - row.parse(rows)[0].ms),
    ];
    const outsideMs = await readOutside(deps);
    // The date header has a resolution of one second.
    if (outsideMs !== null)
      findings.push(judge("外界", "the outside", deps.clock().getTime() - outsideMs - 500));
    return findings;
  },
};

async function readOutside({ config, timeoutMs }: DoctorDeps): Promise<number | null> {
  try {
    const { headers } = await fetch(config.wechatUrl, {
      method: "HEAD",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const ms = Date.parse(headers.get("date") ?? "");
    return Number.isNaN(ms) ? null : ms;
  } catch {
    return null; // Reported by its own check.
  }
}

function judge(zh: string, en: string, aheadMs: number): Finding {
  const offMs = Math.abs(Math.round(aheadMs));
  const observation = { zh: `与${zh}相差 ${offMs} 毫秒`, en: `${offMs} ms off ${en}` };
  const state = judgeClock(offMs);
  if (state === "ok") return ok(observation.zh, observation.en);
  return createFinding(state, observation, {
    zh: "启用时间同步（systemd-timesyncd 或 chrony）",
    en: "switch time synchronisation on (systemd-timesyncd or chrony)",
  });
}
