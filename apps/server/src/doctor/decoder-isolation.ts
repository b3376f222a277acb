/** Minimum isolation of the processes that decode uploaded photos, required before production starts. */
import { engineReads, findIsolation, type IsolationLevel } from "@gradphoto/engine/node";
import type { ServiceConfig } from "../settings/service-config.ts";
import { type Check, createFinding, type Finding, ok } from "./check.ts";

const strongestFirst: readonly IsolationLevel[] = [
  "sandbox",
  "bubblewrap",
  "namespaces",
  "privileges",
  "process",
];

const isWeaker = (level: IsolationLevel, least: IsolationLevel): boolean =>
  strongestFirst.indexOf(level) > strongestFirst.indexOf(least);

/** Minimum level. At weaker ones, a compromised decoder can reach the network. */
const strongEnough: IsolationLevel = "bubblewrap";

const findLevel = async (): Promise<IsolationLevel> => (await findIsolation(engineReads)).level;

const isolationAdvice = {
  zh: "安装 util-linux 2.41 或 bubblewrap，并允许进程建立命名空间（systemd 单元里的 RestrictNamespaces，容器的 seccomp 配置）",
  en: "install util-linux 2.41 or bubblewrap, and let processes make namespaces (RestrictNamespaces of the unit, the container's seccomp profile)",
} as const;

/**
 * Throws an Error with instructions if the isolation is too weak. It is not a settings error, so systemd retries when
 * the machine was only too busy for the probe.
 */
export async function requireIsolation(
  { demo, decoderIsolation }: Pick<ServiceConfig, "demo" | "decoderIsolation">,
  find: () => Promise<IsolationLevel> = findLevel,
): Promise<void> {
  if (demo) return;
  const level = await find();
  if (!isWeaker(level, decoderIsolation)) return;
  const asIs = `GRADPHOTO_DECODER_ISOLATION=${level}`;
  throw new Error(
    `解码陌生照片的进程在这台机器上只隔离到 ${level}，需要 ${decoderIsolation}：${isolationAdvice.zh}；要带着这个风险运行，设置 ${asIs} / Processes that decode strangers' photos are isolated to ${level} alone here, and ${decoderIsolation} is required: ${isolationAdvice.en}; to run with that risk set ${asIs}`,
  );
}

type Required = Pick<ServiceConfig, "demo" | "decoderIsolation">;

const words = {
  sandbox: {
    zh: "无网络、无特权，系统调用受过滤，只读程序所在的文件夹",
    en: "no network, no privilege, filtered calls",
  },
  bubblewrap: {
    zh: "无网络、无特权，只读的文件系统",
    en: "no network, no privilege, a file system to read",
  },
  namespaces: { zh: "无网络、无特权", en: "no network, no privilege" },
  privileges: { zh: "无特权，但有网络", en: "no privilege, but the network" },
  process: { zh: "只是单独的进程", en: "a process of their own, and no more" },
} as const;

/** Judges the isolation. Production does not start below the level that its settings require. */
export function decodingFinding(
  level: IsolationLevel,
  { demo, decoderIsolation }: Required,
): Finding {
  const observation = { zh: `${level}：${words[level].zh}`, en: `${level}: ${words[level].en}` };
  if (!isWeaker(level, strongEnough)) return ok(observation.zh, observation.en);
  return createFinding(
    !demo && isWeaker(level, decoderIsolation) ? "fault" : "warning",
    observation,
    isolationAdvice,
  );
}

/** Checks how well this machine isolates the processes that decode uploaded photos. */
export const decoding: Check = {
  label: { zh: "照片解码的隔离", en: "decoding" },
  run: async ({ config }) => [decodingFinding(await findLevel(), config)],
};
