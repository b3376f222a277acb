/** Checks how well this machine isolates the processes that decode uploaded photos. */
import type { IsolationLevel } from "@gradphoto/engine/node";
import type { ServiceConfig } from "../settings/service-config.ts";
import { type Check, type Finding, found, ok } from "./check.ts";
import { findLevel, isolationAdvice, isWeaker, strongEnough } from "./decoder-isolation.ts";

type Required = Pick<ServiceConfig, "demo" | "decoderIsolation">;

const words = {
  sandbox: {
    zh: "无网络、无特权，系统调用受过滤，只读程序所在的文件夹",
    en: "no network, no privilege, filtered calls",
  },
  bubblewrap: { zh: "无网络、无特权，只读的文件系统", en: "no network, no privilege, a file system to read" },
  namespaces: { zh: "无网络、无特权", en: "no network, no privilege" },
  privileges: { zh: "无特权，但有网络", en: "no privilege, but the network" },
  process: { zh: "只是单独的进程", en: "a process of their own, and no more" },
} as const;

/** Production does not start below the level that its settings require. */
export function decodingFinding(level: IsolationLevel, { demo, decoderIsolation }: Required): Finding {
  const saw = { zh: `${level}：${words[level].zh}`, en: `${level}: ${words[level].en}` };
  if (!isWeaker(level, strongEnough)) return ok(saw.zh, saw.en);
  return found(!demo && isWeaker(level, decoderIsolation) ? "fault" : "warning", saw, isolationAdvice);
}

export const decoding: Check = {
  label: { zh: "照片解码的隔离", en: "decoding" },
  run: async ({ config }) => [decodingFinding(await findLevel(), config)],
};
