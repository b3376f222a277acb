import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asvsPage, requirements } from "./asvs-page.ts";

test("every requirement of level 1 and 2 of ASVS 5.0.0 has one row", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(253);
  expect(requirements.length).toBe(253);
  expect(requirements.filter(({ level }) => level === 1).length).toBe(70);
});

test("the ASVS page is up to date with its data", () => {
  const page = readFileSync(new URL("../docs/security/asvs.md", import.meta.url), "utf8");
  expect(page).toBe(asvsPage());
});
