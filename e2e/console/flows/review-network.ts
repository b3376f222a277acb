/** The review desk when pictures, network, reviewer or session are missing. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { TOTP } from "otpauth";
import { z } from "zod";
import { type PersonClient, take } from "../../people/client.ts";
import { takeTasks } from "../../people/reviewer.ts";
import { demoStaff } from "../../people/staff.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import {
  chooseReasons,
  decisionsOn,
  inFront,
  openDesk,
  openDeskWithOne,
  queueIsEmpty,
  ready,
} from "../review-desk.ts";
import { approvedStates, emptyQueue, reaches, stateOf, takeInHand } from "../students.ts";
import { test } from "../test.ts";

const taken = z.object({
  tasks: z.array(
    z.object({ pictures: z.object({ originalUrl: z.string(), photoUrl: z.string() }) }),
  ),
});

const decisionRequests = /\/v1\/staff\/decisions\/[0-9a-f-]{36}$/;

const storedDecisions = ({ page }: Desk) =>
  page.evaluate<string[]>(
    'Object.keys(sessionStorage).filter((key) => key.startsWith("gradphoto-console-own-") && key.endsWith("-decisions"))',
  );

const unsaved = (count: number) => new RegExp(`${count} 个决定还没有保存`);

const allSaved = ({ page }: Desk): Promise<void> =>
  page.getByText(/个决定还没有保存/).waitFor({ state: "hidden" });

test("a photo cannot be decided until its pictures are displayed", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const student = await setting.addInReview();
  const pictures = /\/v1\/pictures\//;
  const cannotDecide = async (): Promise<void> => {
    for (const key of ["a", "r", "e"]) await page.keyboard.press(key);
    expect(
      (await page.getByText("不通过的原因").count()) + (await page.getByRole("dialog").count()),
    ).toBe(0);
    await expect(page.getByRole("button", { name: /^通过/ })).toBeDisabled();
  };
  await page.route(pictures, (route) => route.abort("connectionreset"));
  await page.goto("/console/review");
  await desk.see("照片没有显示出来，暂不能决定");
  await cannotDecide();
  await page.unroute(pictures);
  const arrive = await desk.hold(pictures);
  await desk.press("重新加载");
  await desk.see("照片正在显示，显示完整后才能决定");
  await cannotDecide();
  arrive();
  await ready(desk);
  expect(await stateOf(student)).toBe("in_review");
});

test("decisions made offline are unsaved and cannot be undone, and are saved once online", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page, context } = desk;
  await emptyQueue(setting);
  const students = [await setting.addInReview(), await setting.addInReview()];
  const fetched: string[] = [];
  page.on("requestfinished", (request) => fetched.push(request.url()));
  const answer = page.waitForResponse(/\/v1\/staff\/tasks\/take$/);
  await openDesk(desk);
  const { tasks } = taken.parse(await (await answer).json());
  const leasedPictures = tasks.flatMap(({ pictures: { originalUrl, photoUrl } }) => [
    originalUrl,
    photoUrl,
  ]);
  expect(leasedPictures).toHaveLength(4);
  await waitUntil(
    "the leased pictures",
    async () => leasedPictures.every((url) => fetched.some((address) => address.endsWith(url))),
    Boolean,
  );
  await context.setOffline(true);
  await page.keyboard.press("a");
  await desk.see(unsaved(1));
  await ready(desk);
  await page.keyboard.press("a");
  await desk.see(unsaved(2));
  await page.keyboard.press("z");
  await desk.see(/^测.+ 的决定还没有保存成功，暂时不能撤销。/);
  for (const student of students) expect(await stateOf(student)).toBe("in_review");
  await context.setOffline(false);
  for (const student of students) await reaches(student, ...approvedStates);
  await allSaved(desk);
});

test("an unsaved decision is never sent with another person's session", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page, context } = desk;
  const student = await openDeskWithOne(desk, setting);
  await context.setOffline(true);
  await page.keyboard.press("a");
  await desk.see(unsaved(1));
  const otherDesk = await deskOf("reviewer-2");
  await context.clearCookies();
  await context.addCookies(await otherDesk.context.cookies());
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "PUT" && sent.push(request.url()));
  const account = page.waitForResponse(/\/v1\/staff\/account$/);
  await context.setOffline(false);
  await account;
  await desk.see(unsaved(1));
  // The tab becomes visible again.
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  await desk.see("原审核员有 1 个决定未确认保存");
  await desk.see("没有保存的照片会回到队列，重新审核。");
  await allSaved(desk);
  expect(await storedDecisions(desk)).toEqual([]);
  expect([await stateOf(student), await decisionsOn(setting, student)]).toEqual(["in_review", []]);
  expect(sent).toEqual([]);
});

test("an unsaved decision survives a reload and is sent from any page", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const student = await openDeskWithOne(desk, setting);
  await page.route(decisionRequests, (route) => route.abort("connectionreset"));
  await chooseReasons(desk);
  for (const key of ["1", "o"]) await page.keyboard.press(key);
  await page.keyboard.type("请站到窗边再拍一张。");
  await page.keyboard.press("Control+Enter");
  await desk.see(unsaved(1));
  await page.reload();
  await desk.see(unsaved(1));
  expect(await page.locator(".desk-frame").count()).toBe(0);
  await page.goto("/console/security");
  await desk.see("登录会话");
  await desk.see(unsaved(1));
  await page.unroute(decisionRequests);
  await allSaved(desk);
  expect((await decisionsOn(setting, student)).map(({ words }) => words)).toEqual([
    "请站到窗边再拍一张。",
  ]);
  expect(await storedDecisions(desk)).toEqual([]);
});

test("an unsaved decision is announced after the session ends, and sent after the next sign-in", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page, context } = desk;
  const student = await openDeskWithOne(desk, setting);
  await page.route(decisionRequests, (route) => route.abort("connectionreset"));
  await page.keyboard.press("a");
  await desk.see(unsaved(1));
  await context.clearCookies();
  // The page detects the ended session at the next retry.
  const notice = page.getByText("有 1 个审核决定还没有保存，由原审核员登录后自动发送。");
  await notice.waitFor();
  await page.unroute(decisionRequests);
  await page.getByLabel("用户名", { exact: true }).fill("reviewer-1");
  await page.getByLabel("密码", { exact: true }).fill(demoStaff.password);
  // The current one-time code may already be used; the next one is accepted too.
  const oneTimeCode = new TOTP({ secret: demoStaff.totp }).generate({
    timestamp: Date.now() + 30_000,
  });
  await page.getByLabel("动态码", { exact: true }).fill(oneTimeCode);
  await page.getByRole("button", { name: /^登录$/ }).click();
  await notice.waitFor({ state: "hidden" });
  await reaches(student, ...approvedStates);
  await waitUntil(
    "an empty store",
    () => storedDecisions(desk),
    ({ length }) => length === 0,
  );
});

test("a decision on a withdrawn submission is reported as not saved", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { collectionId } = await openDeskWithOne(desk, setting);
  const service = await setting.clientOf("service");
  await take(
    service.call("withdrawSubmission", {
      params: { collectionId },
      body: { reason: "学生要换照片" },
    }),
  );
  await desk.page.keyboard.press("a");
  await desk.see(/^测.+ 的决定没有保存$/);
  expect(await storedDecisions(desk)).toEqual([]);
});

/** Proves that another reviewer can lease the photo, and releases it. */
async function takeAndLeave(otherReviewer: PersonClient, collectionId: string): Promise<void> {
  await takeInHand(otherReviewer, collectionId);
  for (const { taskId } of await takeTasks(otherReviewer))
    await take(
      otherReviewer.call("releaseTask", { params: { taskId }, body: { leftTo: "anyone" } }),
    );
}

