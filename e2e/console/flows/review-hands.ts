/** What a reviewer has in hand at the desk, and what leaves it: for others, back again, or kept until it is saved. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Route } from "@playwright/test";
import { TOTP } from "otpauth";
import { take } from "../../people/client.ts";
import { takeTasks } from "../../people/reviewer.ts";
import { demoStaff } from "../../people/staff.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { decisionsOn, inFront, missing, openDesk, openDeskWithOne, reaches, ready, stateOf } from "../review-desk.ts";
import { approve, emptyQueue, keepHeld, takeInHand } from "../students.ts";
import { deskFlows } from "../test.ts";

const decisions = /\/v1\/staff\/decisions\/[0-9a-f-]{36}$/;

const keptUnsaved = ({ page }: Desk) =>
  page.evaluate<string[]>(
    'Object.keys(sessionStorage).filter((place) => place.startsWith("gradphoto-console-own-") && place.endsWith("-decisions"))',
  );

deskFlows([
  {
    name: "a photo that is returned to the queue comes to another reviewer, and not again to the same one",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.keyboard.press("n");
      await desk.see("目前没有等待审核的照片");
      await page.reload();
      await desk.see("目前没有等待审核的照片");
      assert.equal(await stateOf(student), "in_review");
      await approve(setting, student, "reviewer-2");
      await reaches(student, missing);
    },
  },
  {
    name: "one of the latest decisions is taken back in its own row, and the one after it stands",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const first = await openDeskWithOne(desk, setting);
      await page.keyboard.press("a");
      await reaches(first, ["approved"]);
      await keepHeld(setting, first);
      const second = await setting.addInReview();
      await page.reload();
      await inFront(desk);
      await page.keyboard.press("a");
      await reaches(second, ["approved"]);
      await keepHeld(setting, second);
      const numberEnd = first.chsi.studentNumber.slice(-3);
      await page.getByRole("button", { name: new RegExp(`^撤销 测.*${numberEnd}$`) }).click();
      await reaches(first, ["in_review"]);
      await inFront(desk);
      assert.equal(await stateOf(second), "approved");
      await page.keyboard.press("a");
      await reaches(first, missing);
    },
  },
  {
    name: "a tab that nobody sees gives its photos back to the others, and says so to who comes back",
    who: "reviewer-1",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const show = (state: "hidden" | "visible") =>
        page.evaluate(
          `Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "${state}" });
           Object.defineProperty(document, "hidden", { configurable: true, get: () => ${state === "hidden"} });
           document.dispatchEvent(new Event("visibilitychange"));`,
        );
      await emptyQueue(setting);
      const student = await setting.addInReview();
      await page.clock.install();
      await openDesk(desk);
      await show("hidden");
      await page.clock.fastForward("02:10");
      const other = await setting.clientOf("reviewer-2");
      await takeInHand(other, student.collectionId);
      for (const { taskId } of await takeTasks(other))
        await take(other.call("releaseTask", { params: { taskId }, body: { leftTo: "anyone" } }));
      await show("visible");
      await desk.see("Nobody was here for two minutes, so the photos in hand went back to the queue for others.");
      await page.keyboard.press("Enter");
      await ready(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "a decision that was not saved when the tab was loaded anew is sent then, once",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await openDeskWithOne(desk, setting);
      const words = "请站到窗边再拍一张。";
      await context.setOffline(true);
      await page.keyboard.press("r");
      await page.locator(".desk-reasons").waitFor();
      await page.keyboard.press("1");
      await page.keyboard.press("o");
      await page.keyboard.type(words);
      await page.keyboard.press("Control+Enter");
      await desk.see(/1 个决定还没有保存/);
      // Loaded anew where the service can be reached, and no decision reaches it yet.
      await page.route(decisions, (route) => route.abort("connectionreset"));
      await context.setOffline(false);
      await page.reload();
      await desk.see(/1 个决定还没有保存/);
      assert.equal(await page.locator(".desk-frame").count(), 0, "what was decided stands in front again");
      assert.equal(await stateOf(student), "in_review");
      await page.unroute(decisions);
      // Sent again by itself: a press could come after that.
      await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
      assert.deepEqual(
        (await decisionsOn(setting, student)).map((made) => made.words),
        [words],
      );
      await page.reload();
      await desk.see("目前没有等待审核的照片");
      assert.equal((await keptUnsaved(desk)).length, 0, "the tab still keeps what is saved");
      await reaches(student, ["rejected"]);
    },
  },
  {
    name: "a decision that was not saved is sent from whatever page the tab opens on",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.route(decisions, (route) => route.abort("connectionreset"));
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      await page.goto("/console/security");
      await desk.see("登录会话");
      await desk.see(/1 个决定还没有保存/);
      await page.unroute(decisions);
      // Sent again by itself: a press could come after that.
      await reaches(student, missing);
      await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
      assert.deepEqual(await keptUnsaved(desk), []);
    },
  },
  {
    name: "who is signed out before a decision is saved is told so at the sign-in, and it is sent once they are back",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.route(decisions, (route) => route.abort("connectionreset"));
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      await context.clearCookies();
      // The next time it is sent, the page learns of it.
      const reported = page.getByText("有 1 个审核决定还没有保存，由原审核员登录后自动发送。");
      await reported.waitFor();
      await desk.picture("signed-out-unsaved");
      await page.unroute(decisions);
      await page.getByLabel("用户名", { exact: true }).fill("reviewer-1");
      await page.getByLabel("密码", { exact: true }).fill(demoStaff.password);
      // The code of now may be taken; the next one is as good.
      const oneTimeCode = new TOTP({ secret: demoStaff.totp }).generate({ timestamp: Date.now() + 30_000 });
      await page.getByLabel("动态码", { exact: true }).fill(oneTimeCode);
      await page.getByRole("button", { name: /^登录$/ }).click();
      await reported.waitFor({ state: "hidden" });
      await reaches(student, missing);
      await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
      await waitUntil(
        "nothing kept",
        () => keptUnsaved(desk),
        (stored) => stored.length === 0,
      );
    },
  },
  {
    name: "a decision that was not saved is not sent for another photo of the same student",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await page.route(decisions, (route) => route.abort("connectionreset"));
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      const [place = ""] = await keptUnsaved(desk);
      // As if it had been made of an earlier photo.
      await page.evaluate(
        `sessionStorage.setItem("${place}", sessionStorage.getItem("${place}").replace(/"attemptId":"[^"]+"/, '"attemptId":"${randomUUID()}"'))`,
      );
      await page.reload();
      await desk.see(/1 个决定还没有保存/);
      await page.unroute(decisions);
      await desk.see(/^测.+ 的决定没有保存$/);
      await inFront(desk);
      assert.equal(await stateOf(student), "in_review");
      assert.deepEqual(await keptUnsaved(desk), []);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "what somebody left unsaved at a tab is dropped there once another person is signed in, who is told so",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await openDeskWithOne(desk, setting);
      await context.setOffline(true);
      await page.keyboard.press("e");
      await page.getByRole("dialog").getByRole("textbox").fill("头巾是否属于宗教着装");
      await desk.answer(/确定/);
      await desk.see(/1 个决定还没有保存/);
      assert.equal((await keptUnsaved(desk)).length, 1);
      const other = await setting.desks.open("reviewer-2", zh);
      await context.clearCookies();
      await context.addCookies(await other.context.cookies());
      await other.context.close();
      await page.route(decisions, (route) => route.abort("connectionreset"));
      await context.setOffline(false);
      await page.reload();
      await desk.see("目前没有等待审核的照片");
      await desk.see("原审核员有 1 个决定未确认保存");
      await desk.see("没有保存的照片会回到队列，重新审核。");
      assert.deepEqual(await keptUnsaved(desk), []);
      assert.deepEqual([await stateOf(student), await decisionsOn(setting, student)], ["in_review", []]);
      await approve(setting, student);
      await reaches(student, missing);
    },
  },
  {
    name: "a decision on its way when another person signs in at the tab is kept there no more, whatever becomes of it",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await openDeskWithOne(desk, setting);
      const other = await setting.desks.open("reviewer-2", zh);
      const remote = await other.context.cookies();
      await other.context.close();
      const held: Route[] = [];
      await page.route(decisions, (route) => void held.push(route));
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      await context.clearCookies();
      await context.addCookies(remote);
      // As if this tab came to the front again.
      await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      await desk.see("原审核员有 1 个决定未确认保存");
      await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
      const failed = page.waitForEvent("requestfailed", (request) => decisions.test(request.url()));
      for (const route of held) await route.abort("connectionreset");
      await failed;
      assert.deepEqual(await keptUnsaved(desk), []);
      await page.reload();
      await desk.see("目前没有等待审核的照片");
      assert.equal(await page.getByText(/未确认保存/).count(), 0);
      assert.equal(await stateOf(student), "in_review");
      await approve(setting, student);
      await reaches(student, missing);
    },
  },
  {
    name: "the menu folds by itself at the desk, opens there by its button, and is open on other pages as before",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      const menu = page.getByRole("navigation", { name: "主菜单" });
      await menu.waitFor({ state: "hidden" });
      await page.getByLabel("收起或展开菜单").click();
      await page.getByRole("menuitem", { name: "登录与安全" }).click();
      await page.getByRole("heading", { name: "登录与安全" }).waitFor();
      await menu.waitFor();
      await openDesk(desk);
      await menu.waitFor({ state: "hidden" });
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
]);
