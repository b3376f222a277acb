/** How a post is called wherever it is shown. */
import type { Bilingual } from "../core/bilingual.ts";

interface NamedPost {
  readonly roleLabel: Bilingual;
  readonly school: { readonly name: string } | null;
}

/** Such as `学校管理员 · 暨南大学`. */
export const postWords = ({ roleLabel: { zh, en }, school }: NamedPost): Bilingual =>
  school === null ? { zh, en } : { zh: `${zh} · ${school.name}`, en: `${en} · ${school.name}` };
