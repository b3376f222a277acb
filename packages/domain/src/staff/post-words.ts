/** How a post is called wherever it is shown. */
import type { Bilingual } from "../core/bilingual.ts";

interface NamedPost {
  readonly roleLabel: Bilingual;
  readonly school: { readonly name: string } | null;
  readonly province: Bilingual | null;
}

/** Such as `学校管理员 · 暨南大学`. */
export function postWords({ roleLabel: { zh, en }, school, province }: NamedPost): Bilingual {
  const place = school ? { zh: school.name, en: school.name } : province;
  return place ? { zh: `${zh} · ${place.zh}`, en: `${en} · ${place.en}` } : { zh, en };
}
