/** Age of the last backup, which `gradphoto backup` records in the bucket. */
import { judgeBackup } from "../health/connections/limits.ts";
import { type Check, createFinding, createWarning, ok } from "./check.ts";

const key = "backups/last";
const hourMs = 3_600_000;
const setUp = {
  zh: "准备好 /var/backups/gradphoto，systemctl enable --now gradphoto-backup.timer，见 docs/operations 的“备份”",
  en: "prepare /var/backups/gradphoto, then systemctl enable --now gradphoto-backup.timer: docs/operations, Back up",
};

export const backup: Check = {
  label: { zh: "备份", en: "backup" },
  run: async ({ clock, ports: { plainObjects } }) => {
    const stored = await plainObjects.get(key);
    const at = new Date(stored ? Buffer.from(stored).toString().trim() : "");
    if (Number.isNaN(at.getTime())) {
      return [createWarning({ zh: "还没有备份过", en: "no backup was made yet" }, setUp)];
    }
    const ageMs = clock().getTime() - at.getTime();
    const hours = Math.round(ageMs / hourMs);
    const observation = { zh: `上一次在 ${hours} 小时前`, en: `the last one was made ${hours} hours ago` };
    const measured = { what: "backup_finished", of: "service", at } as const;
    const state = judgeBackup(ageMs);
    if (state === "ok") return [{ ...ok(observation.zh, observation.en), measured }];
    const look = {
      zh: "journalctl -u gradphoto-backup -n 20 -o cat 说明原因，再运行 gradphoto backup",
      en: "journalctl -u gradphoto-backup -n 20 -o cat says why; then run gradphoto backup",
    };
    return [{ ...createFinding(state, observation, look), measured }];
  },
};
