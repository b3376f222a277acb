/** The review desk when things are late: pictures on their way, a lost network, a reviewer who went away. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { takeTasks } from "../../people/reviewer.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { decisionsOn, missing, openDesk, reaches, ready, stateOf } from "../review-desk.ts";
import { approve, takeInHand } from "../students.ts";
import { deskFlows } from "../test.ts";

const handed = z.object({
  tasks: z.array(z.object({ pictures: z.object({ originalUrl: z.string(), photoUrl: z.string() }) })),
});

const pictures = /\/v1\/pictures\//;

deskFlows([
  {
    name: "nothing is decided unseen: while a picture is on its way or could not be shown no key decides, and the bar says so",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, { addInReview }) => {
      const { page } = desk;
      const student = await addInReview();
      let isBroken = true;
      let arrive = (): void => undefined;
      const arrives = new Promise<void>((done) => {
        arrive = done;
      });
      await page.route(pictures, async (route) => {
        await arrives;
        await (isBroken ? route.abort("connectionreset") : route.continue());
      });
      const press = async (): Promise<void> => {
        for (const key of ["a", "r", "e"]) await page.keyboard.press(key);
        assert.equal((await page.getByText("不通过的原因").count()) + (await page.getByRole("dialog").count()), 0);
        assert.ok(await page.getByRole("button", { name: /^通过/ }).isDisabled(), "the button looks as if it decided");
      };
      await page.goto("/console/review");
      await desk.see("照片正在显示，显示完整后才能决定");
      await press();
      arrive();
      await desk.see("照片没有显示出来，暂不能决定");
      await press();
      isBroken = false;
      await desk.press("重新加载");
      await ready(desk);
      assert.equal(await stateOf(student), "in_review", "a photo was decided before it was seen");
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "without a network each decision is listed as unsaved, none vanishes, and all are saved once it is back",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, { addInReview }) => {
      const { page, context } = desk;
      const students = [await addInReview(), await addInReview()];
      const fetched = new Set<string>();
      page.on("requestfinished", (request) => fetched.add(request.url()));
      const taken = page.waitForResponse(/\/v1\/staff\/tasks\/take$/);
      await openDesk(desk);
      const { tasks } = handed.parse(await (await taken).json());
      const inHand = tasks.flatMap(({ pictures: { originalUrl, photoUrl } }) => [originalUrl, photoUrl]);
      assert.equal(inHand.length, 4);
      await waitUntil(
        "the pictures of what is in hand",
        async () => inHand.every((url) => [...fetched].some((one) => one.endsWith(url))),
        (done) => done,
      );
      await context.setOffline(true);
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      await ready(desk);
      await page.keyboard.press("a");
      await desk.see(/2 个决定还没有保存/);
      await desk.picture("review-unsaved");
      for (const student of students) assert.equal(await stateOf(student), "in_review");
      await context.setOffline(false);
      for (const student of students) await reaches(student, missing);
      await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
    },
  },
  {
    name: "a decision that was not saved is never sent under the session of whoever signed in meanwhile",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await setting.addInReview();
      await openDesk(desk);
      await context.setOffline(true);
      await page.keyboard.press("a");
      await desk.see(/1 个决定还没有保存/);
      const other = await setting.desks.open("reviewer-2", zh);
      await context.clearCookies();
      await context.addCookies(await other.context.cookies());
      const sent: string[] = [];
      page.on("request", (request) => request.method() === "PUT" && sent.push(request.url()));
      const account = page.waitForResponse(/\/v1\/staff\/account$/);
      await context.setOffline(false);
      await account;
      await desk.see(/1 个决定还没有保存/);
      // As if this tab came to the front again.
      await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      await desk.see("原审核员有 1 个决定未确认保存");
      await page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });
      assert.deepEqual([await stateOf(student), await decisionsOn(setting, student)], ["in_review", []]);
      assert.deepEqual(sent, []);
      await other.context.close();
      await approve(setting, student);
    },
  },
  {
    name: "two minutes without a touch give the photos back to the others, and the desk says so",
    who: "reviewer-1",
    look: en,
    walk: async (desk, { addInReview, clientOf }) => {
      const { page } = desk;
      const student = await addInReview();
      await page.clock.install();
      await openDesk(desk);
      await page.clock.fastForward("02:10");
      await desk.see("Nobody was here for two minutes, so the photos in hand went back to the queue for others.");
      const other = await clientOf("reviewer-2");
      await takeInHand(other, student.collectionId);
      for (const { taskId } of await takeTasks(other))
        await take(other.call("releaseTask", { params: { taskId }, body: { leftTo: "anyone" } }));
      await page.keyboard.press("Enter");
      await ready(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "a decision is no longer offered for undoing once its time has passed, its key says so, and a desk at rest claims nothing of empty hands",
    who: "reviewer-1",
    look: en,
    walk: async (desk, { addInReview }) => {
      const { page } = desk;
      const students = [await addInReview(), await addInReview()];
      await page.clock.install();
      await openDesk(desk);
      await page.keyboard.press("a");
      // Which of them is in front is the queue's to say.
      await waitUntil(
        "one approval",
        () => Promise.all(students.map(stateOf)),
        (states) => states.filter((state) => missing.includes(state)).length === 1,
      );
      await ready(desk);
      const undo = page.getByRole("button", { name: /^Undo 测/ });
      await undo.first().waitFor();
      await page.clock.fastForward("01:00:00");
      await waitUntil(
        "the end of each undo",
        () => undo.count(),
        (count) => count === 0,
      );
      const undone: string[] = [];
      page.on("request", (request) => request.url().endsWith("/undo") && undone.push(request.url()));
      await page.keyboard.press("z");
      await desk.see(/^This decision can no longer be undone: its time has passed, or it has taken effect\./);
      assert.deepEqual(undone, []);
      await page.goto(`/console/review?project=${randomUUID()}`);
      await desk.see("Nothing is waiting for review");
      await page.clock.fastForward("02:10");
      await desk.see("Nobody was here for two minutes, so the desk takes no photos until you go on.");
    },
  },
]);
