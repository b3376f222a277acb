/** The reviewer's own latest decisions beside the desk: whose they are, how long they can be taken back, and what more may be done with their photos. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { endKnown } from "../honeypots.ts";
import { inFront, missing, openDeskWithOne, reaches, type Student } from "../review-desk.ts";
import { approve, emptyQueue, keepHeld } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "after a reload one's latest decisions stand with photo, number, department and the time left, and each opens",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("a");
      await reaches(student, missing);
      await keepHeld(setting, student);
      await page.reload();
      const recent = page.getByRole("region", { name: "最近的决定" });
      await recent
        .getByText(/^\d\d:\d\d · 测\S+ · \*+\d{3} · \S+$/)
        .first()
        .waitFor();
      await recent
        .getByText(/^还剩 \d:\d\d$/)
        .first()
        .waitFor();
      await waitUntil(
        "the photo of the latest decision",
        () => page.evaluate<number>("document.querySelector('.desk-thumb')?.naturalWidth ?? 0"),
        (widthPx) => widthPx > 0,
      );
      await desk.picture("own-decisions");
      await recent
        .getByRole("link", { name: /^通过 · 查看 测.+ 的照片和决定$/ })
        .first()
        .click();
      await page.waitForURL(/\/decisions\/[0-9a-f-]+$/);
      await page.locator(".desk-frame img").nth(1).waitFor();
      await desk.see(/reviewer-1 · 通过/);
      await desk.press(/返回/);
      await recent.waitFor();
    },
  },
  {
    name: "a senior reviewer makes a photo just decided a known one from the desk, and is told when it is still too early",
    who: "senior-reviewer",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("a");
      const recent = page.getByRole("region", { name: "Latest decisions" });
      const senior = await setting.clientOf("senior-reviewer");
      const { submission } = await take(
        student.client.call("readCollection", { params: { collectionId: student.collectionId } }),
      );
      const decided = await waitUntil(
        "the decision",
        async () =>
          (await take(senior.call("listMyDecisions", {}))).decisions.find(
            ({ attemptId }) => attemptId === submission?.attemptId,
          ),
        (match) => match !== undefined,
      );
      assert.ok(decided);
      // Others of this reviewer's may wait for the same, and end in the same three digits.
      const own = recent.locator(".desk-recent", {
        has: page.locator(`a[href$="/decisions/${decided.decisionId}"]`),
      });
      await own
        .getByText(/^Stands from \d\d:\d\d; can be added to test photos once the collection has ended$/)
        .waitFor();
      await reaches(student, ["completed"]);
      await page.reload();
      await own.getByRole("button", { name: "Add to test photos" }).click();
      await desk.answer(/^Add$/);
      await own.getByText(/^since 2/).waitFor();
      await desk.picture("known-from-the-desk");
      await endKnown(setting, student.collectionId);
    },
  },
  {
    name: "an exception is taken back at the desk, and its photo is decided anew",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("x");
      await page.getByRole("dialog").getByRole("textbox").fill("测试证明 0002");
      await desk.answer(/确定/);
      await reaches(student, ["approved"]);
      await keepHeld(setting, student);
      await page
        .getByRole("button", { name: /^撤销 测/ })
        .first()
        .waitFor();
      await page.keyboard.press("z");
      await reaches(student, ["in_review"]);
      await inFront(desk);
      await page.getByRole("region", { name: "最近的决定" }).getByText("已撤销", { exact: true }).first().waitFor();
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "the sixth of one's latest decisions is folded below the five, and is taken back there",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const students: Student[] = [];
      for (let count = 0; count < 6; count++) {
        const student = await setting.addInReview();
        await approve(setting, student);
        await keepHeld(setting, student);
        students.push(student);
      }
      const [first] = students;
      assert.ok(first);
      await page.goto("/console/review");
      const recent = page.getByRole("region", { name: "最近的决定" });
      const undo = recent.getByRole("button", { name: new RegExp(`^撤销 测.*${first.chsi.studentNumber.slice(-3)}$`) });
      const fold = recent.getByText(/^更早的 \d+ 个$/);
      await fold.waitFor();
      assert.equal(await undo.count(), 0);
      await fold.click();
      await undo.waitFor();
      await desk.picture("own-decisions-folded");
      await undo.click();
      await reaches(first, ["in_review"]);
      await inFront(desk);
      await page.keyboard.press("a");
      await reaches(first, missing);
    },
  },
]);
