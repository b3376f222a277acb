/** The browser suites: a project for each, one flow after the other, a trace of each that fails, and no second try. */
import { defineConfig } from "@playwright/test";

/** Files of each suite. */
const suites: Readonly<Record<string, string>> = {
  page: "page/*.spec.ts",
  student: "student/flows/*.spec.ts",
  weapp: "weapp/*.spec.ts",
  console: "console/console.spec.ts",
  "console-work": "console/console-work.spec.ts",
  "console-axe": "console/console-axe.spec.ts",
};

export default defineConfig({
  // A folder for each: suites may run beside each other, and one that begins empties its own.
  projects: Object.entries(suites).map(([name, files]) => ({
    name,
    testMatch: `**/e2e/${files}`,
    outputDir: `../out/e2e/failed/${name}`,
  })),
  workers: 1,
  retries: 0,
  timeout: 300_000,
  // Two cores, busy with the product, its engine and a browser.
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // Without a film of every page that is open: two cores have enough to do.
  use: { trace: { mode: "retain-on-failure", screenshots: false } },
  reporter: [["list"], ["./tally-reporter.ts"]],
});
