/**
 * Prints each failure with its cause in one line, `✘ title: error`, and the last line of a suite:
 * `{"suite":"…","passed":N,"failed":N,"skipped":N}`.
 */
import { stripVTControlCharacters } from "node:util";
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";

export default class TallyReporter implements Reporter {
  #suite = "";
  readonly #tally = { passed: 0, failed: 0, skipped: 0 };
  readonly #failures: string[] = [];

  onBegin(_config: FullConfig, { suites }: Suite): void {
    this.#suite = suites.map((project) => project.title).join(" ");
  }

  /** A test with steps counts as many tests as it has steps. */
  onTestEnd({ title }: TestCase, { status, steps, error }: TestResult): void {
    const walked = steps.filter(({ category, error }) => category === "test.step" && !error).length;
    if (status === "passed") this.#tally.passed += Math.max(1, walked);
    else if (status === "skipped") this.#tally.skipped++;
    else {
      this.#tally.passed += walked;
      this.#tally.failed++;
      const cause = stripVTControlCharacters(error?.message ?? status).replace(/\s+/g, " ");
      this.#failures.push(`✘ ${title}: ${cause.slice(0, 600)}`);
    }
  }

  /** This runs after every other reporter. */
  async onExit(): Promise<void> {
    for (const failure of this.#failures) process.stdout.write(`${failure}\n`);
    process.stdout.write(`${JSON.stringify({ suite: this.#suite, ...this.#tally })}\n`);
  }
}
