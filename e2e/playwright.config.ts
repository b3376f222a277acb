/** The browser suites: a project for each, one flow after the other, a trace of each that fails, and no second try. */
import { defineConfig } from "@playwright/test";

/** Chapters of e2e/console/flows that the suite "console" walks; "console-work" walks the others. */
const reviewing = ["identities", "own-decisions", "quality-figures", "recall", "review*", "staff"];
const axe = "all-pages-axe";

/** Files of each suite, as patterns under e2e/. */
const suites: Readonly<Record<string, string>> = {
  page: "page/*.spec.ts",
  student: "student/flows/*.spec.ts",
  weapp: "weapp/*.spec.ts",
  console: `console/flows/{${reviewing.join(",")}}.ts`,
  "console-work": `console/flows/!(${[...reviewing, axe].join("|")}).ts`,
  "console-axe": `console/flows/${axe}.ts`,
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
