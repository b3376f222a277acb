import { generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { developmentPayKeys } from "../infra/pay/wechat-pay/wechat-pay.ts";
import {
  productionSettings,
  randomKey,
  repeatedByteKey,
  settingsError,
} from "./testing/production-settings.ts";

const small = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

test("production reports all missing settings together", () => {
  const faults = settingsError({ NODE_ENV: "production", PORT: "many" });
  for (const name of Object.keys(productionSettings)) {
    if (["NODE_ENV", "GRADPHOTO_OBJECTS", "GRADPHOTO_S3_KEY"].includes(name)) continue;
    expect(faults).toContain(`${name} must be set in production`);
  }
  expect(faults).toContain("PORT must be a number");
});

test("production refuses sandbox addresses and development defaults", () => {
  for (const name of Object.keys(productionSettings).filter(
    (one) => /_URL$/.test(one) && one !== "DATABASE_URL",
  )) {
    for (const url of [
      "http://127.0.0.1:3900",
      "http://api.example.org",
      "https://localhost",
      "https://sandbox.example.org",
      "https://10.1.2.3",
      "https://169.254.169.254",
      "https://192.168.1.10:8443",
      "https://2130706433",
      "https://[fd00::1]",
      "https://[::ffff:10.0.0.1]",
      "https://api.localhost.",
      "https://api.example.org/?key=1",
      "https://user:word@api.example.org",
    ]) {
      expect(settingsError({ ...productionSettings, [name]: url }), url).toContain(`${name} must`);
    }
  }
  const defaults = {
    GRADPHOTO_SEAL_KEYS: `development:${repeatedByteKey(1)}`,
    GRADPHOTO_SEARCH_KEY: repeatedByteKey(2),
    GRADPHOTO_WECHAT_MINI_PROGRAM: "wx0000000000000001:sandbox-mini-program-secret",
    GRADPHOTO_SMS_KEY: repeatedByteKey(8),
    GRADPHOTO_ISSUER_LAST_FOUR_KEY: repeatedByteKey(6),
    GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: developmentPayKeys.merchantPrivateKey,
    GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: developmentPayKeys.platformPublicKey,
    GRADPHOTO_OPERATOR_ZH: "测试环境，没有运营者",
    GRADPHOTO_PRIVACY_CONTACT: "privacy@example.invalid",
  };
  for (const [name, value] of Object.entries(defaults)) {
    expect(settingsError({ ...productionSettings, [name]: value })).toContain(
      `${name} must not be`,
    );
  }
});

test("in production an identity provider must use a public https address and have a schoolCode", () => {
  const campus = {
    id: "campus",
    kind: "cas",
    zh: "校园",
    en: "Campus",
    url: "https://cas.example.edu.cn",
    schoolCode: null,
  };
  const faults = (one: object): string =>
    settingsError({
      ...productionSettings,
      GRADPHOTO_IDENTITY_PROVIDERS: JSON.stringify([{ ...campus, ...one }]),
    });
  const accepted = faults({});
  expect(accepted).not.toContain("GRADPHOTO_IDENTITY_PROVIDERS");
  for (const url of [
    "http://cas.example.edu.cn",
    "https://localhost",
    "https://sandbox.example.org",
  ]) {
    expect(faults({ url }), url).toContain(
      "GRADPHOTO_IDENTITY_PROVIDERS must have https addresses",
    );
  }
  expect(faults({ url: "https://172.16.0.9/cas" })).toContain("of a sandbox or private network");
  expect(faults({ schoolCode: undefined })).toContain("GRADPHOTO_IDENTITY_PROVIDERS");
});

test("production reports all weak, default, shared or exposed secrets together, without their values", () => {
  const shared = randomKey();
  const weak: readonly (readonly [Record<string, string>, string])[] = [
    [
      { GRADPHOTO_SEAL_KEYS: `k1:${repeatedByteKey(0)}` },
      "GRADPHOTO_SEAL_KEYS must not be the one of development",
    ],
    [
      { GRADPHOTO_OBJECT_KEYS: `o1:${"0123".repeat(16)}` },
      "GRADPHOTO_OBJECT_KEYS must be id:32 bytes in base64",
    ],
    [
      { GRADPHOTO_SEAL_KEYS: `k2:${randomKey()},k1:${repeatedByteKey(2)}` },
      "GRADPHOTO_SEAL_KEYS must not be the one of development",
    ],
    [
      { GRADPHOTO_LINK_KEY: repeatedByteKey(1) },
      "GRADPHOTO_LINK_KEY must not be the one of development",
    ],
    [
      { GRADPHOTO_ISSUER_KEY: repeatedByteKey(7) },
      "GRADPHOTO_ISSUER_KEY must not be the one of development",
    ],
    ...[
      "short",
      "a".repeat(32),
      "0123456789abcdef",
      `${"A".repeat(42)}B=`,
      randomBytes(32).toString("hex"),
    ].flatMap((value) =>
      ["GRADPHOTO_LINK_KEY", "GRADPHOTO_REGISTRY_KEY", "GRADPHOTO_SMS_KEY"].map(
        (name) =>
          [
            { [name]: value },
            `${name} must be 32 bytes in base64, as gradphoto keys makes them`,
          ] as const,
      ),
    ),
    [{ GRADPHOTO_S3_KEY: "id:minioadmin" }, "GRADPHOTO_S3_KEY must have 16 characters or more"],
    [
      { GRADPHOTO_WECHAT_MINI_PROGRAM: "wxa:secret" },
      "GRADPHOTO_WECHAT_MINI_PROGRAM must have 16 characters or more",
    ],
    [
      { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
      "NODE_TLS_REJECT_UNAUTHORIZED must not be 0 in production",
    ],
    [
      { GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: small.privateKey },
      "PRIVATE_KEY must be an RSA key of 2048 bits or more",
    ],
    [
      { GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: small.publicKey },
      "PUBLIC_KEY must be an RSA key of 2048 bits or more",
    ],
    [
      { GRADPHOTO_PUBLIC_URL: "https://photo.example.org/?a=b" },
      "GRADPHOTO_PUBLIC_URL must be an address without ?",
    ],
    [
      { GRADPHOTO_SEARCH_KEY: shared, GRADPHOTO_SEAL_KEYS: `k1:${shared}` },
      "must not be the same secret as in GRADPHOTO_SE",
    ],
    [
      { GRADPHOTO_SEAL_KEYS: `k2:${shared},k1:${shared}` },
      "must not be the same secret as in GRADPHOTO_SEAL_KEYS",
    ],
    [
      { GRADPHOTO_OBJECTS: "http://s3.example.org/photos" },
      "GRADPHOTO_OBJECTS must be the https address of a bucket",
    ],
    [{ GRADPHOTO_OBJECTS: "/photos" }, "GRADPHOTO_OBJECTS must be the https address of a bucket"],
    [{ GRADPHOTO_OBJECTS: "" }, "GRADPHOTO_OBJECTS must be the https address of a bucket"],
    [{ GRADPHOTO_OBJECT_KEYS: "" }, "GRADPHOTO_OBJECT_KEYS must be set in production"],
    [
      { DATABASE_URL: "postgresql://user:hidden@db/gradphoto" },
      "DATABASE_URL must end in ?sslmode=verify-full",
    ],
    ...[
      "postgresql://user:hidden@db/gradphoto?sslmode=no-verify",
      "postgresql://user:hidden@db/gradphoto?sslmode=verify-full&sslmode=disable",
      "postgresql://user:hidden@db/gradphoto?uselibpqcompat=true&sslmode=require",
      "postgresql://user:hidden@localhost/gradphoto?host=db.example.org",
    ].map((url) => [{ DATABASE_URL: url }, "DATABASE_URL must end in"] as const),
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.example.org:4318" },
      "OTEL_EXPORTER_OTLP_ENDPOINT must be https where the collector is on another machine",
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" },
      "OTEL_EXPORTER_OTLP_ENDPOINT must be an http",
    ],
    [
      {
        DATABASE_URL:
          "postgresql://user:hidden@db/gradphoto?sslmode=verify-full&sslrootcert=/nowhere/ca.pem",
      },
      "DATABASE_URL must be an address that the driver reads, with certificates that are there",
    ],
  ];
  for (const [settings, fault] of weak) {
    const faults = settingsError({ ...productionSettings, ...settings });
    expect(faults).toContain(fault);
    for (const value of Object.values(settings).filter((one) => one.length > 1))
      expect(faults).not.toContain(value);
  }
  const together = settingsError({
    ...productionSettings,
    GRADPHOTO_REGISTRY_KEY: "short",
    GRADPHOTO_OBJECT_KEYS: "",
  });
  expect(together.split("\n").slice(1)).toEqual([
    "  GRADPHOTO_REGISTRY_KEY must be 32 bytes in base64, as gradphoto keys makes them",
    "  GRADPHOTO_OBJECT_KEYS must be set in production",
  ]);
});

test("production accepts valid settings in every supported form and ignores settings of other programs", () => {
  const secretAccessKey = randomKey();
  const sound: readonly Record<string, string>[] = [
    { DATABASE_URL: "postgresql://u:p@127.0.0.1/g", GRADPHOTO_OBJECTS: "http://[::1]:9000/b" },
    { DATABASE_URL: "postgresql://u:p@[::1]/g" },
    { DATABASE_URL: "postgresql:///g?host=/var/run/postgresql" },
    { DATABASE_URL: "postgresql://u@%2Fvar%2Frun%2Fpostgresql/g" },
    { DATABASE_URL: "postgres://u:p@db.example.org/g?ssl=true" },
    { DATABASE_URL: "postgres://u:p@[2001:db8::1]/g?sslmode=verify-full" },
    { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" },
    { OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example.org/otlp/" },
    {
      GRADPHOTO_WECHAT_URL: "https://8.8.8.8",
      GRADPHOTO_ISSUER_URL: "https://[2001:4860:4860::8888]/codes",
    },
    { NODE_TLS_REJECT_UNAUTHORIZED: "1" },
    { GRADPHOTO_WECHAT_MINI_PROGRAM: "wxa:3fK9,pQ7x:Lm2Rt8W" },
    {
      TUNNEL_KEY: "abc",
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      GRADPHOTO_S3_KEY: `id:${secretAccessKey}`,
    },
  ];
  for (const settings of sound)
    expect(settingsError({ ...productionSettings, ...settings }), JSON.stringify(settings)).toBe(
      "",
    );
});

test("a missing or misspelt NODE_ENV is refused on every public address or remote database", () => {
  expect(settingsError({ NODE_ENV: "prod" })).toContain("NODE_ENV must be production");
  expect(settingsError({ ...productionSettings, NODE_ENV: "" })).toContain(
    "NODE_ENV must be production",
  );
  for (const host of ["0.0.0.0", "::", "192.168.1.10", "photo.example.org"]) {
    expect(settingsError({ GRADPHOTO_HOST: host }), host).toContain(
      "GRADPHOTO_HOST must be 127.0.0.1",
    );
    expect(settingsError({ NODE_ENV: "development", GRADPHOTO_HOST: host }), host).toContain(
      "GRADPHOTO_HOST must be",
    );
    expect(settingsError({ ...productionSettings, GRADPHOTO_HOST: host }), host).toBe("");
  }
  const tunnel = { GRADPHOTO_PUBLIC_URL: "https://demo.example.org" };
  expect(settingsError(tunnel)).toContain("NODE_ENV must be production");
  expect(settingsError({ ...tunnel, NODE_ENV: "test" })).toContain("NODE_ENV must be production");
  expect(settingsError({ ...tunnel, NODE_ENV: "development" })).toBe("");
  const remoteDatabase = { DATABASE_URL: "postgresql://user:password@db/gradphoto" };
  expect(settingsError(remoteDatabase)).toContain("NODE_ENV must be production");
  expect(settingsError({ ...remoteDatabase, NODE_ENV: "development" })).toBe("");
  expect(settingsError({ DATABASE_URL: "postgresql:///gradphoto?host=/var/run/postgresql" })).toBe(
    "",
  );
  for (const host of ["127.0.0.1", "::1", "localhost"])
    expect(settingsError({ GRADPHOTO_HOST: host }), host).toBe("");
});
