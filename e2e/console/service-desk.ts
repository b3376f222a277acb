import type { ShootingStudent } from "../people/shooting-student.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Desk } from "./desk.ts";

export async function search({ page }: Desk, text: string): Promise<void> {
  await page.goto("/console/service");
  await page.getByRole("search").getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

/** Opens the collection by its number. */
export async function open(desk: Desk, { collectionId }: ShootingStudent): Promise<void> {
  await search(desk, collectionId);
  await desk.page.waitForURL(`**/service/${collectionId}`);
  await desk.page.locator(".service-line").first().waitFor();
}

/** Opens an action, fills its words, sends it. */
export async function act({ page }: Desk, name: string, words: string | null): Promise<void> {
  await page.locator(".service-actions").getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  if (words !== null) await dialog.locator("textarea").fill(words);
  await dialog.getByRole("button", { name }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Waits until every picture in the drawer is there, and the drawer too. The page's own policy lets no script poll inside it. */
export const painted = ({ page }: Desk): Promise<unknown> =>
  waitUntil(
    "the pictures",
    () =>
      page.evaluate<boolean>(
        "[...document.querySelectorAll('.service-plane img')].every((image) => image.complete && image.naturalWidth > 0) && document.getAnimations().length === 0",
      ),
    (done) => done,
    30_000,
  );
