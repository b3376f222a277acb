import { generateKeyPairSync, randomBytes } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { developmentPayKeys } from "./infra/pay/wechat-pay/development-keys.ts";
import { databaseOf, readServiceConfig } from "./service-config.ts";

const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64");
const random = (): string => randomBytes(32).toString("base64");
const secret = (): string => randomBytes(16).toString("hex");
const merchantKeys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const production = {
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
  GRADPHOTO_SMS_KEY: secret(),
  GRADPHOTO_ISSUER_KEY: secret(),
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: secret(),
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
  GRADPHOTO_REGISTRY_KEY: secret(),
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
  const url = "postgresql://user:password@127.0.0.1/gradphoto";
  expect(databaseOf(readServiceConfig({ DATABASE_URL: url }).secrets)).toEqual({ url });
});

test("production takes what it is given, secrets apart from the rest", () => {
  const { config, secrets } = readServiceConfig(production);
  expect(config.issuerUrl).toBe("https://codes.example.org");
  expect(secrets.sealKeys.map(({ id, key: { length } }) => [id, length])).toEqual([
    ["k2", 32],
    ["k1", 32],
  ]);
  expect(secrets.officialAccount).toEqual({ appid: "wxb", secret: "real:secret-of-the-account" });
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
    if (["NODE_ENV", "GRADPHOTO_OBJECTS", "GRADPHOTO_S3_KEY"].includes(name)) continue;
    expect(faults).toContain(`${name} must be set in production`);
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

test("production refuses what is weak, known, shared or open, and says all of it together without a value", () => {
  const shared = random();
  const weak: readonly (readonly [Record<string, string>, string])[] = [
    [{ GRADPHOTO_SEAL_KEYS: `k1:${key(0)}` }, "GRADPHOTO_SEAL_KEYS must be random"],
    [
      { GRADPHOTO_OBJECT_KEYS: `o1:${Buffer.from("0123".repeat(8)).toString("base64")}` },
      "GRADPHOTO_OBJECT_KEYS must be random",
    ],
    [{ GRADPHOTO_SEAL_KEYS: `k2:${random()},k1:${key(2)}` }, "GRADPHOTO_SEAL_KEYS must not be the one of development"],
    [{ GRADPHOTO_LINK_KEY: key(1) }, "GRADPHOTO_LINK_KEY must not be the one of development"],
    [{ GRADPHOTO_ISSUER_KEY: "sandbox-registry-key" }, "GRADPHOTO_ISSUER_KEY must not be the one of development"],
    [{ GRADPHOTO_REGISTRY_KEY: "short" }, "GRADPHOTO_REGISTRY_KEY must be random, of 16 characters or more"],
    [{ GRADPHOTO_SMS_KEY: "a".repeat(32) }, "GRADPHOTO_SMS_KEY must be random"],
    [{ GRADPHOTO_REGISTRY_KEY: "changemechangeme" }, "GRADPHOTO_REGISTRY_KEY must be random"],
    [{ GRADPHOTO_REGISTRY_KEY: "0123456789abcdef" }, "GRADPHOTO_REGISTRY_KEY must be random"],
    [
      { GRADPHOTO_LINK_KEY: Buffer.from([...Array(32).keys()]).toString("base64") },
      "GRADPHOTO_LINK_KEY must be random",
    ],
    [
      { GRADPHOTO_LINK_KEY: Buffer.from("0123456789abcdef".repeat(2)).toString("base64") },
      "GRADPHOTO_LINK_KEY must be random",
    ],
    [{ GRADPHOTO_S3_KEY: "id:minioadmin" }, "GRADPHOTO_S3_KEY must be random"],
    [{ GRADPHOTO_WECHAT_MINI_PROGRAM: "wxa:secret" }, "GRADPHOTO_WECHAT_MINI_PROGRAM must be random"],
    [
      { GRADPHOTO_SEARCH_KEY: shared, GRADPHOTO_SEAL_KEYS: `k1:${shared}` },
      "must not be the same secret as in GRADPHOTO_SE",
    ],
    [{ GRADPHOTO_SEAL_KEYS: `k2:${shared},k1:${shared}` }, "must not be the same secret as in GRADPHOTO_SEAL_KEYS"],
    [{ GRADPHOTO_OBJECTS: "http://s3.example.org/photos" }, "GRADPHOTO_OBJECTS must be the https address of a bucket"],
    [{ GRADPHOTO_OBJECTS: "/photos" }, "GRADPHOTO_OBJECTS must be the https address of a bucket"],
    [{ GRADPHOTO_OBJECTS: "" }, "GRADPHOTO_OBJECTS must be the https address of a bucket"],
    [{ GRADPHOTO_OBJECT_KEYS: "" }, "GRADPHOTO_OBJECT_KEYS must be set in production"],
    [{ DATABASE_URL: "postgresql://user:hidden@db/gradphoto" }, "DATABASE_URL must end in ?sslmode=verify-full"],
    ...[
      "postgresql://user:hidden@db/gradphoto?sslmode=no-verify",
      "postgresql://user:hidden@db/gradphoto?sslmode=verify-full&sslmode=disable",
      "postgresql://user:hidden@db/gradphoto?uselibpqcompat=true&sslmode=require",
      "postgresql://user:hidden@localhost/gradphoto?host=db.example.org",
    ].map((url) => [{ DATABASE_URL: url }, "DATABASE_URL must end in"] as const),
    [
      { DATABASE_URL: "postgresql://user:hidden@db/gradphoto?sslmode=verify-full&sslrootcert=/nowhere/ca.pem" },
      "DATABASE_URL must be an address that the driver reads, with certificates that are there",
    ],
  ];
  for (const [settings, fault] of weak) {
    const faults = faultsOf({ ...production, ...settings });
    expect(faults).toContain(fault);
    for (const value of Object.values(settings).filter((one) => one !== "")) expect(faults).not.toContain(value);
  }
  const together = faultsOf({ ...production, GRADPHOTO_REGISTRY_KEY: "short", GRADPHOTO_OBJECT_KEYS: "" });
  expect(together.split("\n").slice(1)).toEqual([
    "  GRADPHOTO_OBJECT_KEYS must be set in production",
    "  GRADPHOTO_REGISTRY_KEY must be random, of 16 characters or more",
  ]);
});

test("production takes what is sound, in whatever form, and minds no setting of somebody else", () => {
  const secretAccessKey = random();
  const sound: readonly Record<string, string>[] = [
    { DATABASE_URL: "postgresql://u:p@127.0.0.1/g", GRADPHOTO_OBJECTS: "http://[::1]:9000/b" },
    { DATABASE_URL: "postgresql://u:p@[::1]/g" },
    { DATABASE_URL: "postgresql:///g?host=/var/run/postgresql" },
    { DATABASE_URL: "postgresql://u@%2Fvar%2Frun%2Fpostgresql/g" },
    { DATABASE_URL: "postgres://u:p@db.example.org/g?ssl=true" },
    { DATABASE_URL: "postgres://u:p@[2001:db8::1]/g?sslmode=verify-full" },
    { GRADPHOTO_SMS_KEY: "q8$Zp,x!7Lk2@vN5#wR9" },
    { GRADPHOTO_REGISTRY_KEY: "9f8e7d6c5b4a39281706:v1" },
    { GRADPHOTO_WECHAT_MINI_PROGRAM: "wxa:3fK9,pQ7x:Lm2Rt8W" },
    { TUNNEL_KEY: "abc", AWS_SECRET_ACCESS_KEY: secretAccessKey, GRADPHOTO_S3_KEY: `id:${secretAccessKey}` },
  ];
  for (const settings of sound) expect(faultsOf({ ...production, ...settings }), JSON.stringify(settings)).toBe("");
});

test("a forgotten or misspelt NODE_ENV brings no demo before the public", () => {
  expect(faultsOf({ NODE_ENV: "prod" })).toContain("NODE_ENV must be production");
  expect(faultsOf({ ...production, NODE_ENV: "" })).toContain("NODE_ENV must be said");
  for (const host of ["0.0.0.0", "::", "192.168.1.10", "photo.example.org"]) {
    expect(faultsOf({ GRADPHOTO_HOST: host }), host).toContain("GRADPHOTO_HOST must be 127.0.0.1");
    expect(faultsOf({ NODE_ENV: "development", GRADPHOTO_HOST: host }), host).toContain("GRADPHOTO_HOST must be");
    expect(faultsOf({ ...production, GRADPHOTO_HOST: host }), host).toBe("");
  }
  const tunnel = { GRADPHOTO_PUBLIC_URL: "https://demo.example.org" };
  expect(faultsOf(tunnel)).toContain("NODE_ENV must be said");
  expect(faultsOf({ ...tunnel, NODE_ENV: "test" })).toContain("NODE_ENV must be said");
  expect(faultsOf({ ...tunnel, NODE_ENV: "development" })).toBe("");
  const elsewhere = { DATABASE_URL: "postgresql://user:password@db/gradphoto" };
  expect(faultsOf(elsewhere)).toContain("NODE_ENV must be said");
  expect(faultsOf({ ...elsewhere, NODE_ENV: "development" })).toBe("");
  expect(faultsOf({ DATABASE_URL: "postgresql:///gradphoto?host=/var/run/postgresql" })).toBe("");
  for (const host of ["127.0.0.1", "::1", "localhost"]) expect(faultsOf({ GRADPHOTO_HOST: host }), host).toBe("");
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
