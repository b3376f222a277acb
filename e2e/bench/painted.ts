/** Measures inside a page how long it takes from the last key to the next photo on the screen, and from there to its decision. */
import type { Page } from "@playwright/test";
import { z } from "zod";

/**
 * `url`: of the standard photo in front, null when none is; `ms`: since the last key, null before the first; `atMs`: since the
 * page was asked for.
 */
const painted = z.object({ url: z.string().nullable(), ms: z.number().nullable(), atMs: z.number() });

export type Painted = z.output<typeof painted>;

/**
 * Written as text: it runs in the page. The photo counts once it is decoded and two frames have passed, so that the
 * browser has drawn it.
 */
const script = `(() => {
  let keyAt = null;
  let shown;
  let paintedAt = null;
  const asked = new Set();
  window.lookedMs = [];
  const fetchIt = window.fetch;
  window.fetch = (...given) => {
    const url = String(given[0]?.url ?? given[0]);
    // Sent again after a lost answer it is no second decision.
    if (/\\/(approve|reject)$/.test(url) && !asked.has(url)) {
      asked.add(url);
      window.lookedMs.push(paintedAt === null ? null : performance.now() - paintedAt);
    }
    return fetchIt(...given);
  };
  window.addEventListener("keydown", (event) => { if (event.isTrusted) keyAt = performance.now(); }, true);
  // Somebody whose finger is faster than the picture.
  const pressEarly = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const look = async () => {
    const images = [...document.querySelectorAll(".desk-frame img[data-shown]")];
    const photo = images.at(-1) ?? null;
    const empty = document.querySelector(".desk-empty .ant-empty");
    const url = photo ? photo.dataset.shown : empty ? null : undefined;
    if (url === undefined || url === shown) return;
    shown = url;
    paintedAt = null;
    pressEarly();
    try {
      if (photo) { await Promise.all(images.map((image) => image.decode())); await frame(); await frame(); }
    } catch {
      // Its pictures could not be fetched: looked at again when they come anew.
      if (shown === url) shown = undefined;
      return;
    }
    if (shown !== url) return;
    paintedAt = performance.now();
    pressEarly();
    window.painted = { url, ms: keyAt === null ? null : paintedAt - keyAt, atMs: paintedAt };
  };
  new MutationObserver(() => void look()).observe(document, { subtree: true, childList: true, attributes: true });
})();`;

export async function watchPainting(page: Page): Promise<void> {
  await page.addInitScript(script);
}

/** Of each decision: how long its photo had been painted, ms; null where it was not. */
export const readLooks = async (page: Page): Promise<readonly (number | null)[]> =>
  z.array(z.number().nullable()).parse(await page.evaluate("window.lookedMs"));

/** null until something was painted. */
export const readPainted = async (page: Page): Promise<Painted | null> =>
  painted.nullable().parse(await page.evaluate("window.painted ?? null"));
