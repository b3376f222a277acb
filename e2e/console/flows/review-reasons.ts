/** Rejecting at the review desk: required parts, and drafts that survive. */
import { expect } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import {
  chooseReasons,
  inFront,
  openDesk,
  openDeskWithOne,
  ready,
  rejectionOf,
} from "../review-desk.ts";
import { stateOf } from "../students.ts";
import { test } from "../test.ts";

const chosenIn = ({ page }: Desk) => page.locator(".desk-reason[aria-pressed=true]");
const noteIn = ({ page }: Desk) => page.getByRole("textbox", { name: /^补充说明/ });

const noteText = "请换一件没有字的上衣。";

/** Chooses a reason and types a note. */
async function fillIn(desk: Desk): Promise<void> {
  await chooseReasons(desk);
  for (const key of ["2", "o"]) await desk.page.keyboard.press(key);
  await desk.page.keyboard.type(noteText);
}

test("a rejection for an unlisted reason is sent only with a note", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const student = await openDeskWithOne(desk, setting);
  await chooseReasons(desk);
  await page.keyboard.press("1");
  const back = page.getByRole("button", { name: /^返回/ });
  await back.press("Enter");
  await back.waitFor({ state: "detached" });
  await ready(desk);
  await chooseReasons(desk);
  await page.keyboard.press("1");
  await page.keyboard.press("m");
  await page.keyboard.press("Control+Enter");
  await desk.see("选了“其他原因（见说明）”，请写明原因，学生会看到它。");
  expect(await stateOf(student)).toBe("in_review");
  // The focus is in the note.
  await page.keyboard.type(noteText);
  await page.getByRole("alert").filter({ hasText: "请写明原因" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Control+Enter");
  expect((await rejectionOf(setting, student)).words).toBe(noteText);
});

test("reasons and note survive Esc, and one key repeats the reasons of the last rejection", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const first = await openDeskWithOne(desk, setting);
  await fillIn(desk);
  // Leaves the field, then the panel.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator(".desk-reasons").waitFor({ state: "hidden" });
  await chooseReasons(desk);
  expect([await chosenIn(desk).count(), await noteIn(desk).inputValue()]).toEqual([1, noteText]);
  const second = await setting.addInReview();
  await page.keyboard.press("Control+Enter");
  expect(await rejectionOf(setting, first)).toEqual({
    reasons: ["shoulders-not-level"],
    words: noteText,
  });
  await inFront(desk);
  await chooseReasons(desk);
  expect([await chosenIn(desk).count(), await noteIn(desk).inputValue()]).toEqual([0, ""]);
  await page.keyboard.press("Escape");
  await page.reload();
  await inFront(desk);
  await chooseReasons(desk);
  for (const key of ["l", "Control+Enter"]) await page.keyboard.press(key);
  expect((await rejectionOf(setting, second)).reasons).toEqual(["shoulders-not-level"]);
});

test("an unfinished rejection survives another page and a reload", async ({ deskOf, setting }) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const student = await openDeskWithOne(desk, setting);
  const menu = page.getByRole("navigation", { name: "主菜单" });
  await menu.waitFor({ state: "hidden" });
  await fillIn(desk);
  await page.getByLabel("收起或展开菜单").click();
  await page.getByRole("menuitem", { name: "登录与安全" }).click();
  await page.getByRole("heading", { name: "登录与安全" }).waitFor();
  await menu.waitFor();
  await openDesk(desk);
  await menu.waitFor({ state: "hidden" });
  await page.locator(".desk-reasons").waitFor();
  await page.reload();
  await inFront(desk);
  await chosenIn(desk).waitFor();
  expect([await chosenIn(desk).count(), await noteIn(desk).inputValue()]).toEqual([1, noteText]);
  await page.keyboard.press("Control+Enter");
  expect((await rejectionOf(setting, student)).words).toBe(noteText);
  const drafts = 'Object.keys(sessionStorage).filter((key) => key.includes("-draft-"))';
  expect(await page.evaluate<string[]>(drafts)).toEqual([]);
});

test("one key adds measured values to the note, and values that do not fit are reported", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page } = desk;
  const student = await openDeskWithOne(desk, setting);
  const note = noteIn(desk);
  await chooseReasons(desk);
  await page.keyboard.press("/");
  await page.keyboard.type("没有这样的");
  await desk.see("没有找到这样的原因。请换个词，或选“其他原因（见说明）”。");
  await page.keyboard.press("Escape");
  await page.getByText("没有找到这样的原因").waitFor({ state: "hidden" });
  const reasons = page.locator(".desk-reason");
  for (let index = 0; index < 11; index++) await reasons.nth(index).click();
  await desk.see("最多选 10 个原因。要选别的，请先去掉一个。");
  expect(await chosenIn(desk).count()).toBe(10);
  for (let index = 0; index < 10; index++) await reasons.nth(index).click();
  await page.getByText("最多选 10 个原因").waitFor({ state: "hidden" });
  // The face of the students' photo is small.
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await waitUntil(
    "the values in the note",
    () => note.inputValue(),
    (text) => /\d+ 像素（下限 \d+ 像素）/.test(text),
  );
  const long = "长".repeat(495);
  await note.fill(long);
  await note.press("Escape");
  await page.keyboard.press("p");
  await desk.see(/^说明最多 500 字，有 \d+ 条数值写不下，没有写入。$/);
  expect(await note.inputValue()).toBe(long);
  await page.keyboard.press("Control+Enter");
  expect((await rejectionOf(setting, student)).words).toBe(long);
});

test("Enter and Esc of an input method select no reason and clear nothing", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("reviewer-1");
  const { page, context } = desk;
  await openDeskWithOne(desk, setting);
  await chooseReasons(desk);
  const search = page.getByRole("textbox", { name: "查找原因" });
  await search.focus();
  const keys = await context.newCDPSession(page);
  await keys.send("Input.imeSetComposition", { text: "眼镜", selectionStart: 2, selectionEnd: 2 });
  for (const key of ["Enter", "Escape"]) {
    await search.dispatchEvent("keydown", { key, isComposing: true, bubbles: true });
    await search.and(page.locator(":focus")).waitFor();
    expect([await search.inputValue(), await chosenIn(desk).count()]).toEqual(["眼镜", 0]);
  }
  await keys.send("Input.insertText", { text: "眼镜" });
  await page.keyboard.press("Enter");
  await chosenIn(desk).waitFor();
  expect(await search.inputValue()).toBe("");
});
