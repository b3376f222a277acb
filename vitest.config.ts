import { defineConfig } from "vitest/config";

const student = "apps/student/**/*.test.ts";

export default defineConfig({
  test: {
    globalSetup: "packages/local-postgres/src/testing/global-setup.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What another process or thread does may take its time on a busy machine; a test that waits in vain still fails.
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "all",
          include: ["packages/**/*.test.ts", "apps/**/*.test.ts", "scripts/**/*.test.ts", "e2e/**/*.test.ts"],
          exclude: ["**/node_modules/**", student],
          // Modules hold no state of a test, and loading networks and schemas anew for each file took a quarter of the time.
          isolate: false,
        },
      },
      // These put a stand-in in the place of the platform's module.
      { extends: true, test: { name: "student", include: [student] } },
    ],
  },
});
