/** What a list's page gives as a file, read as the person would who took it. */
import type { Desk } from "./desk.ts";
import { takenFile } from "./downloaded-file.ts";

/** The lines of the CSV behind the button of this name, without the heading. */
export async function exportedLines(desk: Desk, button: string): Promise<readonly string[]> {
  const { page } = desk;
  await page.getByRole("button", { name: button }).click();
  const { bytes } = await takenFile(desk, () => page.getByRole("menuitem", { name: "CSV" }).click());
  return bytes.toString("utf8").trim().split("\r\n").slice(1);
}
