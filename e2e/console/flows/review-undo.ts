/** Undoing your own decisions at the desk: until when, which decision, and where the photo is afterwards. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import { en, type MadeStudent } from "../flow.ts";
import { inFront, openDesk, openDeskWithOne, queueIsEmpty, ready } from "../review-desk.ts";
import { approve, approvedStates, emptyQueue, reaches, stateOf } from "../students.ts";
import { test } from "../test.ts";

test("the latest decisions are listed and can be opened, and an older one is undone", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  await emptyQueue(setting);
  const students: MadeStudent[] = [];
  for (let added = 0; added < 6; added++) {
    const student = await setting.addInReview();
    await approve(setting, student);
    students.push(student);
  }
  const [first, second] = students;
  if (!first || !second) throw new Error("No student was added");
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await page.goto("/console/review");
  const recent = page.getByRole("region", { name: "最近的决定" });
  for (const text of [/^\d\d:\d\d · 测\S+ · \*+\d{3} · \S+$/, /^还剩 \d:\d\d$/])
    await recent.getByText(text).first().waitFor();
  await waitUntil(
    "the photo of the latest decision",
    () => page.evaluate<number>("document.querySelector('.desk-thumb')?.naturalWidth ?? 0"),
    (widthPx) => widthPx > 0,
  );
  await recent
    .getByRole("link", { name: /^通过 · 查看 测.+ 的照片和决定$/ })
    .first()
    .click();
  await page.waitForURL(/\/decisions\/[0-9a-f-]+$/);
  await page.locator(".desk-frame img").nth(1).waitFor();
  await desk.see(/reviewer-1 · 通过/);
  await desk.press(/返回/);
  const undo = recent.getByRole("button", {
    name: new RegExp(`^撤销 测.*${first.chsi.studentNumber.slice(-3)}$`),
  });
  const fold = recent.getByText(/^更早的 \d+ 个$/);
  await fold.waitFor();
  expect(await undo.count()).toBe(0);
  await fold.click();
  await undo.click();
  await reaches(first, "in_review");
  await inFront(desk);
  expect(await stateOf(second)).toBe("approved");
});

test("a decision can be undone only until its deadline", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1", en);
  const { page } = desk;
  await page.clock.install();
  const student = await openDeskWithOne(desk, setting);
  await page.keyboard.press("a");
  await reaches(student, ...approvedStates);
  const undo = page.getByRole("button", { name: /^Undo 测/ });
  await undo.first().waitFor();
  await page.clock.fastForward("01:00:00");
  await waitUntil(
    "the end of each undo",
    () => undo.count(),
    (count) => count === 0,
  );
  const requests: string[] = [];
  page.on("request", (request) => request.url().endsWith("/undo") && requests.push(request.url()));
  await page.keyboard.press("z");
  await desk.see(
    /^This decision can no longer be undone: its time has passed, or it has taken effect\./,
  );
  expect(requests).toEqual([]);
});

test("an undone photo stays at the desk until the reviewer leaves", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await page.clock.install();
  const student = await openDeskWithOne(desk, setting);
  await page.keyboard.press("a");
  await reaches(student, "approved");
  await page.goto(`/console/review?project=${randomUUID()}`);
  await desk.see(queueIsEmpty);
  await page.clock.fastForward("02:10");
  await desk.see("您离开了两分钟，审核台已停止领取照片；继续审核时再领取。");
  await page.keyboard.press("z");
  await reaches(student, "in_review");
  await inFront(desk);
  const renewed = page.waitForResponse(/\/tasks\/take$/);
  await page.clock.fastForward("01:05");
  await renewed;
  await inFront(desk);
  await page.clock.fastForward("02:10");
  await desk.see("您离开了两分钟，手上的照片已放回队列，别人可以先审。");
  await approve(setting, student, "reviewer-2");
});

test("the undo key undoes the newest decision, even one made on another computer", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const decidedHere = await openDeskWithOne(desk, setting);
  await page.keyboard.press("a");
  await reaches(decidedHere, "approved");
  const decidedElsewhere = await setting.addInReview();
  await approve(setting, decidedElsewhere);
  await page.keyboard.press("z");
  await desk.see(/^已撤销 测.+ 的决定，请重新决定。$/);
  await reaches(decidedElsewhere, "in_review");
  expect(await stateOf(decidedHere)).toBe("approved");
  await inFront(desk);
});

test("a lost answer to an undo is reported at the next key press, which undoes nothing else", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  await emptyQueue(setting);
  const previous = await setting.addInReview();
  await approve(setting, previous);
  const student = await setting.addInReview();
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await openDesk(desk);
  await page.keyboard.press("a");
  await reaches(student, "approved");
  await desk.see(queueIsEmpty);
  const undo = /\/undo$/;
  await page.route(undo, async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  const lost = page.waitForEvent("requestfailed", (request) => undo.test(request.url()));
  await page.keyboard.press("z");
  await lost;
  expect(await stateOf(student)).toBe("in_review");
  await page.unroute(undo);
  await page.keyboard.press("z");
  await desk.see(/^已撤销 测.+ 的决定，请重新决定。$/);
  await ready(desk);
  expect([await stateOf(student), await stateOf(previous)]).toEqual(["in_review", "approved"]);
});
