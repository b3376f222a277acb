/** Schemas of RSA keys in PEM: a private key for signing, or a public key for verification. */
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";

/** Minimum key size, that of WeChat Pay and Alipay. Smaller keys are insecure. */
const minBits = 2048;

function keyOf(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const privateKeyIn = (text: string): KeyObject | null => keyOf(() => createPrivateKey(text));

/** Parses a public key. Rejects a private key: it would verify signatures too, but must not be in this setting. */
const publicKeyIn = (text: string): KeyObject | null =>
  privateKeyIn(text) === null ? keyOf(() => createPublicKey(text)) : null;

/** Returns the schema of a PEM. Its line breaks may be written as \\n, for settings that allow only one line. */
const pem = (read: (text: string) => KeyObject | null) =>
  z
    .string()
    .transform((text) => text.replaceAll("\\n", "\n"))
    .superRefine((text, context) => {
      const key = read(text);
      if (key === null) context.addIssue("must be a key in PEM");
      else if (
        key.asymmetricKeyType !== "rsa" ||
        (key.asymmetricKeyDetails?.modulusLength ?? 0) < minBits
      )
        context.addIssue(`must be an RSA key of ${minBits} bits or more`);
    });

export const privateKeyPem = pem(privateKeyIn);
export const publicKeyPem = pem(publicKeyIn);
