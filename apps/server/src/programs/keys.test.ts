import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedKeys } from "../settings/secret-files.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { productionSettings, settingsError } from "../settings/testing/production-settings.ts";
import { temporaryFolder } from "../testing/resources.ts";
import { runKeys } from "./keys.ts";

function run(...args: string[]) {
  const words: string[] = [];
  const code = runKeys(args, {
    print: (line) => words.push(line),
    warn: (line) => words.push(line),
  });
  return { code, words: words.join("\n") };
}
const example = readFileSync(
  new URL("../../../../deploy/gradphoto.env.example", import.meta.url),
  "utf8",
);

test("writes each key to its own private file, with which production starts", () => {
  const folder = join(temporaryFolder("keys"), "secrets");
  const { code, words } = run("--alipay", folder);
  expect(code).toBe(0);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const settings: Record<string, string | undefined> = {
    ...productionSettings,
    GRADPHOTO_PAY_PROVIDERS: "wechat-pay,alipay",
    GRADPHOTO_ALIPAY_URL: "https://openapi.alipay.com/gateway.do",
    GRADPHOTO_ALIPAY_APP: "2021000000000009:2088000000000009",
    GRADPHOTO_ALIPAY_PUBLIC_KEY: productionSettings.GRADPHOTO_WECHAT_PAY_PUBLIC_KEY,
  };
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
    expect(words).toContain(name);
    expect(words).not.toContain(readFileSync(join(folder, name), "utf8").trim());
    const [, setting = ""] = new RegExp(`^#?(\\w+)_FILE=${name}$`, "m").exec(example) ?? [];
    if (name === "alipay-app-public-key") continue;
    expect(setting, name).not.toBe("");
    delete settings[setting];
    settings[`${setting}_FILE`] = join(folder, name);
  }
  expect(
    Object.keys(generatedKeys).filter((setting) => settings[`${setting}_FILE`] === undefined),
  ).toEqual([]);
  const { secrets } = readServiceConfig(settings);
  expect(secrets.searchKey.length).toBe(32);
  expect(secrets.sealKeys.map(({ id }) => id)).toEqual(["k1"]);
  expect([...secrets.payProviders.keys()]).toEqual(["wechat-pay", "alipay"]);
});

test("keeps existing keys and overwrites no file", () => {
  const folder = temporaryFolder("keys");
  writeFileSync(join(folder, "seal-keys"), "mine");
  run(folder);
  const made = readFileSync(join(folder, "link-key"), "utf8");
  const repeated = run(folder);
  expect(repeated.code).toBe(0);
  expect(repeated.words).toContain("left as they are: seal-keys");
  expect(readFileSync(join(folder, "seal-keys"), "utf8")).toBe("mine");
  expect(readFileSync(join(folder, "link-key"), "utf8")).toBe(made);
});

test("prints a single new key for a key rotation, and the usage for wrong arguments", () => {
  const [first, second] = [run("--one"), run("--one")];
  expect(
    settingsError({
      ...productionSettings,
      GRADPHOTO_SEAL_KEYS: `k2:${first.words},k1:${second.words}`,
    }),
  ).toBe("");
  expect(first.words).not.toBe(second.words);
  for (const args of [[], ["--one", "folder"], ["a", "b"], ["--two"]])
    expect(run(...args).code).toBe(1);
  expect(run().words).toContain("usage: gradphoto keys");
});
