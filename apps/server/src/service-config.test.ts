import { generateKeyPairSync } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { developmentPayKeys } from "./infra/pay/wechat-pay/development-keys.ts";
import { databaseOf, readServiceConfig } from "./service-config.ts";

const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64");
const merchantKeys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://user:password@db/gradphoto",
  GRADPHOTO_WECHAT_URL: "https://api.weixin.qq.com",
  GRADPHOTO_WECHAT_PAGES_URL: "https://open.weixin.qq.com",
  GRADPHOTO_SMS_URL: "https://sms.example.org",
  GRADPHOTO_ISSUER_URL: "https://codes.example.org/",
  GRADPHOTO_REGISTRY_URL: "https://registry.example.org/",
  GRADPHOTO_SEAL_KEYS: `k2:${key(8)},k1:${key(7)}`,
  GRADPHOTO_SEARCH_KEY: key(9),
  GRADPHOTO_WECHAT_MINI_PROGRAM: "wxa:real-secret-1",
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: "wxb:real:secret-2",
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes.map((code) => `${code}:T-${code}`).join(","),
  GRADPHOTO_SMS_KEY: "real-secret-3",
  GRADPHOTO_ISSUER_KEY: "real-secret-4",
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: "real-secret-5",
  GRADPHOTO_LINK_KEY: key(10),
  GRADPHOTO_WECHAT_PAY_URL: "https://api.mch.weixin.qq.com",
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1234567890:0123456789ABCDEF0123",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: merchantKeys.privateKey.replaceAll("\n", "\\n"),
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: "real-secret-6-".padEnd(32, "x"),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_01",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: merchantKeys.publicKey,
  GRADPHOTO_PUBLIC_URL: "https://photo.example.org/",
  GRADPHOTO_REGISTRY_KEY: "real-secret-6",
  GRADPHOTO_HOTLINE: "400-000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "九点到五点",
  GRADPHOTO_SERVICE_HOURS_EN: "nine to five",
  GRADPHOTO_OPERATOR_ZH: "某某公司",
  GRADPHOTO_OPERATOR_EN: "Some Company Ltd",
  GRADPHOTO_PRIVACY_CONTACT: "privacy@example.org",
};

