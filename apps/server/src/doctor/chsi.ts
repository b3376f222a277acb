/** CHSI: the issuer of codes and the registry, each asked for something that is not there. */
import { randomUUID } from "node:crypto";
import { type Check, type Finding, found, ok } from "./check.ts";

const lineFaults: readonly string[] = ["unreachable", "busy", "unauthorized", "request-refused", "answer-unreadable"];

export const chsi: Check = {
  label: { zh: "学信网", en: "CHSI" },
  run: async ({ ports: { issuer, registry } }) => {
    const opened = await issuer.decode(`doctor-${randomUUID()}`);
    const asked = await registry.askBatch(randomUUID());
    return [
      judge("采集码接口", "issuer of codes", "fault" in opened ? opened.fault : "opened", "ISSUER"),
      judge("照片上传接口", "registry", "fault" in asked ? asked.fault : "known", "REGISTRY"),
    ];
  },
};

function judge(zh: string, en: string, said: string, setting: string): Finding {
  if (!lineFaults.includes(said)) return ok(`${zh}有回答：${said}`, `the ${en} answers: ${said}`);
  return found(
    said === "busy" ? "warning" : "fault",
    { zh: `${zh}：${said}`, en: `the ${en}: ${said}` },
    said === "unauthorized"
      ? { zh: `检查 GRADPHOTO_${setting}_KEY`, en: `look at GRADPHOTO_${setting}_KEY` }
      : { zh: `检查 GRADPHOTO_${setting}_URL 与网络`, en: `look at GRADPHOTO_${setting}_URL and the network` },
  );
}
