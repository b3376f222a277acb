/** Education categories that a school may offer. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

export const educationCategories = {
  graduate: { zh: "研究生", en: "Postgraduate" },
  bachelor: { zh: "普通本科", en: "Regular undergraduate" },
  associate: { zh: "普通专科", en: "Regular junior college" },
  adult: { zh: "成人高等教育", en: "Adult higher education" },
  online: { zh: "网络教育", en: "Online education" },
  "self-study": { zh: "自学考试", en: "Self-study examination" },
  vocational: { zh: "中等职业", en: "Secondary vocational education" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type EducationCategory = keyof typeof educationCategories;

export const isEducationCategory = isKeyOf(educationCategories);

export const allEducationCategories: readonly EducationCategory[] =
  Object.keys(educationCategories).filter(isEducationCategory);
