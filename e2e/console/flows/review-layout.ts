/** Layout of the review desk at two screen sizes, and its zoom. */
import { expect, type Locator } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { type Setting, zh } from "../flow.ts";
import { chooseReasons, inFront, openDeskWithOne } from "../review-desk.ts";
import { stateOf } from "../students.ts";
import { test } from "../test.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxOf = async (locator: Locator): Promise<Box> => {
  const box = await locator.boundingBox();
  if (!box) throw new Error("The element has no box");
  return box;
};

const boxesOf = async (locator: Locator): Promise<readonly Box[]> =>
  Promise.all((await locator.all()).map(boxOf));

/** Returns the height of the part of a box that is visible within the other. */
const visibleHeight = (box: Box, within: Box): number =>
  Math.min(box.y + box.height, within.y + within.height) - Math.max(box.y, within.y);

const expectVisible = (box: Box, within: Box): void =>
  expect(visibleHeight(box, within)).toBeGreaterThanOrEqual(box.height);

async function openLoadedDesk(desk: Desk, setting: Setting) {
  const student = await openDeskWithOne(desk, setting);
  await desk.page.getByRole("combobox", { name: "只审一个项目" }).waitFor();
  await inFront(desk);
  return student;
}

test("at 1024 × 768 photos are large, and checklist and reasons are within reach", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1", { ...zh, widthPx: 1024, heightPx: 768 });
  const { page } = desk;
  const student = await openLoadedDesk(desk, setting);
  const frames = await boxesOf(page.locator(".desk-frame"));
  for (const [index, photo] of (
    await boxesOf(page.locator(".desk-frame img[data-picture]"))
  ).entries())
    expect(visibleHeight(photo, frames[index] ?? photo)).toBeGreaterThanOrEqual(300);
  const screen: Box = { x: 0, y: 0, width: 1024, height: 768 };
  expectVisible(await boxOf(page.locator(".desk-checklist")), screen);
  const parts = [".desk-head", ".desk-pair", ".desk-acts", ".desk-under"];
  const boxes = await Promise.all(parts.map((part) => boxOf(page.locator(part))));
  // No part covers the next one, and the last ends on the screen; one pixel is tolerated for rounding.
  for (const [index, { y, height }] of boxes.entries())
    expect(y + height).toBeLessThanOrEqual((boxes[index + 1]?.y ?? screen.height) + 1);
  await chooseReasons(desk);
  const fold = page.locator(".desk-reasons .desk-fold");
  await fold.waitFor();
  for (const name of ["头部未摆正", "着装不合要求", "其他原因（见说明）"]) {
    const reason = page.locator(".desk-reason", { hasText: name });
    await reason.click();
    expect(await reason.getAttribute("aria-pressed")).toBe("true");
  }
  expectVisible(await boxOf(fold), screen);
  // Enter opens the details, and does not send the selected reasons.
  await fold.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  await page.getByText("保持肩膀齐平").waitFor();
  expect(await stateOf(student)).toBe("in_review");
});

test("at 1440 × 900 the photo has its true size, and the keys of the reasons are visible", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await openLoadedDesk(desk, setting);
  const side = await boxOf(page.locator(".desk-side"));
  expectVisible(await boxOf(page.locator(".desk-checklist")), side);
  const photo = await boxOf(page.locator(".desk-frame img[data-picture]").last());
  expect([photo.width, photo.height]).toEqual([480, 640]);
  await chooseReasons(desk);
  await page.keyboard.press("g");
  await page.locator(".desk-reasons-sent > ul li").waitFor();
  const sentReasons = await boxOf(page.locator(".desk-reasons-sent"));
  for (const key of await boxesOf(page.locator(".desk-reason kbd"))) {
    expect(key.y).toBeGreaterThanOrEqual(side.y);
    expect(key.y + key.height).toBeLessThanOrEqual(sentReasons.y);
  }
});

test("keys zoom the photos", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await openLoadedDesk(desk, setting);
  const readZoomPerCent = async (): Promise<number> =>
    Number.parseInt((await page.locator(".desk-per-cent").allTextContents())[1] ?? "", 10);
  const initialPerCent = await readZoomPerCent();
  for (const [key, hasZoomed] of [
    ["+", (now: number) => now > initialPerCent],
    ["-", (now: number) => now === initialPerCent],
    ["-", (now: number) => now < initialPerCent],
    ["h", (now: number) => now > initialPerCent],
    ["0", (now: number) => now === initialPerCent],
  ] as const) {
    await page.keyboard.press(key);
    await waitUntil(`the zoom of ${key}`, readZoomPerCent, hasZoomed);
  }
});

test("passed checks expand to their names, values and limits", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await openLoadedDesk(desk, setting);
  const passed = page.locator("details", { hasText: /其余 \d+ 项通过/ });
  const summary = passed.locator("summary");
  const count = Number(/\d+/.exec((await summary.textContent()) ?? "")?.[0]);
  await summary.click();
  const items = passed.locator("li");
  await expect(items).toHaveCount(count);
  expect(new Set((await items.locator("b").allTextContents()).filter(Boolean)).size).toBe(count);
  const valued = (await items.allTextContents()).filter((line) =>
    /\d.*(不低于|不超过|之间|应为)\D*\d/.test(line),
  );
  expect(valued.length).toBeGreaterThan(5);
});
