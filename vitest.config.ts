import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest first: on a fresh checkout there are no durations of earlier runs. */
const longest = [
  "apps/dev/src/seed/people/seed-people.test.ts",
  "apps/server/src/programs/worker.test.ts",
  "apps/cli/src/batch/batch-command.test.ts",
  "packages/engine/src/cut-out-quality.test.ts",
  "apps/server/src/programs/api.test.ts",
  "packages/engine/src/labelled-photos.test.ts",
  "packages/engine/src/synthetic-person.test.ts",
  "apps/server/src/codes/picture-reader.test.ts",
  "apps/cli/src/photo/photo-commands.test.ts",
  "packages/engine/src/node/engine-pool.test.ts",
  "apps/server/src/http/bad-input.test.ts",
  "apps/server/src/infra/tracing/traced-processes.test.ts",
  "apps/server/src/infra/tracing/start-tracing.test.ts",
  "apps/server/src/health/connections/connections.test.ts",
  "packages/engine/src/node/process-pool.test.ts",
  "apps/server/src/audit/chain-killed.test.ts",
  "packages/engine/src/checks/overlays.test.ts",
];

/** Begins with what takes longest, so that at the end neither core waits for the other. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(relative(import.meta.dirname, moduleId).replaceAll("\\", "/"));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

const webApps = "apps/{console,student}/src/**/*.test.ts";
/** Those that put a stand-in in the place of a module or of the platform: each needs modules of its own. */
const standingIn = globSync(webApps, { cwd: import.meta.dirname }).filter((file) =>
  /\bvi\./.test(readFileSync(join(import.meta.dirname, file), "utf8")),
);
/** Networks beside their reference runtime, and the command that scores labelled photos: `npm run lab -- test`. */
const weekly = "lab/src/{networks,commands}/*.test.ts";

const asInProduction = {
  // Modules hold no state of a test, and loading networks and schemas for each file took a quarter of the time.
  isolate: false,
  // Node runs the sources as it does in production: faster than rewritten modules, and loaded from its cache.
  experimental: { viteModuleRunner: false },
};

export default defineConfig({
  test: {
    globalSetup: "packages/local-postgres/src/testing/global-setup.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What another process or thread does may take its time on a busy machine; a test that waits in vain still fails.
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    // One more than cores: tests that start processes wait for a third of their time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["{packages,apps,lab,scripts,e2e}/**/*.test.ts"],
          exclude: ["**/node_modules/**", webApps, weekly],
          ...asInProduction,
        },
      },
      { extends: true, test: { name: "weekly", include: [weekly], ...asInProduction } },
      // These have JSX, which Node does not run by itself.
      {
        extends: true,
        test: { name: "web", include: [webApps], exclude: standingIn, isolate: false },
      },
      { extends: true, test: { name: "web-alone", include: standingIn } },
    ],
  },
});
