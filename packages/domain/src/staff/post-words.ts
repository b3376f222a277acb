/** Formats the name of a post. */
import type { Bilingual } from "../core/bilingual.ts";

interface NamedPost {
  readonly roleLabel: Bilingual;
  readonly school: { readonly name: string } | null;
  readonly department: string | null;
  readonly province: Bilingual | null;
}

/** For example `学校管理员 · 暨南大学` or `院系管理员 · 中山大学 · 软件学院`. */
export function postWords({ roleLabel, school, department, province }: NamedPost): Bilingual {
  const words = (language: "zh" | "en"): string =>
    [roleLabel[language], school?.name, department, province?.[language]]
      .filter((part) => typeof part === "string")
      .join(" · ");
  return { zh: words("zh"), en: words("en") };
}
