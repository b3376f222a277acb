/** The browser suites: a project for each, one flow after the other, a trace of each that fails, and no second try. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  projects: ["page", "student", "weapp", "console"].map((name) => ({ name, testMatch: `${name}/${name}.spec.ts` })),
  workers: 1,
  retries: 0,
  timeout: 300_000,
  forbidOnly: true,
  // Without a film of every page that is open: two cores have enough to do.
  use: { trace: { mode: "retain-on-failure", screenshots: false } },
  outputDir: "../out/e2e/failed",
  reporter: [["list"], ["html", { outputFolder: "../out/e2e/report", open: "never" }], ["./tally-reporter.ts"]],
});
