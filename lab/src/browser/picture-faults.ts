/** What makes a screenshot unfit for a document: pictures that are missing or of one colour, and text that is cut. */
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { z } from "zod";

/** Left, top, width and height in pixels of the screenshot. */
export type Area = readonly [number, number, number, number];

/** Standard deviation, in codes, that the most varied channel of a decoded picture exceeds. */
export const minDeviation = 6;

/** Smaller pictures are symbols, which may be of one colour. */
const leastPicturePx = 60;

const seen = z.object({
  faults: z.array(z.string()),
  pictures: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
});

/** Runs in the page. A line of text is cut where only its upper or lower half, or a part of its width, is visible. */
const look = `(() => {
  const faults = [], pictures = [];
  for (const image of document.images) {
    const { left, top, width, height, right, bottom } = image.getBoundingClientRect();
    const isVisible = image.checkVisibility({ visibilityProperty: true }) && width >= ${leastPicturePx} && height >= ${leastPicturePx};
    if (!isVisible || right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) continue;
    if (!image.complete || image.naturalWidth === 0) faults.push("not decoded: " + image.alt);
    const [x, y] = [Math.max(0, left), Math.max(0, top)];
    pictures.push([x, y, Math.min(innerWidth, right) - x, Math.min(innerHeight, bottom) - y]);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() === "" || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const { overflowX, textOverflow } = getComputedStyle(parent);
    const isShortened = overflowX === "hidden" && textOverflow === "ellipsis" && parent.scrollWidth > parent.clientWidth + 1;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (bottom - top < 8 || right - left < 4) continue;
      const isHit = (x, y) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (hit === parent || parent.contains(hit) || hit.contains(parent) && hit.tagName === "BUTTON");
      };
      const middle = (left + right) / 2;
      const quarter = (bottom - top) / 4;
      const shown = [isHit(middle, top + quarter), isHit(middle, bottom - quarter)];
      if (shown[0] !== shown[1]) faults.push("cut: " + node.data.trim().slice(0, 40));
      else if (shown[0] && (left < 0 || right > innerWidth)) faults.push("wider than the screen: " + node.data.trim().slice(0, 40));
      else if (shown[0] && isShortened) faults.push("shortened: " + node.data.trim().slice(0, 40));
    }
  }
  return { faults, pictures };
})()`;

/** Returns the greatest standard deviation of a channel in the area. */
export async function deviationIn(file: Buffer, [left, top, width, height]: Area): Promise<number> {
  const { channels } = await sharp(
    await sharp(file).extract({ left, top, width, height }).toBuffer(),
  ).stats();
  return Math.max(...channels.map(({ stdev }) => stdev));
}

/** Takes a screenshot. Returns it with its faults and the areas of its pictures. */
export async function shoot(page: Page) {
  const { faults, pictures } = seen.parse(await page.evaluate(look));
  const png = await page.screenshot();
  const { width = 0 } = await sharp(png).metadata();
  const scale = width / (page.viewportSize()?.width ?? width);
  const areas = pictures.map(
    ([left, top, wide, high]): Area => [
      Math.ceil(left * scale),
      Math.ceil(top * scale),
      Math.max(1, Math.floor(wide * scale) - 1),
      Math.max(1, Math.floor(high * scale) - 1),
    ],
  );
  const deviations = await Promise.all(areas.map((area) => deviationIn(png, area)));
  const plain = deviations
    .filter((deviation) => deviation < minDeviation)
    .map(() => "a picture of one colour");
  return { png, areas, faults: [...faults, ...plain] };
}
