import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { developmentChoices, developmentDefaults, usualSandbox } from "./development.ts";
import { allSettings, environment } from "./environment.ts";

const howto = readFileSync(new URL("../../../../HOWTO.md", import.meta.url), "utf8");
const rows = [...howto.matchAll(/^\| ((?:GRADPHOTO_)?[A-Z][A-Z0-9_]+) \| ([^|]+) \| ([^|]+) \|$/gm)];

test("the guide lists every setting, in the order of their declaration, and no other", () => {
  expect(rows.map(([, name]) => name)).toEqual(allSettings);
});

test("the values that the guide names are those that development uses", () => {
  const used: Readonly<Record<string, unknown>> = {
    ...environment.parse({ ...developmentDefaults(usualSandbox), ...developmentChoices }),
    GRADPHOTO_SANDBOX_URL: usualSandbox,
  };
  const named = rows.flatMap(([, name = "", value = ""]) => {
    const [, quoted] = /^`([^`]+)`$/.exec(value) ?? [];
    return quoted === undefined ? [] : [[name, quoted]];
  });
  expect(named.length).toBeGreaterThan(8);
  expect(named).toEqual(named.map(([name = ""]) => [name, String(used[name])]));
});
