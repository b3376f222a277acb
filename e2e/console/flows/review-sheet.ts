/** The contact sheet. Photos without findings are approved together once each was visible long enough. */
import { expect } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Setting } from "../flow.ts";
import { openDesk } from "../review-desk.ts";
import { approvedStates, emptyQueue, reaches, stateOf } from "../students.ts";
import { test as base } from "../test.ts";

const test = base.extend<{ readonly sheets: (setting: Setting) => Promise<void> }>({
  // Until the test ends, the project uses contact sheets and the waiting photos have no findings.
  sheets: async ({ setting: { product } }, use) => {
    await use(() =>
      inProductDatabase(product, async (database) => {
        await database.query("update projects set sheet_review = true");
        await database.query(
          `update attempts set report = jsonb_set(report, '{verdict}', '"pass"'), seen_attempt_id = null
           where id in (select submitted_attempt_id from collections where state = 'in_review')`,
        );
        await database.query("update collections set review_risk = 0 where state = 'in_review'");
      }),
    );
    await inProductDatabase(product, (database) =>
      database.query("update projects set sheet_review = false"),
    );
  },
});

test("a contact sheet can be decided only after all its photos were visible", async ({
  deskOf,
  setting,
  sheets,
}) => {
  await emptyQueue(setting);
  const students = [
    await setting.addInReview(),
    await setting.addInReview(),
    await setting.addInReview(),
  ];
  const states = () => Promise.all(students.map(stateOf));
  await sheets(setting);
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await page.goto("/console/review");
  await page.getByRole("link", { name: /^快审 \d+$/ }).click();
  const photos = page.locator(".desk-sheet-photo");
  await photos.nth(2).waitFor();
  await page.keyboard.press("Enter");
  expect(await states()).toEqual(["in_review", "in_review", "in_review"]);
  for (const photo of await photos.all())
    expect((await photo.boundingBox())?.height).toBeGreaterThanOrEqual(300);
  await page.keyboard.press("1");
  await page.keyboard.press("Shift+2");
  await page.locator(".desk-reasons").waitFor();
  for (const key of ["1", "Enter"]) await page.keyboard.press(key);
  await page.locator(".desk-reasons").waitFor({ state: "detached" });
  await page.keyboard.press("Space");
  await page.getByRole("img", { name: /的原图$/ }).waitFor();
  await desk.see("可以处理这一页");
  await desk.press(/^其余 1 张通过/);
  await desk.see("目前没有适合快审的照片");
  // The rejection is in its hold; the third photo is at the desk.
  await openDesk(desk);
  await page.keyboard.press("a");
  await waitUntil(
    "two approvals",
    states,
    (now) => now.filter((state) => approvedStates.includes(state)).length === 2,
  );
});

test("a photo approved on a contact sheet goes to the desk after an undo", async ({
  deskOf,
  setting,
  sheets,
  longHold: _,
}) => {
  await emptyQueue(setting);
  const student = await setting.addInReview();
  await sheets(setting);
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await page.goto("/console/review/sheet");
  await desk.see("可以处理这一页");
  await page.keyboard.press("Enter");
  await reaches(student, "approved");
  await page.keyboard.press("z");
  await desk.see("已移到单张审核，请在那里重新决定。");
  await reaches(student, "in_review");
  await openDesk(desk);
});
