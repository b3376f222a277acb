/** A wrong decision is found by the second look and taken back before it counts. */
import { zh } from "../flow.ts";
import { inFront, openDesk, reaches } from "../review-desk.ts";
import { leaveOne } from "../second-looks.ts";
import { approve, emptyQueue, keepHeld } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "what the second look finds wrong is recalled before it counts and decided anew, and its reviewer learns of it",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      await approve(setting, await setting.addInReview());
      await leaveOne(setting);
      const student = await setting.addInReview();
      await page.goto("/console/second-looks");
      await inFront(desk);
      await approve(setting, student);
      await keepHeld(setting, student);
      await page.keyboard.press("a");
      await desk.see(/与第一次的决定/);
      await inFront(desk);
      await page.keyboard.press("r");
      await page.locator(".desk-reasons").waitFor();
      await page.keyboard.press("e");
      await page.keyboard.press("Control+Enter");
      await desk.see("与第一次的决定不同");
      await desk.press("撤回这个决定");
      await desk.confirm();
      await desk.see(/已撤回此前的决定，请重新决定（抽查复核：不通过/);
      await reaches(student, ["in_review"]);
      await desk.picture("recalled");
      await inFront(desk);
      await page.keyboard.press("r");
      await page.locator(".desk-reasons").waitFor();
      await page.keyboard.press("e");
      await page.keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
      const reviewer = await setting.desks.open("reviewer-1", zh);
      await setting.addInReview();
      await openDesk(reviewer);
      await reviewer.press(/抽查意见不一致 \d+ 份/);
      await reviewer.see("已撤回，由复核员重新决定");
      await reviewer.picture("seen-otherwise");
      await reviewer.page.locator(".desk-otherwise").getByRole("link").first().click();
      await reviewer.page.waitForURL(/\/decisions\/[0-9a-f-]+$/);
      await reviewer.page.locator(".desk-frame img").nth(1).waitFor();
      await openDesk(reviewer);
      await reviewer.page.keyboard.press("a");
      await reviewer.context.close();
    },
  },
]);
