/** Measures inside a page how long it takes from the last key to the next photo on the screen. */
import type { Page } from "@playwright/test";
import { z } from "zod";

/** `url`: of the standard photo in front, null when none is; `ms`: since the last key, null before the first. */
const painted = z.object({ url: z.string().nullable(), ms: z.number().nullable() });

export type Painted = z.output<typeof painted>;

/**
 * Written as text: it runs in the page. The photo counts once it is decoded and two frames have passed, so that the
 * browser has drawn it.
 */
const script = `(() => {
  let keyAt = null;
  let shown;
  window.addEventListener("keydown", () => { keyAt = performance.now(); }, true);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const look = async () => {
    const images = [...document.querySelectorAll(".desk-frame img[data-shown]")];
    const photo = images.at(-1) ?? null;
    const empty = document.querySelector(".desk-empty .ant-empty");
    const url = photo ? photo.dataset.shown : empty ? null : undefined;
    if (url === undefined || url === shown) return;
    shown = url;
    if (photo) { await Promise.all(images.map((image) => image.decode().catch(() => undefined))); await frame(); await frame(); }
    if (shown === url) window.painted = { url, ms: keyAt === null ? null : performance.now() - keyAt };
  };
  new MutationObserver(() => void look()).observe(document, { subtree: true, childList: true, attributes: true });
})();`;

export async function watchPainting(page: Page): Promise<void> {
  await page.addInitScript(script);
}

/** null until something was painted. */
export const readPainted = async (page: Page): Promise<Painted | null> =>
  painted.nullable().parse(await page.evaluate("window.painted ?? null"));
