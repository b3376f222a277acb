/** How far the processes that decode strangers' photos are shut off on this machine. */
import { engineReads, findIsolation } from "@gradphoto/engine/node";
import { type Check, found, ok } from "./check.ts";

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

export const decoding: Check = {
  label: { zh: "照片解码的隔离", en: "decoding" },
  run: async () => {
    const { level } = await findIsolation(engineReads);
    const saw = { zh: `${level}：${words[level].zh}`, en: `${level}: ${words[level].en}` };
    if (level !== "privileges" && level !== "process") return [ok(saw.zh, saw.en)];
    return [
      found("warning", saw, {
        zh: "安装 util-linux 2.41 或 bubblewrap，并允许进程建立命名空间（systemd 单元里的 RestrictNamespaces，容器的 seccomp 配置）",
        en: "install util-linux 2.41 or bubblewrap, and let processes make namespaces (RestrictNamespaces of the unit, the container's seccomp profile)",
      }),
    ];
  },
};
