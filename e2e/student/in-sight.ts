/** Waits for what an answer brings into sight: the page may glide there, so a single look would be too early. */
import type { Page } from "@playwright/test";
import { waitUntil } from "../people/wait-until.ts";

const withinMs = 10_000;
const everyMs = 100;

/** Fails unless the last thing that matches comes to rest wholly on the screen. */
export async function comesIntoSight(page: Page, selector: string): Promise<void> {
  const screenPx = page.viewportSize()?.height ?? 0;
  let beforePx: number | undefined;
  await waitUntil(
    `${selector} at rest in sight`,
    async () => {
      const box = await page.locator(`${selector}:visible`).last().boundingBox();
      const rests = box !== null && box.y === beforePx;
      beforePx = box?.y;
      return { box, rests };
    },
    ({ box, rests }) => rests && box !== null && box.y >= 0 && box.y + box.height <= screenPx,
    withinMs,
    everyMs,
  );
}
