/** Browser suites, one project each, without retries, with a trace of each failed flow. */
import { defineConfig } from "@playwright/test";

/** Files of e2e/console/flows in the suite "console"; "console-work" has the others. */
const reviewing = ["identities", "review*", "staff"];
const axe = "all-pages-axe";

/** Files of each suite, as patterns under e2e/. */
const suites: Readonly<Record<string, string>> = {
  page: "page/*.spec.ts",
  readme: "readme/*.spec.ts",
  student: "student/flows/*.spec.ts",
  weapp: "weapp/*.spec.ts",
  console: `console/flows/{${reviewing.join(",")}}.ts`,
  "console-work": `console/flows/!(${[...reviewing, axe].join("|")}).ts`,
  "console-axe": `console/flows/${axe}.ts`,
};

export default defineConfig({
  // Each suite has its own folder, because suites may run in parallel and a suite empties its folder.
  projects: Object.entries(suites).map(([name, files]) => ({
    name,
    testMatch: `**/e2e/${files}`,
    outputDir: `../out/e2e/failed/${name}`,
  })),
  workers: 1,
  retries: 0,
  timeout: 300_000,
  // This timeout allows for two cores that run product, engine and browser.
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // Screenshots of every open page would slow two cores down.
  use: { trace: { mode: "retain-on-failure", screenshots: false } },
  reporter: [["list"], ["./tally-reporter.ts"]],
});
