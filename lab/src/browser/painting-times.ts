/** Measures in the page the time from the last key to the next painted photo, and from there to its decision. */
import type { Page } from "@playwright/test";
import { z } from "zod";

/**
 * The latest painting of the photos. `url`: addresses of the visible pictures; null when the queue is empty. `ms`: time
 * from the last key to this painting; null before the first key. `atMs`: time from the start of the navigation to it.
 */
const painted = z.object({
  url: z.string().nullable(),
  ms: z.number().nullable(),
  atMs: z.number(),
});

export type Painted = z.output<typeof painted>;

/**
 * Init script of the page, as text because it runs in the browser. A photo counts as painted once it is decoded and
 * two frames have passed. Each decision is measured from there to its own `madeAt` time.
 */
const script = `(() => {
  let keyAt = null;
  let visibleUrls;
  // Attempt of each task by the address of its photo.
  const attemptOf = new Map();
  const recordTasks = async (response) => {
    const { tasks = [] } = await response.json().catch(() => ({}));
    for (const { pictures, attempt } of tasks) attemptOf.set(pictures.photoUrl, attempt.attemptId);
  };
  const now = () => performance.timeOrigin + performance.now();
  // Milliseconds since 1970 by attempt.
  const paintedAt = new Map();
  const sentDecisions = new Set();
  window.viewedMs = [];
  const originalFetch = window.fetch;
  window.fetch = (...args) => {
    const url = String(args[0]?.url ?? args[0]);
    // A decision that is sent again after a lost answer counts once.
    if (args[1]?.method === "PUT" && /\\/decisions\\//.test(url) && !sentDecisions.has(url)) {
      sentDecisions.add(url);
      const { attemptId, madeAt } = JSON.parse(args[1].body);
      const since = paintedAt.get(attemptId);
      window.viewedMs.push(since === undefined ? null : Date.parse(madeAt) - since);
    }
    const answer = originalFetch(...args);
    if (/\\/tasks\\/take$/.test(url)) answer.then((response) => recordTasks(response.clone()), () => undefined);
    return answer;
  };
  window.addEventListener("keydown", (event) => { if (event.isTrusted) keyAt = performance.now(); }, true);
  // Presses a key before the picture is painted, as a hasty reviewer would.
  const pressEarly = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: window.earlyKey ?? "a" }));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const look = async () => {
    const images = [...document.querySelectorAll(".desk-frame img[data-picture], .desk-sheet-photo img")];
    const photo = images.at(-1) ?? null;
    const empty = document.querySelector(".desk-empty .ant-empty");
    const url = photo ? images.map((image) => image.dataset.picture ?? image.src).join(" ") : empty ? null : undefined;
    if (url === undefined || url === visibleUrls) return;
    visibleUrls = url;
    pressEarly();
    try {
      if (photo) { await Promise.all(images.map((image) => image.decode())); await frame(); await frame(); }
    } catch {
      // A picture failed to load: the next load is measured instead.
      if (visibleUrls === url) visibleUrls = undefined;
      return;
    }
    if (visibleUrls !== url) return;
    for (const image of images) {
      const attempt = attemptOf.get(image.getAttribute("src"));
      // A task that returns to the desk is measured from its latest painting.
      if (attempt !== undefined) paintedAt.set(attempt, now());
    }
    const atMs = performance.now();
    pressEarly();
    window.painted = { url, ms: keyAt === null ? null : atMs - keyAt, atMs };
  };
  new MutationObserver(() => void look()).observe(document, { subtree: true, childList: true, attributes: true });
})();`;

export async function watchPainting(page: Page): Promise<void> {
  await page.addInitScript(script);
}

/** Reads for each decision the time in ms for which its photo had been painted; null if it was not painted. */
export const readLooks = async (page: Page): Promise<readonly (number | null)[]> =>
  z.array(z.number().nullable()).parse(await page.evaluate("window.viewedMs"));

/** Reads the state; returns null before anything was painted. */
export const readPainted = async (page: Page): Promise<Painted | null> =>
  painted.nullable().parse(await page.evaluate("window.painted ?? null"));
