/** A setting as the service returns it. */
import type { Bilingual } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

export type Setting = RouteAnswer<"readConfiguration">["settings"][number];

/** A setting whose dialog is open. */
export interface OpenSettingDialog {
  readonly setting: Setting;
  readonly as: "propose" | "decide";
}

/**
 * `words`: the complete value as text. For a custom spec, the text is whether projects can choose it; its numbers are
 * displayed next to its drawing.
 */
export function valueText(value: Setting["value"], words: Bilingual): Bilingual {
  if (typeof value === "object" && "widthPx" in value) {
    if (value.name.zh === "") return { zh: "—", en: "—" };
    return value.retired
      ? { zh: "已停用", en: "Retired" }
      : { zh: "可以选用", en: "Offered to projects" };
  }
  return {
    zh: words.zh.replaceAll("{link}", "〔链接〕"),
    en: words.en.replaceAll("{link}", "[link]"),
  };
}
