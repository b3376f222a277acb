/** A file that a page gives, read as the person would who took it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Desk } from "./desk.ts";

export interface TakenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the browser saves when this is done at the desk. */
export async function takenFile({ page }: Desk, act: () => Promise<void>): Promise<TakenFile> {
  const query = page.waitForEvent("download");
  await act();
  const download = await query;
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-export-"));
  try {
    const file = join(folder, "taken");
    await download.saveAs(file);
    return { name: download.suggestedFilename(), bytes: readFileSync(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
