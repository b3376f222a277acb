/** Around the review desk: decisions that wait before they count, earlier photos, the queue, and what a senior reviewer sees of it all. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { inFront, missing, openDesk, openDeskWithOne, painted, reaches } from "../review-desk.ts";
import { approve, emptyQueue, reject } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "a rejection is taken back before its student is told, and told once it can no longer be",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const other = await openDeskWithOne(desk, setting);
      const rejectFor = async (key: string): Promise<void> => {
        await page.keyboard.press("r");
        await page.locator(".desk-reasons").waitFor();
        await page.keyboard.press(key);
        await page.keyboard.press("Control+Enter");
      };
      await page.keyboard.press("a");
      const student = await setting.addInReview();
      await inFront(desk);
      await rejectFor("e");
      // At once: before the page knows the decision as one that can be taken back.
      await page.keyboard.press("z");
      // Of one that takes more than three seconds to save the desk says so, and takes nothing back.
      const late = page.getByText(/暂时不能撤销/);
      await page.locator(".desk-frame").or(late).first().waitFor();
      if (await late.isVisible()) {
        await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
        await page.keyboard.press("z");
      }
      await inFront(desk);
      await rejectFor("1");
      await reaches(student, ["rejected"]);
      await reaches(other, missing);
      const { refusal } = await take(
        student.client.call("readCollection", { params: { collectionId: student.collectionId } }),
      );
      assert.deepEqual(
        refusal?.reasons.map(({ code }) => code),
        ["head-not-straight"],
      );
    },
  },
  {
    name: "what was handed to a senior reviewer is taken back, as long as nobody looks at it",
    who: "reviewer-2",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("e");
      await page.getByRole("dialog").getByRole("textbox").fill("Is this a uniform?");
      await desk.answer("Confirm");
      await page
        .getByRole("button", { name: /^Undo 测/ })
        .first()
        .waitFor();
      await page.keyboard.press("z");
      await inFront(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "the photo before stands beside the new one by one key, with why it was rejected",
    who: "reviewer-2",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const student = await setting.addInReview();
      await reject(setting, student);
      await submitPhoto(student);
      await openDesk(desk);
      await desk.see(/镜片反光，请摘下眼镜再拍/);
      await page.keyboard.press("c");
      await desk.see(/^第 1 次拍摄的标准照（此前） · 不通过 · .+ · 镜片反光，请摘下眼镜再拍。$/);
      await waitUntil(
        "the earlier photo",
        () => page.evaluate<number>("document.querySelector('.desk-frame img')?.naturalWidth ?? 0"),
        (widthPx) => widthPx === 480,
      );
      await desk.picture("review-earlier");
      // The two that are shown are blinked.
      const inPlace = page.locator(".desk-figure").nth(1);
      await page.keyboard.press("b");
      await inPlace.getByRole("img", { name: /^第 1 次拍摄的标准照（此前）/ }).waitFor();
      await inPlace.getByRole("img", { name: "标准照", exact: true }).waitFor();
      await page.keyboard.press("b");
      await page.keyboard.press("c");
      await page.getByText("第 1 次拍摄的标准照（此前）").waitFor({ state: "hidden" });
      await painted(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "the desk tells how much waits, and gives the photos of one project alone",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await desk.see(/等待 \d+/);
      const other = await setting.addInReview();
      await page.reload();
      await painted(desk);
      await page.getByRole("combobox", { name: "只审一个项目或一所院校" }).click();
      await desk.picture("review-projects");
      await page.keyboard.press("Escape");
      const { project } = await take(
        other.client.call("readCollection", { params: { collectionId: other.collectionId } }),
      );
      await page.goto(`/console/review?project=${project.projectId}`);
      await inFront(desk);
      await page.keyboard.press("a");
      await inFront(desk);
      await page.keyboard.press("a");
      for (const one of [student, other]) await reaches(one, missing);
      await page.goto("/console/review?project=00000000-0000-4000-8000-000000000000");
      await desk.see("目前没有等待审核的照片");
    },
  },
  {
    name: "an appeal comes to the senior reviewer as the student's, with their words and what the checks found",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const student = await setting.addInReview();
      await reject(setting, student);
      const params = { collectionId: student.collectionId };
      await take(student.client.call("appealRejection", { params, body: { reason: "我没有戴眼镜，请再看一下" } }));
      await page.goto("/console/review?queue=appeals");
      await inFront(desk);
      await desk.see("学生申诉：我没有戴眼镜，请再看一下");
      await desk.see(/^申诉对象：不通过 · .+ · 镜片反光，请摘下眼镜再拍。$/);
      await page.locator(".desk-finding").first().waitFor();
      await desk.picture("review-appeal");
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "a whole school is chosen at the desk: its photos come, and those of no other school",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      // One more than a hand holds: a school is there to be chosen while something of it waits.
      for (let added = 0; added < 6; added++) await setting.addInReview();
      await openDesk(desk);
      await page.getByRole("combobox", { name: "只审一个项目或一所院校" }).click();
      await page
        .locator(".ant-select-item-option")
        .filter({ hasText: /· 全校（\d+）$/ })
        .first()
        .click();
      await page.waitForURL(/[?&]school=\d{5}/);
      await inFront(desk);
      await desk.picture("review-school");
      await page.goto("/console/review?school=99999");
      await desk.see("目前没有等待审核的照片");
      await desk.see("所选院校（没有等待的）");
      await desk.see(/其他项目还有 \d+ 份在等待/);
      await emptyQueue(setting);
    },
  },
  {
    name: "a senior reviewer finds a decision by who made it, opens it with its photo, and sees how it was seen again",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const student = await setting.addInReview();
      await reject(setting, student);
      await page.goto("/console/decisions?reviewer=reviewer-1&decision=reject");
      // As the list shows who it was, pasted whole.
      const visible = page
        .locator(".console-row-opens")
        .first()
        .getByText(/ · reviewer-1$/);
      const who = (await visible.textContent()) ?? "";
      const answered = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get("reviewer") === who);
      await page.getByLabel("审核员用户名").fill(who);
      await page.getByLabel("审核员用户名").press("Enter");
      assert.match(await (await answered).text(), / · reviewer-1"/);
      await page.waitForURL((url) => url.searchParams.get("reviewer") === who);
      await page.locator(".console-row-opens").first().click();
      await page.locator(".desk-frame img").nth(1).waitFor();
      await desk.see(/reviewer-1 · 不通过 · .*镜片反光/);
      await desk.picture("decision");
      await desk.press(/返回/);
      await page.waitForURL(/decision=reject/);
      await page.locator(".console-row-opens").first().waitFor();
      await desk.see("审核决定");
    },
  },
  {
    name: "a senior reviewer sees who has claimed which photos, and puts one back into the queue",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await emptyQueue(setting);
      const student = await setting.addInReview();
      const holder = await setting.clientOf("reviewer-2");
      await take(holder.call("takeTasks", { body: { queue: "desk", count: 1 } }));
      await page.goto("/console/claimed");
      await desk.see(/reviewer-2/);
      await desk.picture("claimed");
      await page.getByRole("button", { name: /收回/ }).click();
      await desk.confirm();
      await page.getByText(/reviewer-2/).waitFor({ state: "hidden" });
      await approve(setting, student);
      await reaches(student, missing);
    },
  },
]);
