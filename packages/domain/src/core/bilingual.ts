/** Text for users in both languages of the product. */

export const brand = { zh: "毕业证照", en: "GradPhoto" } as const;

export const tagline = {
  zh: "凭学信网采集码，用手机完成毕业证件照采集",
  en: "Your graduation certificate photo, taken with a phone and your CHSI collection code",
} as const;

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

export const languages: readonly Language[] = ["zh", "en"];
