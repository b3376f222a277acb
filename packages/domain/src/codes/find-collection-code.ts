/** Search for the collection code among the QR codes of a picture. The service and the student app share it. */

const isCollectionCode = (text: string): boolean =>
  /^\s*GPC1\.\w{1,16}\.[\w-]+\.[\w-]+\s*$/.test(text);

/** Options of the QR reader. By default it would rewrite the text of GS1 codes for people. */
export const qrReaderOptions: { readonly formats: ["QRCode"]; readonly textMode: "Plain" } = {
  formats: ["QRCode"],
  textMode: "Plain",
};

/** Options of a second attempt at the same pixels, which reads other codes at little cost. */
export const qrRetryOptions = {
  ...qrReaderOptions,
  binarizer: "GlobalHistogram",
  tryDenoise: true,
} as const;

interface QrCode {
  readonly text: string;
  /** False for a code whose error correction failed. */
  readonly isValid: boolean;
}

export interface SearchBudget {
  readonly nowMs: () => number;
  /** Time after which no further attempt begins. */
  readonly budgetMs: number;
}

/**
 * Makes the attempts in order until one reads a collection code or the time is used up. Falls back to the first other text, so that the issuer
 * reports what is wrong with it. Returns null when no attempt reads any code.
 */
export async function findCollectionCode(
  attempts: readonly (() => Promise<readonly QrCode[]>)[],
  budget?: SearchBudget,
): Promise<string | null> {
  const beganMs = budget?.nowMs() ?? 0;
  let other: string | null = null;
  for (const attempt of attempts) {
    const texts = (await attempt())
      .filter(({ isValid, text }) => isValid && text !== "")
      .map(({ text }) => text);
    const code = texts.find(isCollectionCode);
    if (code !== undefined) return code;
    other ??= texts[0] ?? null;
    if (budget && budget.nowMs() - beganMs >= budget.budgetMs) break;
  }
  return other;
}
