/** The browser suites: a project for each, a trace of each flow that fails, and no second try. */
import { defineConfig } from "@playwright/test";

/** Most of a flow waits for somebody: two at once, each with a product of its own, keep two cores at work. */
const longSuites = ["student", "console"];

export default defineConfig({
  projects: ["page", "student", "weapp", "console"].map((name) => ({
    name,
    testMatch: `${name}/${name}.spec.ts`,
    fullyParallel: longSuites.includes(name),
  })),
  // Two products that start at once would build their pages over one another.
  globalSetup: "../scripts/ensure-web-apps.mjs",
  workers: 2,
  retries: 0,
  timeout: 300_000,
  forbidOnly: true,
  // Without a film of every page that is open: two cores have enough to do.
  use: { trace: { mode: "retain-on-failure", screenshots: false } },
  outputDir: "../out/e2e/failed",
  reporter: [["list"], ["html", { outputFolder: "../out/e2e/report", open: "never" }], ["./tally-reporter.ts"]],
});