const faultsOf = (env: Record<string, string>): string => {
  try {
    readServiceConfig(env);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

test("development needs no setting but the database", () => {
  const { config, secrets } = readServiceConfig({});
  expect(config).toMatchObject({ host: "127.0.0.1", port: 3000, proxies: 0 });
  expect(() => databaseOf(secrets)).toThrow(/npm start.*DATABASE_URL.*npm start.*DATABASE_URL/);
  const url = "postgresql://user:password@db/gradphoto";
  expect(databaseOf(readServiceConfig({ DATABASE_URL: url }).secrets)).toEqual({ url });
});

test("production takes what it is given, secrets apart from the rest", () => {
  const { config, secrets } = readServiceConfig(production);
  expect(config.issuerUrl).toBe("https://codes.example.org");
  expect(secrets.sealKeys.map(({ id, key: { length } }) => [id, length])).toEqual([
    ["k2", 32],
    ["k1", 32],
  ]);
  expect(secrets.officialAccount).toEqual({ appid: "wxb", secret: "real:secret-2" });
  expect([...secrets.payProviders.keys()]).toEqual(["wechat-pay"]);
  expect(JSON.stringify(config)).not.toMatch(/real|password|PRIVATE/);
});

test("the demo's staff have a password in development, and production refuses even a name for one", () => {
  expect(readServiceConfig({}).secrets.demoStaff).not.toBeNull();
  expect(readServiceConfig(production).secrets.demoStaff).toBeNull();
  for (const [name, value] of [
    ["GRADPHOTO_DEMO_STAFF_PASSWORD", "another"],
    ["GRADPHOTO_DEMO_STAFF_TOTP", "A".repeat(32)],
  ] as const) {
    expect(faultsOf({ ...production, [name]: value })).toContain(`${name} must not be set in production`);
  }
});

test("production names every setting it misses, together", () => {
  const faults = faultsOf({ NODE_ENV: "production", PORT: "many" });
  for (const name of Object.keys(production)) {
    if (name !== "NODE_ENV") expect(faults).toContain(`${name} must be set in production`);
  }
  expect(faults).toContain("PORT must be a number");
});

test("production refuses the sandbox and every default of development", () => {
  for (const name of Object.keys(production).filter((one) => /_URL$/.test(one) && one !== "DATABASE_URL")) {
    for (const url of [
      "http://127.0.0.1:3900",
      "http://api.example.org",
      "https://localhost",
      "https://sandbox.example.org",
    ]) {
      expect(faultsOf({ ...production, [name]: url }), url).toContain(`${name} must`);
    }
  }
  const defaults = {
    GRADPHOTO_SEAL_KEYS: `development:${key(1)}`,
    GRADPHOTO_SEARCH_KEY: key(2),
    GRADPHOTO_WECHAT_MINI_PROGRAM: "wx0000000000000001:sandbox-mini-program-secret",
    GRADPHOTO_SMS_KEY: "sandbox-sms-key",
    GRADPHOTO_ISSUER_LAST_FOUR_KEY: "sandbox-last-four-key",
    GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: developmentPayKeys.merchantPrivateKey,
    GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: developmentPayKeys.platformPublicKey,
    GRADPHOTO_HOTLINE: "000-0000-0000",
    GRADPHOTO_OPERATOR_ZH: "测试环境，没有运营者",
    GRADPHOTO_PRIVACY_CONTACT: "privacy@example.invalid",
  };
  for (const [name, value] of Object.entries(defaults)) {
    expect(faultsOf({ ...production, [name]: value })).toContain(`${name} must not be`);
  }
});

test("pictures stand in the data folder, in a folder of their own, or in a bucket that needs its key", () => {
  expect(readServiceConfig({ GRADPHOTO_DATA_FOLDER: "d" }).config.objectsFolder).toBe("d/objects");
  expect(readServiceConfig({ GRADPHOTO_OBJECTS: "/photos" }).config.objectsFolder).toBe("/photos");
  const bucket = { GRADPHOTO_OBJECTS: "https://s3.example.org/photos" };
  expect(faultsOf(bucket)).toContain("GRADPHOTO_S3_KEY must be set for a bucket");
  expect(readServiceConfig({ ...bucket, GRADPHOTO_S3_KEY: "id:se:cret" }).config.objectsFolder).toBeNull();
  expect(faultsOf({ GRADPHOTO_OBJECTS: "ftp://example.org/photos" })).toContain("GRADPHOTO_OBJECTS must be a folder");
});

test("a wrong setting is named without its value", () => {
  for (const [name, value] of Object.entries({
    GRADPHOTO_SEAL_KEYS: "k1:hidden",
    GRADPHOTO_SEARCH_KEY: "hidden",
    GRADPHOTO_LINK_KEY: "hidden",
    GRADPHOTO_OBJECT_KEYS: "k1:hidden",
    GRADPHOTO_S3_KEY: "hidden",
    GRADPHOTO_WECHAT_MINI_PROGRAM: "hidden",
    GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: "hidden",
    GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: "hidden",
    GRADPHOTO_WECHAT_PAY_API_V3_KEY: "hidden",
    DATABASE_URL: "mysql://hidden",
    GRADPHOTO_PROXIES: "99",
    GRADPHOTO_SMS_URL: "hidden",
  })) {
    const faults = faultsOf({ [name]: value });
    expect(faults).toContain(`  ${name} must`);
    expect(faults).not.toContain("hidden");
  }
  expect(faultsOf({ GRADPHOTO_SEAL_KEYS: `k1:${key(1)},k1:${key(2)}` })).toContain(
    "GRADPHOTO_SEAL_KEYS must not name a key twice",
  );
});
