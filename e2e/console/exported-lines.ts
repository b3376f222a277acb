/** What a list's page gives as a file, read as the person would who took it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Desk } from "./desk.ts";

/** The lines of the CSV behind the button of this name, without the heading. */
export async function exportedLines({ page }: Desk, button: string): Promise<readonly string[]> {
  await page.getByRole("button", { name: button }).click();
  const asked = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-export-"));
  try {
    const file = join(folder, "list.csv");
    await (await asked).saveAs(file);
    return readFileSync(file, "utf8").trim().split("\r\n").slice(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
