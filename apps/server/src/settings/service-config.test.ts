import { expect, test } from "vitest";
import { databaseOf, readServiceConfig } from "./service-config.ts";
import {
  productionSettings,
  repeatedByteKey,
  settingsError,
} from "./testing/production-settings.ts";

test("development requires only the database setting", () => {
  const { config, secrets } = readServiceConfig({});
  expect(config).toMatchObject({ host: "127.0.0.1", port: 3000, proxies: 0 });
  expect(() => databaseOf(secrets)).toThrow(/npm start.*DATABASE_URL.*npm start.*DATABASE_URL/);
  const url = "postgresql://user:password@127.0.0.1/gradphoto";
  expect(databaseOf(readServiceConfig({ DATABASE_URL: url }).secrets)).toEqual({
    url,
    isPooled: false,
  });
});

test("production settings are read, with secrets separate from the configuration", () => {
  const { config, secrets } = readServiceConfig(productionSettings);
  expect(config.issuerUrl).toBe("https://codes.example.org");
  expect(secrets.sealKeys.map(({ id, key: { length } }) => [id, length])).toEqual([
    ["k2", 32],
    ["k1", 32],
  ]);
  expect(secrets.officialAccount).toEqual({ appid: "wxb", secret: "real:secret-of-the-account" });
  expect([...secrets.payProviders.keys()]).toEqual(["wechat-pay"]);
  expect(JSON.stringify(config)).not.toMatch(/real|password|PRIVATE/);
});

test("photos are stored in the data folder, a separate folder, or a bucket that requires a key", () => {
  expect(readServiceConfig({ GRADPHOTO_DATA_FOLDER: "d" }).config.objectsFolder).toBe("d/objects");
  expect(readServiceConfig({ GRADPHOTO_OBJECTS: "/photos" }).config.objectsFolder).toBe("/photos");
  const bucket = { GRADPHOTO_OBJECTS: "https://s3.example.org/photos" };
  expect(settingsError(bucket)).toContain("GRADPHOTO_S3_KEY must be set for a bucket");
  expect(
    readServiceConfig({ ...bucket, GRADPHOTO_S3_KEY: "id:se:cret" }).config.objectsFolder,
  ).toBeNull();
  expect(settingsError({ GRADPHOTO_OBJECTS: "ftp://example.org/photos" })).toContain(
    "GRADPHOTO_OBJECTS must be a folder",
  );
});

test("the folder of photo specs is optional", () => {
  expect(readServiceConfig({}).config.specsFolder).toBeNull();
  expect(readServiceConfig({ GRADPHOTO_SPECS: "/srv/specs" }).config.specsFolder).toBe(
    "/srv/specs",
  );
});

test("an invalid setting is reported without its value", () => {
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
    const faults = settingsError({ [name]: value });
    expect(faults).toContain(`  ${name} must`);
    expect(faults).not.toContain("hidden");
  }
  expect(
    settingsError({ GRADPHOTO_SEAL_KEYS: `k1:${repeatedByteKey(1)},k1:${repeatedByteKey(2)}` }),
  ).toContain("GRADPHOTO_SEAL_KEYS must not name a key twice");
});
