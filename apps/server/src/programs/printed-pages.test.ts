import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allSettings } from "../settings/environment.ts";
import { settingTexts } from "../settings/setting-texts.ts";
import { limitsPage, limitsPages } from "../testing/print-limits.ts";
import { settingsPage } from "./settings.ts";

test("every setting has a text, in the order of the settings", () => {
  expect(Object.keys(settingTexts)).toEqual(allSettings);
});

test("the example environment file is what the command prints", () => {
  const example = readFileSync(
    new URL("../../../../deploy/gradphoto.env.example", import.meta.url),
    "utf8",
  );
  expect(example).toBe(settingsPage());
});

test.each(["en", "zh"] as const)("the limits page in the docs is up to date: %s", (language) => {
  const page = readFileSync(
    new URL(`../../../../docs/security/${limitsPages[language]}`, import.meta.url),
    "utf8",
  );
  expect(page).toBe(limitsPage(language));
});
