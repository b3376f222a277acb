/** The store of pictures: that what is put there comes back whole, and goes. */
import { randomBytes, randomUUID } from "node:crypto";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { type Check, type Finding, found, ok } from "./check.ts";

export const objects: Check = {
  label: { zh: "照片存储", en: "object store" },
  run: async ({ config, secrets, env, ports: { objects: store } }) => {
    const findings: Finding[] = [];
    const place = env.GRADPHOTO_OBJECTS ?? "";
    if (config.objectsFolder !== null) {
      findings.push(
        found(
          "warning",
          { zh: `照片在本机文件夹 ${config.objectsFolder}`, en: `pictures are in a folder, ${config.objectsFolder}` },
          {
            zh: "生产环境用桶：GRADPHOTO_OBJECTS=https://…",
            en: "production has a bucket: GRADPHOTO_OBJECTS=https://…",
          },
        ),
      );
    } else if (!place.startsWith("https:")) {
      findings.push(
        found(
          "warning",
          { zh: "到桶的连接没有加密", en: "the line to the bucket is not encrypted" },
          { zh: "改用 https 地址", en: "use its https address" },
        ),
      );
    }
    if (secrets.objectKeys.length === 0) {
      findings.push(
        found(
          "fault",
          { zh: "照片未加密存放", en: "pictures are stored as they are" },
          { zh: "设置 GRADPHOTO_OBJECT_KEYS", en: "set GRADPHOTO_OBJECT_KEYS" },
        ),
      );
    }
    const key = `doctor/${randomUUID()}`;
    const bytes = randomBytes(1024);
    try {
      await store.put(key, bytes);
      const back = await store.get(key);
      await store.delete(key);
      const isGone = (await store.head(key)) === null;
      if (back !== null && bytes.equals(back) && isGone) {
        findings.push(ok("存、取、删都正常", "what is put comes back and can be deleted"));
      } else {
        findings.push(
          found(
            "fault",
            { zh: "存入的内容没有原样取回，或没有删掉", en: "what was put did not come back as it was, or stayed" },
            { zh: "检查桶的版本与生命周期规则", en: "look at the bucket's versions and rules" },
          ),
        );
      }
    } catch (error) {
      if (!(error instanceof ObjectStoreError)) throw error;
      findings.push(
        found(
          "fault",
          { zh: `存储不可用：${error.message}`, en: `the store does not serve us: ${error.message}` },
          {
            zh: "检查 GRADPHOTO_OBJECTS、GRADPHOTO_S3_KEY、GRADPHOTO_S3_REGION 与网络",
            en: "look at GRADPHOTO_OBJECTS, GRADPHOTO_S3_KEY, GRADPHOTO_S3_REGION and the network",
          },
        ),
      );
    }
    return findings;
  },
};
