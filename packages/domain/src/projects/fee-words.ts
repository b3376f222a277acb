/** Description of what a project's fee includes, for students and, before confirmation, for the school. */
import type { Bilingual } from "../core/bilingual.ts";

/** `attemptsLimit`: maximum number of photos; null: unlimited. */
export const onePaymentWords = (attemptsLimit: number | null): Bilingual => ({
  zh: `一次缴费，${attemptsLimit === null ? "多次拍摄" : `最多拍摄 ${attemptsLimit} 次`}，直到您满意提交为止`,
  en: `One payment, ${attemptsLimit === null ? "as many photos as you like" : `up to ${attemptsLimit} photos`} until you submit`,
});
