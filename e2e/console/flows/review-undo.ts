/** What a reviewer takes back stays in front of them, whatever they chose to review since and however long they were away. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Route } from "@playwright/test";
import { z } from "zod";
import { take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { type Setting, zh } from "../flow.ts";
import { inFront, missing, openDeskWithOne, reaches, ready, type Student, stateOf } from "../review-desk.ts";
import { approve, keepHeld } from "../students.ts";
import { deskFlows } from "../test.ts";

const decisions = /\/v1\/staff\/decisions\/[0-9a-f-]{36}$/;

const made = z.object({ taskId: z.string() });

/** Approved, and a project is chosen since of which nothing waits. */
async function approveAndChooseAnother(desk: Desk, setting: Setting): Promise<Student> {
  const { page } = desk;
  await page.clock.install();
  const student = await openDeskWithOne(desk, setting);
  await page.keyboard.press("a");
  await reaches(student, ["approved"]);
  await keepHeld(setting, student);
  await page.goto(`/console/review?project=${randomUUID()}`);
  await desk.see("目前没有等待审核的照片");
  return student;
}

deskFlows([
  {
    name: "a photo of another project than the chosen one is taken back, and stays until it is decided anew",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await approveAndChooseAnother(desk, setting);
      await page.keyboard.press("z");
      await reaches(student, ["in_review"]);
      await inFront(desk);
      const renewed = page.waitForResponse(/\/tasks\/take$/);
      await page.clock.fastForward("01:05");
      await renewed;
      await inFront(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "who takes a decision back after being away is at the desk again, and the photo goes back when they leave it",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await approveAndChooseAnother(desk, setting);
      await page.clock.fastForward("02:10");
      await desk.see("您离开了两分钟，审核台已停止领取照片；继续审核时再领取。");
      await page.keyboard.press("z");
      await reaches(student, ["in_review"]);
      await inFront(desk);
      await page.clock.fastForward("02:10");
      await desk.see("您离开了两分钟，手上的照片已放回队列，别人可以先审。");
      await approve(setting, student, "reviewer-2");
      await reaches(student, missing);
    },
  },
  {
    name: "what is typed once a photo is handed over is its note, and no letter of it decides",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("e");
      const note = page.getByRole("dialog").getByRole("textbox", { name: "请写明哪里拿不准" });
      await note.and(page.locator(":focus")).waitFor();
      for (const key of ["z", "h", "a", "o", "Space", "p", "i", "a", "n"]) await page.keyboard.press(key);
      // By mistake: what is typed is asked about first.
      await page.keyboard.press("Escape");
      await desk.see("放弃已填写的内容？");
      await desk.press("继续填写");
      await page.getByText("放弃已填写的内容？").waitFor({ state: "hidden" });
      assert.equal(await note.inputValue(), "zhao pian");
      await page.keyboard.press("Control+Enter");
      await desk.see("目前没有等待审核的照片");
      await desk.see("转复核");
      await page.keyboard.press("z");
      await ready(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "decisions are saved in their order after an outage; undoing says during it what is not saved, and means the last one after it",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const one = await openDeskWithOne(desk, setting);
      const other = await setting.addInReview();
      await page.reload();
      await desk.see("手上 2 份");
      const sent: string[] = [];
      const fail = (route: Route): Promise<void> => {
        const { taskId } = made.parse(route.request().postDataJSON());
        if (!sent.includes(taskId)) sent.push(taskId);
        return route.abort("connectionreset");
      };
      await page.route(decisions, fail);
      await inFront(desk);
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      await inFront(desk);
      await page.keyboard.press("a");
      await desk.see(/2 个决定还没有保存/);
      await page.keyboard.press("z");
      await desk.see(/^测.+ 的决定还没有保存成功，暂时不能撤销。/);
      assert.equal(sent.length, 1, "the second was sent before the first was saved");
      await page.unroute(decisions);
      // Sent again by itself: a press could come after that.
      for (const student of [one, other]) {
        await reaches(student, ["approved"]);
        await keepHeld(setting, student);
      }
      const reviewer = await setting.clientOf("reviewer-1");
      const [latest] = (await take(reviewer.call("listMyDecisions", {}))).decisions;
      assert.ok(latest);
      assert.notEqual(latest.taskId, sent[0], "the first was saved last");
      const { collectionId } = await take(reviewer.call("readTask", { params: { taskId: latest.taskId } }));
      const [first, last] = collectionId === other.collectionId ? [one, other] : [other, one];
      await desk.see("目前没有等待审核的照片");
      await page.keyboard.press("z");
      await reaches(last, ["in_review"]);
      await inFront(desk);
      assert.equal(await stateOf(first), "approved");
      await page.keyboard.press("a");
      await reaches(last, missing);
    },
  },
  {
    name: "undoing means the newest decision, also one made at another computer since, and says whose it was",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const here = await openDeskWithOne(desk, setting);
      await page.keyboard.press("a");
      await reaches(here, ["approved"]);
      await keepHeld(setting, here);
      const elsewhere = await setting.addInReview();
      await approve(setting, elsewhere, "reviewer-1");
      await keepHeld(setting, elsewhere);
      await page.keyboard.press("z");
      await desk.see(/^已撤销 测.+ 的决定，请重新决定。$/);
      await reaches(elsewhere, ["in_review"]);
      assert.equal(await stateOf(here), "approved");
      await inFront(desk);
      await page.keyboard.press("a");
      await reaches(elsewhere, missing);
    },
  },
  {
    name: "undoing whose answer was lost is told at the next press, which takes back no decision before it",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const previous = await setting.addInReview();
      await approve(setting, previous);
      await keepHeld(setting, previous);
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("a");
      await reaches(student, ["approved"]);
      await keepHeld(setting, student);
      await desk.see("目前没有等待审核的照片");
      const undo = /\/undo$/;
      await page.route(undo, async (route) => {
        await route.fetch();
        await route.abort("connectionreset");
      });
      const lost = page.waitForEvent("requestfailed", (request) => undo.test(request.url()));
      await page.keyboard.press("z");
      await lost;
      assert.equal(await stateOf(student), "in_review");
      await page.unroute(undo);
      await page.keyboard.press("z");
      await desk.see(/^已撤销 测.+ 的决定，请重新决定。$/);
      await inFront(desk);
      assert.deepEqual([await stateOf(student), await stateOf(previous)], ["in_review", "approved"]);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "a second tab that leaves the desk gives nothing back that the first one looks at",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await openDeskWithOne(desk, setting);
      const second = await context.newPage();
      const released: string[] = [];
      second.on("request", (request) => request.url().endsWith("/release") && released.push(request.url()));
      await second.goto("/console/review");
      await second.getByText("照片已完整显示，可以决定").waitFor();
      await second.getByLabel("收起或展开菜单").click();
      await second.getByRole("menuitem", { name: "登录与安全" }).click();
      await second.getByRole("heading", { name: "登录与安全" }).waitFor();
      const other = await setting.clientOf("reviewer-2");
      const { tasks } = await take(other.call("takeTasks", { body: { queue: "desk", count: 4 } }));
      assert.deepEqual(tasks, []);
      assert.deepEqual(released, []);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "Enter on the way back from the reasons goes back, and rejects nothing",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("r");
      await page.keyboard.press("1");
      const back = page.getByRole("button", { name: /^返回/ });
      await back.press("Enter");
      await back.waitFor({ state: "detached" });
      await ready(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
]);
