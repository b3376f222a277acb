/** Whether a setting holds a key that can sign, or one that can check. */
import { createPrivateKey, createPublicKey } from "node:crypto";

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
