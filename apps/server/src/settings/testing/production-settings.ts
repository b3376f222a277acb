/** Settings that production accepts, and the expected messages for others. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import { readServiceConfig } from "../service-config.ts";

export const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64");
export const random = (): string => randomBytes(32).toString("base64");
/** A secret in the format of those that outside systems issue. */
const secret = (): string => randomBytes(16).toString("hex");
const merchantKeys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
export const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://user:password@db/gradphoto?sslmode=verify-full",
  GRADPHOTO_WECHAT_URL: "https://api.weixin.qq.com",
  GRADPHOTO_WECHAT_PAGES_URL: "https://open.weixin.qq.com",
  GRADPHOTO_SMS_URL: "https://sms.example.org",
  GRADPHOTO_ISSUER_URL: "https://codes.example.org/",
  GRADPHOTO_REGISTRY_URL: "https://registry.example.org/",
  GRADPHOTO_SEAL_KEYS: `k2:${random()},k1:${random()}`,
  GRADPHOTO_SEARCH_KEY: random(),
  GRADPHOTO_WECHAT_MINI_PROGRAM: `wxa:${secret()}`,
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: "wxb:real:secret-of-the-account",
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes.map((code) => `${code}:T-${code}`).join(","),
  GRADPHOTO_SMS_KEY: random(),
  GRADPHOTO_ISSUER_KEY: random(),
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: random(),
  GRADPHOTO_AUDIT_KEYS: `a1:${random()}`,
  GRADPHOTO_LINK_KEY: random(),
  GRADPHOTO_OBJECTS: "https://s3.example.org/photos",
  GRADPHOTO_S3_KEY: `id:${secret()}`,
  GRADPHOTO_OBJECT_KEYS: `o1:${random()}`,
  GRADPHOTO_WECHAT_PAY_URL: "https://api.mch.weixin.qq.com",
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1234567890:0123456789ABCDEF0123",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: merchantKeys.privateKey.replaceAll("\n", "\\n"),
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: secret(),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_01",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: merchantKeys.publicKey,
  GRADPHOTO_PUBLIC_URL: "https://photo.example.org/",
  GRADPHOTO_REGISTRY_KEY: random(),
  GRADPHOTO_OPERATOR_ZH: "某某公司",
  GRADPHOTO_OPERATOR_EN: "Some Company Ltd",
  GRADPHOTO_PRIVACY_CONTACT: "privacy@example.org",
};

export const faultsOf = (env: Record<string, string>): string => {
  try {
    readServiceConfig(env);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};
