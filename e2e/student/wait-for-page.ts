/** Waits for a page to be drawn. An answer takes time to be drawn, and some of it is visible for a moment only. */
import type { Page } from "@playwright/test";
import { waitUntil } from "../people/wait-until.ts";

const seenWithinMs = 60_000;
const restsWithinMs = 10_000;
const everyMs = 100;

/** Resolves once the page has drawn all answers that it has received so far. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
}

/**
 * Returns the first truthy value of `look`, a function of the page. It runs in each frame, so that it misses nothing
 * that soon disappears. It is compiled once, because the page's policy would refuse it later.
 */
export const firstSeen = <Seen>(page: Page, look: string): Promise<Seen> =>
  page.evaluate<Seen>(`new Promise((resolve, reject) => {
    const look = ${look};
    const deadline = performance.now() + ${seenWithinMs};
    const next = () => {
      const seen = look();
      if (seen) resolve(seen);
      else if (performance.now() > deadline) reject(new Error("It did not come: " + look));
      else requestAnimationFrame(next);
    };
    next();
  })`);

/** Fails unless the last match comes to rest completely on the screen. The page may scroll there smoothly. */
export async function comesIntoSight(page: Page, selector: string): Promise<void> {
  const screenPx = page.viewportSize()?.height ?? 0;
  let previousPx: number | undefined;
  await waitUntil(
    `${selector} at rest in sight`,
    async () => {
      const box = await page.locator(`${selector}:visible`).last().boundingBox();
      const rests = box !== null && box.y === previousPx;
      previousPx = box?.y;
      return { box, rests };
    },
    ({ box, rests }) => rests && box !== null && box.y >= 0 && box.y + box.height <= screenPx,
    restsWithinMs,
    everyMs,
  );
}
