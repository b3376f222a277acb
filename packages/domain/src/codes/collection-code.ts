/** Which text of a picture is the collection code: a screenshot may show other QR codes beside it. */

const isCollectionCode = (text: string): boolean => /^\s*GPC1\.\w{1,16}\.[\w-]+\.[\w-]+\s*$/.test(text);

/** Without one of the right form, the first: the issuer says what is wrong with it. Null where there is no text. */
export const findCollectionCode = (texts: readonly string[]): string | null =>
  texts.find(isCollectionCode) ?? texts[0] ?? null;
