/** Settings that production accepts, and the message for settings that it refuses. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import { readServiceConfig } from "../service-config.ts";

/** Returns a key whose bytes all are `fill`, like those of development. */
export const repeatedByteKey = (fill: number): string => Buffer.alloc(32, fill).toString("base64");
export const randomKey = (): string => randomBytes(32).toString("base64");
/** Returns a secret in the format of those that external systems issue. */
const randomHexSecret = (): string => randomBytes(16).toString("hex");
const merchantKeys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
export const productionSettings = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://user:password@db/gradphoto?sslmode=verify-full",
  GRADPHOTO_WECHAT_URL: "https://api.weixin.qq.com",
  GRADPHOTO_WECHAT_PAGES_URL: "https://open.weixin.qq.com",
  GRADPHOTO_SMS_URL: "https://sms.example.org",
  GRADPHOTO_ISSUER_URL: "https://codes.example.org/",
  GRADPHOTO_REGISTRY_URL: "https://registry.example.org/",
  GRADPHOTO_SEAL_KEYS: `k2:${randomKey()},k1:${randomKey()}`,
  GRADPHOTO_SEARCH_KEY: randomKey(),
  GRADPHOTO_WECHAT_MINI_PROGRAM: `wxa:${randomHexSecret()}`,
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: "wxb:real:secret-of-the-account",
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes.map((code) => `${code}:T-${code}`).join(","),
  GRADPHOTO_SMS_KEY: randomKey(),
  GRADPHOTO_ISSUER_KEY: randomKey(),
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: randomKey(),
  GRADPHOTO_AUDIT_KEYS: `a1:${randomKey()}`,
  GRADPHOTO_LINK_KEY: randomKey(),
  GRADPHOTO_OBJECTS: "https://s3.example.org/photos",
  GRADPHOTO_S3_KEY: `id:${randomHexSecret()}`,
  GRADPHOTO_OBJECT_KEYS: `o1:${randomKey()}`,
  GRADPHOTO_WECHAT_PAY_URL: "https://api.mch.weixin.qq.com",
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1234567890:0123456789ABCDEF0123",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: merchantKeys.privateKey.replaceAll("\n", "\\n"),
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: randomHexSecret(),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_01",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: merchantKeys.publicKey,
  GRADPHOTO_PUBLIC_URL: "https://photo.example.org/",
  GRADPHOTO_REGISTRY_KEY: randomKey(),
  GRADPHOTO_OPERATOR_ZH: "某某公司",
  GRADPHOTO_OPERATOR_EN: "Some Company Ltd",
  GRADPHOTO_PRIVACY_CONTACT: "privacy@example.org",
};

/** Returns the message for refused settings; empty if they are accepted. */
export const settingsError = (env: Record<string, string>): string => {
  try {
    readServiceConfig(env);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};
