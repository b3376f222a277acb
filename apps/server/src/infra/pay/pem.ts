/** Keys in PEM as settings: one that can sign, or one that can check. */
import { createPrivateKey, createPublicKey } from "node:crypto";
import { z } from "zod";

const works = (make: () => unknown): boolean => {
  try {
    make();
    return true;
  } catch {
    return false;
  }
};

export const isPrivateKey = (pem: string): boolean => works(() => createPrivateKey(pem));

/** A private key would check signatures too, but has no business there. */
export const isPublicKey = (pem: string): boolean => !isPrivateKey(pem) && works(() => createPublicKey(pem));

/** Where a setting takes one line alone, its line breaks may be written as \\n. */
export const pem = (isKey: (text: string) => boolean) =>
  z
    .string()
    .transform((text) => text.replaceAll("\\n", "\n"))
    .refine(isKey, "must be a key in PEM");
