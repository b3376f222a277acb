import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** In descending order, from twenty seconds to ten; a fresh checkout has no durations of earlier runs. */
const longest = [
  "packages/engine/src/labelled-photos.test.ts",
  "packages/engine/src/synthetic-person.test.ts",
  "packages/engine/src/cut-out-quality.test.ts",
  "apps/server/src/programs/api.test.ts",
  "apps/server/src/http/bad-input.test.ts",
  "apps/cli/src/photo/photo-commands.test.ts",
  "apps/cli/src/batch/batch-command.test.ts",
  "apps/server/src/infra/tracing/traced-processes.test.ts",
  "lab/src/commands/eval.test.ts",
  "lab/src/networks/int8.test.ts",
  "lab/src/matting/kernel.test.ts",
  "apps/server/src/programs/worker.test.ts",
  "apps/server/src/payments/storm.test.ts",
  "apps/server/src/infra/tracing/start-tracing.test.ts",
  "apps/server/src/http/foreign-objects.test.ts",
  "packages/engine/src/checks/low-contrast.test.ts",
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

const webApps = "apps/{console,student}/**/*.test.ts";

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
          exclude: ["**/node_modules/**", webApps],
          // Modules hold no state of a test, and loading networks and schemas for each file took a quarter of the time.
          isolate: false,
          // Node runs the sources as it does in production: faster than rewritten modules, and loaded from its cache.
          experimental: { viteModuleRunner: false },
        },
      },
      // These have JSX, or put a stand-in in the place of the platform's module.
      { extends: true, test: { name: "web", include: [webApps] } },
    ],
  },
});
