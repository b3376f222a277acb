/** How far the processes that decode strangers' photos must be shut off before production starts. */
import { engineReads, findIsolation, type IsolationLevel } from "@gradphoto/engine/node";
import type { ServiceConfig } from "../settings/service-config.ts";

const strongestFirst: readonly IsolationLevel[] = ["sandbox", "bubblewrap", "namespaces", "privileges", "process"];

export const isWeaker = (level: IsolationLevel, least: IsolationLevel): boolean =>
  strongestFirst.indexOf(level) > strongestFirst.indexOf(least);

/** Without it a decoder that a photo took over reaches the network. */
export const strongEnough: IsolationLevel = "bubblewrap";

export const findLevel = async (): Promise<IsolationLevel> => (await findIsolation(engineReads)).level;

export const isolationAdvice = {
  zh: "安装 util-linux 2.41 或 bubblewrap，并允许进程建立命名空间（systemd 单元里的 RestrictNamespaces，容器的 seccomp 配置）",
  en: "install util-linux 2.41 or bubblewrap, and let processes make namespaces (RestrictNamespaces of the unit, the container's seccomp profile)",
} as const;

/** Throws an Error that says what to do. It is no fault of the settings: a machine that was too busy to try is tried again. */
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
