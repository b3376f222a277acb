/** A folder of one test's own, or of a file's, gone after it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** Called in a test, or before each, it is that test's; at the top of a file, the file's. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gradphoto-${name}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    // Vitest throws where no test runs, and has no other way to ask.
    afterAll(remove);
  }
  return folder;
}
