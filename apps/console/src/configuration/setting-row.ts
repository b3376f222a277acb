/** A setting as the service returns it. */
import type { Bilingual } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

export type Setting = RouteAnswer<"readConfiguration">["settings"][number];

/** A setting whose dialog is open. */
export interface OpenSettingDialog {
  readonly setting: Setting;
  readonly as: "propose" | "decide";
}

/** A value as text, with a placeholder that people can read. */
export const valueText = (words: Bilingual): Bilingual => ({
  zh: words.zh.replaceAll("{link}", "〔链接〕"),
  en: words.en.replaceAll("{link}", "[link]"),
});
