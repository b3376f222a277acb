/** What a reviewer sees at the desk: the photos and what is beside them at the size of the screen, near and far. */
import assert from "node:assert/strict";
import type { Locator } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import { zh } from "../flow.ts";
import { inFront, missing, openDeskWithOne, reaches, stateOf } from "../review-desk.ts";
import { deskFlows } from "../test.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxOf = async (locator: Locator): Promise<Box> => {
  const box = await locator.boundingBox();
  assert.ok(box, "it takes no room");
  return box;
};

const boxesOf = async (locator: Locator): Promise<readonly Box[]> => Promise.all((await locator.all()).map(boxOf));

/** How much of it is to be seen in the other. */
const seenHeight = (box: Box, within: Box): number =>
  Math.min(box.y + box.height, within.y + within.height) - Math.max(box.y, within.y);

/** None reaches into the next one, each below the other; a pixel is a rounding. */
function assertBelowEachOther(boxes: readonly Box[]): void {
  for (const [index, { y }] of boxes.entries()) {
    const above = boxes[index - 1];
    assert.ok(!above || above.y + above.height <= y + 1, `the ${index}th of ${JSON.stringify(boxes)} is covered`);
  }
}

deskFlows([
  {
    name: "at 1024 × 768 both photos are large, the points to check are in sight, and every reason can be reached",
    who: "reviewer-1",
    look: { ...zh, widthPx: 1024, heightPx: 768 },
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.getByRole("combobox", { name: "只审一个项目" }).waitFor();
      await inFront(desk);
      await desk.picture("review-1024");
      const frames = await boxesOf(page.locator(".desk-frame"));
      const photos = await boxesOf(page.locator(".desk-frame img[data-shown]"));
      for (const [index, photo] of photos.entries()) {
        const frame = frames[index];
        assert.ok(frame && seenHeight(photo, frame) >= 300, `a photo is small: ${JSON.stringify(photo)}`);
      }
      const screen: Box = { x: 0, y: 0, width: 1024, height: 768 };
      const points = await boxOf(page.locator(".desk-checklist"));
      assert.ok(seenHeight(points, screen) >= points.height, "the points to check are out of sight");
      const rows = await Promise.all(
        [".desk-head", ".desk-pair", ".desk-acts", ".desk-under"].map((name) => boxOf(page.locator(name))),
      );
      assertBelowEachOther([...rows, { ...screen, y: 768, height: 0 }]);
      await page.keyboard.press("r");
      const bar = page.locator(".desk-reasons .desk-fold");
      await bar.waitFor();
      await desk.picture("review-reasons-1024");
      for (const name of ["头部未摆正", "着装不合要求", "其他原因（见说明）"]) {
        const reason = page.locator(".desk-reason", { hasText: name });
        await reason.click();
        assert.equal(await reason.getAttribute("aria-pressed"), "true");
      }
      const below = await boxOf(bar);
      assert.ok(seenHeight(below, screen) >= below.height, "what only people judge is out of sight");
      // It opens, and sends none of the reasons chosen above.
      await bar.locator("summary").first().focus();
      await page.keyboard.press("Enter");
      await page.getByText("保持肩膀齐平").waitFor();
      assert.equal(await stateOf(student), "in_review");
      await page.keyboard.press("Escape");
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "at 1440 × 900 the standard photo has its true pixels, and the key of every reason is in sight",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.getByRole("combobox", { name: "只审一个项目" }).waitFor();
      await inFront(desk);
      const side = await boxOf(page.locator(".desk-side"));
      const points = await boxOf(page.locator(".desk-checklist"));
      assert.ok(seenHeight(points, side) >= points.height, "the points to check are out of sight");
      const photo = await boxOf(page.locator(".desk-frame img[data-shown]").last());
      assert.deepEqual([photo.width, photo.height], [480, 640], "the standard photo is not shown in its true pixels");
      await page.keyboard.press("r");
      await page.locator(".desk-reasons").waitFor();
      await page.keyboard.press("g");
      await page.locator(".desk-reasons-sent > ul li").waitFor();
      const foot = await boxOf(page.locator(".desk-reasons-sent"));
      for (const key of await boxesOf(page.locator(".desk-reason kbd"))) {
        assert.ok(key.y >= side.y && key.y + key.height <= foot.y, `a key is out of sight: ${JSON.stringify(key)}`);
      }
      await page.keyboard.press("Escape");
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "keys look nearer, farther and at the ears, and the checks that passed open to their names, values and limits",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.getByRole("combobox", { name: "只审一个项目" }).waitFor();
      await inFront(desk);
      const perCent = async (): Promise<number> =>
        Number.parseInt((await page.locator(".desk-per-cent").allTextContents())[1] ?? "", 10);
      const whole = await perCent();
      const becomes = (what: string, done: (now: number) => boolean) => waitUntil(what, perCent, done);
      await page.keyboard.press("+");
      await becomes("a nearer look", (now) => now > whole);
      await page.keyboard.press("-");
      await becomes("the look before", (now) => now === whole);
      await page.keyboard.press("-");
      await becomes("a look from farther away", (now) => now < whole);
      await page.keyboard.press("h");
      await becomes("the ears", (now) => now > whole);
      await page.keyboard.press("0");
      await becomes("the whole photo", (now) => now === whole);
      const passed = page.locator("details", { hasText: /其余 \d+ 项通过/ });
      const summary = passed.locator("summary");
      const count = Number(/\d+/.exec((await summary.textContent()) ?? "")?.[0]);
      await summary.click();
      const reported = passed.locator("li");
      await reported.first().waitFor();
      assert.equal(await reported.count(), count);
      const lines = await reported.allTextContents();
      const names = await reported.locator("b").allTextContents();
      assert.equal(new Set(names.filter(Boolean)).size, count, "a check that passed has no name of its own");
      const valued = lines.filter((line) => /\d.*(不低于|不超过|之间|应为)\D*\d/.test(line));
      assert.ok(valued.length > 5, `values beside their limits:\n${lines.join("\n")}`);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
]);
