import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/resources.ts";
import { fileSettings, fillFromFiles } from "./secret-files.ts";
import { readServiceConfig } from "./service-config.ts";
import { productionSettings, settingsError } from "./testing/production-settings.ts";

const folder = temporaryFolder("secret-files");
function inFile(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, 0o600);
  return file;
}

test("production reads every secret from files and leaves none in the environment", () => {
  const input = Object.entries(productionSettings);
  const env = Object.fromEntries(
    input.map(([name, value]) =>
      fileSettings.includes(name) ? [`${name}_FILE`, inFile(name, `${value}\n`)] : [name, value],
    ),
  );
  expect(Object.keys(env).filter((name) => name.endsWith("_FILE")).length).toBeGreaterThan(12);
  expect(readServiceConfig(env)).toMatchObject({
    config: readServiceConfig(productionSettings).config,
  });
  expect(readServiceConfig(env).secrets.searchKey).toEqual(
    readServiceConfig(productionSettings).secrets.searchKey,
  );
});

test("one trailing newline is removed from a secret file; further newlines and multi-line keys are preserved", () => {
  const key = "-----BEGIN KEY-----\nabc\n-----END KEY-----";
  const { env } = fillFromFiles({ GRADPHOTO_ISSUER_KEY_FILE: inFile("pem", `${key}\r\n`) });
  expect(env).toEqual({ GRADPHOTO_ISSUER_KEY: key });
  expect(
    fillFromFiles({ GRADPHOTO_ISSUER_KEY_FILE: inFile("two", "a\n\n") }).env.GRADPHOTO_ISSUER_KEY,
  ).toBe("a\n");
});

test("a bare file name is read from systemd's credentials folder, with or without the gradphoto_ prefix", () => {
  inFile("gradphoto_bare", "one\n");
  inFile("plain", "two");
  const env = {
    CREDENTIALS_DIRECTORY: folder,
    GRADPHOTO_ISSUER_KEY_FILE: "bare",
    GRADPHOTO_REGISTRY_KEY_FILE: "plain",
  };
  expect(fillFromFiles(env)).toMatchObject({
    env: { GRADPHOTO_ISSUER_KEY: "one", GRADPHOTO_REGISTRY_KEY: "two" },
    faults: [],
  });
});

test("a duplicate, missing or empty secret file is refused by name, without its content", () => {
  const { GRADPHOTO_SEARCH_KEY: _key, ...others } = productionSettings;
  const file = inFile("hidden", "hidden-words");
  expect(settingsError({ ...productionSettings, GRADPHOTO_SEARCH_KEY_FILE: file })).toContain(
    "GRADPHOTO_SEARCH_KEY and GRADPHOTO_SEARCH_KEY_FILE are both given",
  );
  const wrong = settingsError({ ...others, GRADPHOTO_SEARCH_KEY_FILE: file });
  expect(wrong).toContain("GRADPHOTO_SEARCH_KEY must be 32 bytes");
  expect(wrong).not.toContain("hidden-words");
  for (const missing of [join(folder, "none"), inFile("empty", "\n"), folder]) {
    expect(settingsError({ ...others, GRADPHOTO_SEARCH_KEY_FILE: missing })).toContain(
      "GRADPHOTO_SEARCH_KEY_FILE must name a file",
    );
  }
});

test("the example environment names a file for each secret", () => {
  const example = readFileSync(
    new URL("../../../../deploy/gradphoto.env.example", import.meta.url),
    "utf8",
  );
  const inFiles = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)_FILE=/gm)].map(([, name]) => name);
  expect(inFiles).toEqual(fileSettings);
  // systemd removes backslashes from an environment file, so a value with line breaks needs a file.
  expect(example).not.toContain("\\");
});
