/** The review desk: approval by one key, rejection with reasons, and escalation to a senior reviewer. */
import { expect } from "@playwright/test";
import { submitPhoto } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import {
  inFront,
  openDesk,
  openDeskWithOne,
  painted,
  queueIsEmpty,
  ready,
  rejectionOf,
} from "../review-desk.ts";
import { approve, approvedStates, emptyQueue, reaches, reject, stateOf } from "../students.ts";
import { test } from "../test.ts";

/** Opens the dialog of a decision, fills it in, and confirms. */
async function explain({ page, answer }: Desk, key: "e" | "x", text: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole("dialog").getByRole("textbox").fill(text);
  await answer(/确定/);
}

const imageWidth = ({ page }: Desk, selector: string) =>
  page.evaluate<number>(`document.querySelector("${selector}")?.naturalWidth ?? 0`);

test("one key approves a photo, and a duplicate from another account is displayed next to it", async ({
  deskOf,
  setting,
}) => {
  await emptyQueue(setting);
  const [waiting, copying] = [await setting.addInReview(), await setting.addStudent()];
  // The engine itself has to detect the duplicate.
  await submitPhoto(copying);
  const decided = (count: number) =>
    waitUntil(
      "the decision",
      () => Promise.all([waiting, copying].map(stateOf)),
      (states) => states.filter((state) => approvedStates.includes(state)).length === count,
    );
  const desk = await deskOf("reviewer-1");
  await openDesk(desk);
  await painted(desk);
  await desk.see(/另一个账号 .* 上传，请确认照片是谁的/);
  await waitUntil(
    "the earlier photo",
    () => imageWidth(desk, ".desk-seen"),
    (widthPx) => widthPx > 0,
  );
  await desk.page.keyboard.press("a");
  await decided(1);
  await inFront(desk);
  await desk.page.keyboard.press("a");
  await decided(2);
  await desk.see(queueIsEmpty);
});

test("a rejection contains the two reasons and the note that were typed at the desk", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1", en);
  const student = await openDeskWithOne(desk, setting);
  const { keyboard } = desk.page;
  await keyboard.press("r");
  await desk.see("Reasons for rejection");
  // The photos stay next to the reasons.
  expect(await desk.page.locator(".desk-frame img[data-picture]").count()).toBe(2);
  for (const key of ["1", "/"]) await keyboard.press(key);
  await keyboard.type("shadow");
  for (const key of ["Enter", "o"]) await keyboard.press(key);
  await keyboard.type("请在窗边重拍一张。");
  await keyboard.press("Control+Enter");
  expect(await rejectionOf(setting, student)).toEqual({
    reasons: ["head-not-straight", "light-uneven"],
    words: "请在窗边重拍一张。",
  });
});

test("keys show findings, eyes and true size, and undo the last approval", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  const desk = await deskOf("reviewer-1", en);
  const { page } = desk;
  const student = await openDeskWithOne(desk, setting);
  // The line about the queue appears after the photos and takes some of their space.
  await page.getByRole("combobox", { name: "Review one project or school only" }).waitFor();
  await page.keyboard.press("1");
  await page.locator(".desk-finding-shown").waitFor();
  const perCents = () => page.locator(".desk-per-cent").allTextContents();
  const complete = await perCents();
  await page.keyboard.press("i");
  await waitUntil("the eyes", perCents, ([, photo]) => photo !== complete[1]);
  await page.keyboard.press("p");
  await waitUntil("true pixels", perCents, ([original]) => original === "100%");
  await page.keyboard.press("0");
  await waitUntil("the complete photo", perCents, (now) => now.join() === complete.join());
  await page.keyboard.press("?");
  await desk.see("Undo the last decision (while it can be undone)");
  await page.keyboard.press("a");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await ready(desk);
  expect(await stateOf(student)).toBe("in_review");
  // Simulates Caps Lock.
  await page.keyboard.press("A");
  await reaches(student, "approved");
  const newest = page.locator(".ant-flex:has(> .desk-thumb)").first();
  await newest.getByRole("button", { name: /^Undo 测/ }).waitFor();
  await page.keyboard.press("z");
  await reaches(student, "in_review");
  await inFront(desk);
});

