/** Customer service's page of one collection. */
import type { ShootingStudent } from "../people/shooting-student.ts";
import type { Desk } from "./desk.ts";

export async function search({ page }: Desk, text: string): Promise<void> {
  await page.goto("/console/service");
  await page.getByRole("search").getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

export async function openCollection(
  { page }: Desk,
  { collectionId }: ShootingStudent,
): Promise<void> {
  await page.goto(`/console/service/${collectionId}`);
  await page.locator(".service-line").first().waitFor();
}

/** Opens an action, fills in its text, and sends it. */
export async function act({ page }: Desk, name: string, text: string | null): Promise<void> {
  await page.locator(".service-actions").getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  if (text !== null) await dialog.locator("textarea").fill(text);
  await dialog.getByRole("button", { name }).click();
  await dialog.waitFor({ state: "hidden" });
}
