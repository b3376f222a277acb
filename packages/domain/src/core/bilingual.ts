/** Text for users in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

export const languages: readonly Language[] = ["zh", "en"];
