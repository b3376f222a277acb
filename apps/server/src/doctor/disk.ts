/** Checks the free space on this machine's disks. */
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { type Check, createFault, createFinding, ok } from "./check.ts";

const gb = 1e9;
const warnBelow = 5 * gb;
const faultBelow = gb;

export const disk: Check = {
  label: { zh: "磁盘", en: "disk" },
  run: ({ config }) =>
    Promise.all(
      [tmpdir(), ...(config.objectsFolder === null ? [] : [config.objectsFolder])].map(async (folder) => {
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
      }),
    ),
};
