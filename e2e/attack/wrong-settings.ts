/** Settings that somebody forgot or copied, beside others that are right. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";

export type Settings = Readonly<Record<string, string>>;

const random = (): string => randomBytes(32).toString("base64");
const secret = (): string => randomBytes(16).toString("hex");
const merchant = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** Nothing of it exists; nothing of it is wrong. */
export const right: Settings = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://user:password@db.example.invalid/gradphoto?sslmode=verify-full",
  GRADPHOTO_WECHAT_URL: "https://wechat.example.invalid",
  GRADPHOTO_WECHAT_PAGES_URL: "https://pages.example.invalid",
  GRADPHOTO_SMS_URL: "https://sms.example.invalid",
  GRADPHOTO_ISSUER_URL: "https://codes.example.invalid",
  GRADPHOTO_REGISTRY_URL: "https://registry.example.invalid",
  GRADPHOTO_SEAL_KEYS: `k1:${random()}`,
  GRADPHOTO_SEARCH_KEY: random(),
  GRADPHOTO_WECHAT_MINI_PROGRAM: `wxa:${secret()}`,
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: `wxb:${secret()}`,
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes.map((code) => `${code}:T-${code}`).join(","),
  GRADPHOTO_SMS_KEY: secret(),
  GRADPHOTO_ISSUER_KEY: secret(),
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: secret(),
  GRADPHOTO_AUDIT_KEYS: `a1:${random()}`,
  GRADPHOTO_LINK_KEY: random(),
  GRADPHOTO_OBJECTS: "https://s3.example.invalid/photos",
  GRADPHOTO_S3_KEY: `id:${secret()}`,
  GRADPHOTO_OBJECT_KEYS: `o1:${random()}`,
  GRADPHOTO_WECHAT_PAY_URL: "https://pay.example.invalid",
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1234567890:0123456789ABCDEF0123",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: merchant.privateKey.replaceAll("\n", "\\n"),
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: secret(),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_01",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: merchant.publicKey,
  GRADPHOTO_PUBLIC_URL: "https://photo.example.invalid",
  GRADPHOTO_REGISTRY_KEY: secret(),
  GRADPHOTO_HOTLINE: "400-000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "九点到五点",
  GRADPHOTO_SERVICE_HOURS_EN: "nine to five",
  GRADPHOTO_OPERATOR_ZH: "某某公司",
  GRADPHOTO_OPERATOR_EN: "Some Company Ltd",
  GRADPHOTO_PRIVACY_CONTACT: "privacy@university.invalid",
};

const same = random();
const zero = Buffer.alloc(32).toString("base64");
const developments = Buffer.alloc(32, 1).toString("base64");

/** What was changed, or alone is set, and the setting that has to be named. */
export const slips = {
  "production-slip": [
    ["NODE_ENV=prod", { ...right, NODE_ENV: "prod" }, "NODE_ENV"],
    ["no NODE_ENV beside a public address", { GRADPHOTO_PUBLIC_URL: "https://photo.example.org" }, "NODE_ENV"],
    ["the demo on all addresses", { GRADPHOTO_HOST: "0.0.0.0" }, "GRADPHOTO_HOST"],
    [
      "the demo on another machine's database",
      { DATABASE_URL: "postgresql://u:p@db.example.invalid/g" },
      "DATABASE_URL",
    ],
    ["production without a setting", { NODE_ENV: "production" }, "DATABASE_URL"],
    [
      "production with the sandbox",
      { ...right, GRADPHOTO_SANDBOX_URL: "http://127.0.0.1:3900" },
      "GRADPHOTO_SANDBOX_URL",
    ],
    [
      "the demo's staff in production",
      { ...right, GRADPHOTO_DEMO_STAFF_PASSWORD: "x" },
      "GRADPHOTO_DEMO_STAFF_PASSWORD",
    ],
  ],
  "weak-secrets": [
    [
      "development's key under another name",
      { ...right, GRADPHOTO_SEAL_KEYS: `mine:${developments}` },
      "GRADPHOTO_SEAL_KEYS",
    ],
    ["a key of zeros", { ...right, GRADPHOTO_LINK_KEY: zero }, "GRADPHOTO_LINK_KEY"],
    ["a short key", { ...right, GRADPHOTO_SMS_KEY: "short" }, "GRADPHOTO_SMS_KEY"],
    [
      "one key for two uses",
      { ...right, GRADPHOTO_LINK_KEY: same, GRADPHOTO_SEARCH_KEY: same },
      "must not be the same secret",
    ],
    ["0123456789abcdef", { ...right, GRADPHOTO_REGISTRY_KEY: "0123456789abcdef" }, "GRADPHOTO_REGISTRY_KEY"],
  ],
  "open-lines": [
    [
      "a bucket over plain http",
      { ...right, GRADPHOTO_OBJECTS: "http://s3.example.invalid/photos" },
      "GRADPHOTO_OBJECTS",
    ],
    ["a folder for photos", { ...right, GRADPHOTO_OBJECTS: "data/objects" }, "GRADPHOTO_OBJECTS"],
    [
      "another machine's database without TLS",
      { ...right, DATABASE_URL: "postgresql://u:p@db.example.invalid/g" },
      "DATABASE_URL",
    ],
    [
      "TLS whose certificate nobody checks",
      { ...right, DATABASE_URL: `${right.DATABASE_URL}`.replace("verify-full", "no-verify") },
      "DATABASE_URL",
    ],
    ["faces that are not encrypted", without("GRADPHOTO_OBJECT_KEYS"), "GRADPHOTO_OBJECT_KEYS"],
    [
      "a provider over plain http",
      { ...right, GRADPHOTO_WECHAT_PAY_URL: "http://pay.example.invalid" },
      "GRADPHOTO_WECHAT_PAY_URL",
    ],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [slip: string, settings: Settings, names: string])[]>>;

function without(name: string): Settings {
  return Object.fromEntries(Object.entries(right).filter(([other]) => other !== name));
}
