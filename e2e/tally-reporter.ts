/** Prints the last line of a suite: `{"suite":"…","passed":N,"failed":N,"skipped":N}`. */
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";

export default class TallyReporter implements Reporter {
  #suite = "";
  readonly #tally = { passed: 0, failed: 0, skipped: 0 };

  onBegin(_config: FullConfig, { suites }: Suite): void {
    this.#suite = suites.map((project) => project.title).join(" ");
  }

  /** A test with steps counts as many tests as it has steps. */
  onTestEnd(_test: TestCase, { status, steps }: TestResult): void {
    const walked = steps.filter(({ category, error }) => category === "test.step" && !error).length;
    if (status === "passed") this.#tally.passed += Math.max(1, walked);
    else if (status === "skipped") this.#tally.skipped++;
    else {
      this.#tally.passed += walked;
      this.#tally.failed++;
    }
  }

  /** This runs after every other reporter. */
  async onExit(): Promise<void> {
    process.stdout.write(`${JSON.stringify({ suite: this.#suite, ...this.#tally })}\n`);
  }
}
