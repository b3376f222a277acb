/**
 * RSA2 in both directions: verifies the merchant's parameters, signs answers and notifications. Source:
 * opendocs.alipay.com, OpenAPI 2.0.
 */
import { sign, verify } from "node:crypto";
import { alipayKeys } from "./alipay-keys.ts";

export type Fields = Readonly<Record<string, string>>;

const signedText = (fields: Fields, left: readonly string[]): string =>
  Object.keys(fields)
    .filter((name) => !left.includes(name) && fields[name] !== "")
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join("&");

const keyOf = (isForged: boolean): string =>
  (isForged ? alipayKeys.merchant : alipayKeys.alipay).privateKey;

/** Whether the merchant signed these parameters. */
export function isSignedByMerchant(fields: Fields): boolean {
  if (fields.sign_type !== "RSA2") return false;
  const signature = Buffer.from(fields.sign ?? "", "base64");
  return verify(
    "sha256",
    Buffer.from(signedText(fields, ["sign"])),
    alipayKeys.merchant.publicKey,
    signature,
  );
}

/** The signature of a notification excludes `sign_type`. */
export const signFields = (fields: Fields, isForged: boolean): string =>
  sign("sha256", Buffer.from(signedText(fields, ["sign", "sign_type"])), keyOf(isForged)).toString(
    "base64",
  );

/** Signs the exact text of an answer. */
export const signText = (text: string, isForged: boolean): string =>
  sign("sha256", Buffer.from(text), keyOf(isForged)).toString("base64");
