/** Selects the collection code among the texts in a picture: a screenshot may contain other QR codes. */

const isCollectionCode = (text: string): boolean => /^\s*GPC1\.\w{1,16}\.[\w-]+\.[\w-]+\s*$/.test(text);

/**
 * Falls back to the first text if none has the right form, so that the issuer reports what is wrong with it. Returns
 * null without any text.
 */
export const findCollectionCode = (texts: readonly string[]): string | null =>
  texts.find(isCollectionCode) ?? texts[0] ?? null;
