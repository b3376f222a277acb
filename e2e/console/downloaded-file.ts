/** Files that pages offer, as their downloads deliver them. */
import { readFile } from "node:fs/promises";
import type { Desk } from "./desk.ts";

export interface TakenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Returns the file that the browser downloads during `act`. */
export async function takenFile({ page }: Desk, act: () => Promise<void>): Promise<TakenFile> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

export const linesOf = ({ bytes }: TakenFile): readonly string[] =>
  bytes.toString("utf8").replace("\ufeff", "").trimEnd().split("\r\n");

/** Downloads the CSV behind the button of this name. Returns its lines without the heading. */
export async function exportedLines(desk: Desk, button: string): Promise<readonly string[]> {
  const { page } = desk;
  await page.getByRole("button", { name: button }).click();
  const [, ...lines] = linesOf(
    await takenFile(desk, () => page.getByRole("menuitem", { name: "CSV" }).click()),
  );
  return lines;
}
