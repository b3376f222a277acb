import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { limitsPage } from "../testing/print-limits.ts";

test("the limits page in the docs is up to date", () => {
  const page = readFileSync(new URL("../../../../docs/security/limits.md", import.meta.url), "utf8");
  expect(page).toBe(limitsPage());
});
