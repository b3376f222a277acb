/** Temporary folder of a test or a test file, deleted afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/**
 * Creates a folder. A call inside a test or `beforeEach` creates one for that test; a call at the top of a file, one
 * for the file.
 */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gradphoto-${name}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    // Vitest throws outside of a test and offers no other way to detect this.
    afterAll(remove);
  }
  return folder;
}
