/** The contact sheet: photos without a finding, approved together once all were visible long enough; marked ones go to the desk. */
import assert from "node:assert/strict";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { type Setting, zh } from "../flow.ts";
import { missing, openDesk, reaches, ready, type Student, stateOf } from "../review-desk.ts";
import { emptyQueue } from "../students.ts";
import { deskFlows } from "../test.ts";

/** As if the project used contact sheets, or did not, and the checks had found nothing on what waits. */
const useSheets = ({ product }: Setting, isOn: boolean) =>
  inProductDatabase(product, async (database) => {
    await database.query("update projects set sheet_review = $1", [isOn]);
    if (!isOn) return;
    await database.query(
      `update attempts set report = jsonb_set(report, '{verdict}', '"pass"'), seen_attempt_id = null
       where id in (select submitted_attempt_id from collections where state = 'in_review')`,
    );
    await database.query("update collections set review_risk = 0 where state = 'in_review'");
  });

const statesOf = (students: readonly Student[]): Promise<readonly string[]> => Promise.all(students.map(stateOf));

deskFlows([
  {
    name: "a contact sheet is decided once all its photos were visible long enough: one is rejected, one goes to the desk, the rest is approved",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const students = [await setting.addInReview(), await setting.addInReview(), await setting.addInReview()];
      await useSheets(setting, true);
      try {
        await page.goto("/console/review");
        await page.getByRole("link", { name: /^快审 \d+$/ }).click();
        const photos = page.locator(".desk-sheet-photo");
        await photos.nth(2).waitFor();
        await page.keyboard.press("Enter");
        assert.deepEqual(await statesOf(students), ["in_review", "in_review", "in_review"]);
        for (const box of await Promise.all((await photos.all()).map((photo) => photo.boundingBox()))) {
          assert.ok(box && box.height >= 300, `a photo is small: ${JSON.stringify(box)}`);
        }
        await page.keyboard.press("1");
        await page.keyboard.press("Shift+2");
        await page.locator(".desk-reasons").waitFor();
        for (const key of ["1", "Enter"]) await page.keyboard.press(key);
        await page.locator(".desk-reasons").waitFor({ state: "detached" });
        await page.keyboard.press("Space");
        await page.getByRole("img", { name: /的原图$/ }).waitFor();
        await desk.see("可以处理这一页");
        await desk.picture("review-sheet");
        await desk.press(/^其余 1 张通过/);
        await waitUntil(
          "one approval and one rejection",
          () => statesOf(students),
          (states) => states.filter((state) => missing.includes(state)).length === 1 && states.includes("rejected"),
        );
        await desk.see("目前没有适合快审的照片");
        await openDesk(desk);
        await ready(desk);
        await page.keyboard.press("a");
        await waitUntil(
          "the approval of the one at the desk",
          () => statesOf(students),
          (states) => states.filter((state) => missing.includes(state)).length === 2,
        );
      } finally {
        await useSheets(setting, false);
      }
    },
  },
  {
    name: "an approval on a sheet is undone there, and its photo is decided anew at the desk",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const student = await setting.addInReview();
      await useSheets(setting, true);
      try {
        await page.goto("/console/review/sheet");
        await desk.see("可以处理这一页");
        await page.keyboard.press("Enter");
        await reaches(student, ["approved"]);
        await page.keyboard.press("z");
        await desk.see("已移到单张审核，请在那里重新决定。");
        await reaches(student, ["in_review"]);
        await openDesk(desk);
        await page.keyboard.press("a");
        await reaches(student, missing);
      } finally {
        await useSheets(setting, false);
      }
    },
  },
]);
