/** RSA keys in PEM as settings: one that can sign, or one that can check. */
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";

/** WeChat Pay and Alipay give keys of this size; smaller ones can be broken. */
const leastBits = 2048;

function keyOf(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const privateKeyIn = (text: string): KeyObject | null => keyOf(() => createPrivateKey(text));

/** A private key would check signatures too, but has no business there. */
const publicKeyIn = (text: string): KeyObject | null =>
  privateKeyIn(text) === null ? keyOf(() => createPublicKey(text)) : null;

/** Where a setting takes one line alone, its line breaks may be written as \\n. */
const pem = (read: (text: string) => KeyObject | null) =>
  z
    .string()
    .transform((text) => text.replaceAll("\\n", "\n"))
    .superRefine((text, context) => {
      const key = read(text);
      if (key === null) context.addIssue("must be a key in PEM");
      else if (key.asymmetricKeyType !== "rsa" || (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits)
        context.addIssue(`must be an RSA key of ${leastBits} bits or more`);
    });

export const privateKeyPem = pem(privateKeyIn);
export const publicKeyPem = pem(publicKeyIn);
