/** Checks the object store: its location, encryption and availability. */
import { probeStore } from "../health/connections/probe-store.ts";
import { type Check, createFault, createWarning, type Finding } from "./check.ts";

export const objects: Check = {
  label: { zh: "照片存储", en: "object store" },
  run: async ({ config, secrets, env, ports: { objects: store } }) => {
    const findings: Finding[] = [];
    const place = env.GRADPHOTO_OBJECTS ?? "";
    if (config.objectsFolder !== null) {
      findings.push(
        createWarning(
          { zh: `照片在本机文件夹 ${config.objectsFolder}`, en: `pictures are in a folder, ${config.objectsFolder}` },
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
