/** States of an export, from the request to the complete download. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const exportStates = {
  ready: { label: { zh: "可下载", en: "Ready" }, tone: "info" },
  running: { label: { zh: "下载中", en: "Downloading" }, tone: "info" },
  interrupted: { label: { zh: "已中断，可继续下载", en: "Interrupted, can be resumed" }, tone: "warning" },
  done: { label: { zh: "已完成", en: "Done" }, tone: "success" },
  cancelled: { label: { zh: "已取消", en: "Cancelled" }, tone: "neutral" },
  /** Data in the export was deleted in the meantime, at the end of its retention. */
  outdated: { label: { zh: "内容已变，请重新导出", en: "Contents changed, please export again" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ExportState = keyof typeof exportStates;

export const allExportStates = keysOf(exportStates);
