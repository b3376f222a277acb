/** What the fee of a project buys, in the words that students read and a school sees beforehand. */
import type { Bilingual } from "../core/bilingual.ts";

/** `attemptsLimit`: photos at most; null: as many as the student likes. */
export const onePaymentWords = (attemptsLimit: number | null): Bilingual => ({
  zh: `一次缴费，${attemptsLimit === null ? "多次拍摄" : `最多拍摄 ${attemptsLimit} 次`}，直到您满意提交为止`,
  en: `One payment, ${attemptsLimit === null ? "as many photos as you like" : `up to ${attemptsLimit} photos`} until you submit`,
});
