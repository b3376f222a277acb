/** Checks of the object store and of its last backup. */
import { judgeBackup } from "../health/connections/limits.ts";
import { probeStore } from "../health/connections/probe-store.ts";
import {
  type Check,
  createFault,
  createFinding,
  createWarning,
  type Finding,
  ok,
} from "./check.ts";

const key = "backups/last";
const hourMs = 3_600_000;
const setUp = {
  zh: "准备好 /var/backups/gradphoto，systemctl enable --now gradphoto-backup.timer，见 docs/operations/backup.zh.md",
  en: "prepare /var/backups/gradphoto, then systemctl enable --now gradphoto-backup.timer: docs/operations/backup.md",
};

/** Age of the last backup, which `gradphoto backup` records in the bucket. */
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
    const observation = {
      zh: `上一次在 ${hours} 小时前`,
      en: `the last one was made ${hours} hours ago`,
    };
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

/** Location, encryption and availability of the store. */
export const objects: Check = {
  label: { zh: "照片存储", en: "object store" },
  run: async ({ config, secrets, env, ports: { objects: store } }) => {
    const findings: Finding[] = [];
    const place = env.GRADPHOTO_OBJECTS ?? "";
    if (config.objectsFolder !== null) {
      findings.push(
        createWarning(
          {
            zh: `照片在本机文件夹 ${config.objectsFolder}`,
            en: `pictures are in a folder, ${config.objectsFolder}`,
          },
          {
            zh: "生产环境用桶：GRADPHOTO_OBJECTS=https://…",
            en: "production has a bucket: GRADPHOTO_OBJECTS=https://…",
          },
        ),
      );
    } else if (!place.startsWith("https:")) {
      findings.push(
        createWarning(
          { zh: "到桶的连接没有加密", en: "the line to the bucket is not encrypted" },
          { zh: "改用 https 地址", en: "use its https address" },
        ),
      );
    }
    if (secrets.objectKeys.length === 0) {
      findings.push(
        createFault(
          { zh: "照片未加密存放", en: "pictures are stored as they are" },
          { zh: "设置 GRADPHOTO_OBJECT_KEYS", en: "set GRADPHOTO_OBJECT_KEYS" },
        ),
      );
    }
    return [...findings, await probeStore(store)];
  },
};
