/** Purposes for which staff may look at a student's picture. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

export const picturePurposes = {
  review: { zh: "审核", en: "review" },
  service: { zh: "客服", en: "customer service" },
  school: { zh: "学校", en: "school" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const isPicturePurpose = isKeyOf(picturePurposes);
