/** Waits inside the page for what it draws: an answer takes its time to be drawn, and some of it is there for a moment only. */
import type { Page, Response } from "@playwright/test";

const withinMs = 60_000;

/** What the page has heard of by now is drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
}

/** The page has this answer whole, and what comes of it is drawn. */
export async function takenIn(page: Page, answer: Response): Promise<void> {
  await answer.finished();
  await drawn(page);
}

/**
 * Answers what `look`, a function of the page, sees first. It looks with each frame, so that nothing is missed which is
 * soon gone, and is compiled once: later the page's own policy would refuse it.
 */
export const firstSeen = <Seen>(page: Page, look: string): Promise<Seen> =>
  page.evaluate<Seen>(`new Promise((resolve, reject) => {
    const look = ${look};
    const deadline = performance.now() + ${withinMs};
    const next = () => {
      const seen = look();
      if (seen) resolve(seen);
      else if (performance.now() > deadline) reject(new Error("It did not come: " + look));
      else requestAnimationFrame(next);
    };
    next();
  })`);