test("a senior reviewer grants an exception to an escalated photo, and undoes it", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  const reviewer = await deskOf("reviewer-1");
  const student = await openDeskWithOne(reviewer, setting);
  await explain(reviewer, "e", "头巾是否属于宗教着装");
  await reviewer.see(queueIsEmpty);
  const desk = await deskOf("senior-reviewer");
  await openDesk(desk);
  await desk.see("头巾是否属于宗教着装");
  await explain(desk, "x", "测试证明 0001");
  await reaches(student, "approved");
  await desk.page
    .getByRole("button", { name: /^撤销 测/ })
    .first()
    .waitFor();
  await desk.page.keyboard.press("z");
  await reaches(student, "in_review");
  await inFront(desk);
  await desk.page.keyboard.press("a");
  await reaches(student, ...approvedStates);
});

test("typing a note for an escalation triggers no keyboard shortcut", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const student = await openDeskWithOne(desk, setting);
  await page.keyboard.press("e");
  const note = page.getByRole("dialog").getByRole("textbox", { name: "请写明哪里拿不准" });
  await note.and(page.locator(":focus")).waitFor();
  for (const key of ["z", "h", "a", "o", "Space", "p", "i", "a", "n"])
    await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await desk.see("放弃已填写的内容？");
  await desk.press("继续填写");
  await page.getByText("放弃已填写的内容？").waitFor({ state: "hidden" });
  expect(await note.inputValue()).toBe("zhao pian");
  await page.keyboard.press("Control+Enter");
  await desk.see(queueIsEmpty);
  await desk.see("转复核");
  await page.keyboard.press("z");
  await ready(desk);
  expect(await stateOf(student)).toBe("in_review");
});

test("a photo returned to the queue goes to another reviewer", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1");
  const student = await openDeskWithOne(desk, setting);
  await desk.page.keyboard.press("n");
  await desk.see(queueIsEmpty);
  await desk.see(/^另有 \d+ 份由其他审核员处理/);
  await desk.page.reload();
  await desk.see(queueIsEmpty);
  await approve(setting, student, "reviewer-2");
});

test("keys compare a photo with the student's rejected one, whose reason is displayed", async ({
  deskOf,
  setting,
}) => {
  await emptyQueue(setting);
  const student = await setting.addInReview();
  await reject(setting, student);
  await submitPhoto(student);
  const desk = await deskOf("reviewer-2");
  const { page } = desk;
  await openDesk(desk);
  await desk.see(/镜片反光，请摘下眼镜再拍/);
  await page.keyboard.press("c");
  await desk.see(/^第 1 次拍摄的标准照（此前） · 不通过 · .+ · 镜片反光，请摘下眼镜再拍。$/);
  await waitUntil(
    "the earlier photo",
    () => imageWidth(desk, ".desk-frame img"),
    (widthPx) => widthPx === 480,
  );
  // The two photos alternate in the same frame.
  const inPlace = page.locator(".desk-figure").nth(1);
  await page.keyboard.press("b");
  await inPlace.getByRole("img", { name: /^第 1 次拍摄的标准照（此前）/ }).waitFor();
  await inPlace.getByRole("img", { name: "标准照", exact: true }).waitFor();
  await page.keyboard.press("b");
  await page.keyboard.press("c");
  await page.getByText("第 1 次拍摄的标准照（此前）").waitFor({ state: "hidden" });
  await painted(desk);
  await page.keyboard.press("a");
  await reaches(student, ...approvedStates);
});

test("the desk displays the queue length, and can be limited to one school or project", async ({
  deskOf,
  setting,
}) => {
  await emptyQueue(setting);
  // The filter lists a school while it has more waiting photos than one reviewer leases.
  for (let added = 0; added < 6; added++) await setting.addInReview();
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  await openDesk(desk);
  await desk.see(/等待 \d+/);
  const choice = page.getByRole("combobox", { name: "只审一个项目或一所院校" });
  const options = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
  await choice.click();
  await options
    .filter({ hasText: /· 全校（\d+）$/ })
    .first()
    .click();
  await page.waitForURL(/[?&]school=\d{5}/);
  await inFront(desk);
  await page.goto("/console/review?school=99999");
  await desk.see(queueIsEmpty);
  await desk.see("所选院校（没有等待的）");
  await desk.see(/其他项目还有 \d+ 份在等待/);
  await page.goto("/console/review?project=00000000-0000-4000-8000-000000000000");
  await desk.see(queueIsEmpty);
  await emptyQueue(setting);
});
