/** Of a spec of our own in a table: whether projects can choose it; its numbers are seen beside their drawing. */
import type { Bilingual } from "@gradphoto/domain";
import type { Setting } from "./setting-row.ts";

/** null: it is no spec. */
export function shortSpecWords(value: Setting["value"]): Bilingual | null {
  if (typeof value !== "object" || !("widthPx" in value)) return null;
  if (value.name.zh === "") return { zh: "—", en: "—" };
  return value.retired ? { zh: "已停用", en: "Retired" } : { zh: "可以选用", en: "Offered to projects" };
}