test("leased photos return to the queue after the reviewer was idle or hidden for two minutes", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1", en);
  const { page } = desk;
  await emptyQueue(setting);
  const { collectionId } = await setting.addInReview();
  const otherReviewer = await setting.clientOf("reviewer-2");
  const show = (state: "hidden" | "visible") =>
    page.evaluate(
      `Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "${state}" });
       Object.defineProperty(document, "hidden", { configurable: true, get: () => ${state === "hidden"} });
       document.dispatchEvent(new Event("visibilitychange"));`,
    );
  const returned =
    "Nobody was here for two minutes, so the photos in hand went back to the queue for others.";
  await page.clock.install();
  await openDesk(desk);
  await page.clock.fastForward("02:10");
  await desk.see(returned);
  await takeAndLeave(otherReviewer, collectionId);
  await page.keyboard.press("Enter");
  await ready(desk);
  await show("hidden");
  await page.clock.fastForward("02:10");
  await takeAndLeave(otherReviewer, collectionId);
  await show("visible");
  await desk.see(returned);
  await page.keyboard.press("Enter");
  await ready(desk);
  await page.goto(`/console/review?project=${randomUUID()}`);
  await desk.see("Nothing is waiting for review");
  await page.clock.fastForward("02:10");
  await desk.see("Nobody was here for two minutes, so the desk takes no photos until you go on.");
});

test("leaving the desk in a second tab does not release the photo displayed in the first tab", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const student = await openDeskWithOne(desk, setting);
  const second = await desk.context.newPage();
  const released: string[] = [];
  second.on(
    "request",
    (request) => request.url().endsWith("/release") && released.push(request.url()),
  );
  await second.goto("/console/review");
  await second.getByText("照片已完整显示，可以决定").waitFor();
  await second.getByLabel("收起或展开菜单").click();
  await second.getByRole("menuitem", { name: "登录与安全" }).click();
  await second.getByRole("heading", { name: "登录与安全" }).waitFor();
  expect(await takeTasks(await setting.clientOf("reviewer-2"))).toEqual([]);
  expect(released).toEqual([]);
  await inFront(desk);
  await desk.page.keyboard.press("a");
  await reaches(student, ...approvedStates);
  await desk.see(queueIsEmpty);
});
