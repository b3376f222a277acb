/** Rejecting at the review desk: what a reason needs before it is sent, and what need not be chosen or typed again. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { zh } from "../flow.ts";
import { inFront, openDeskWithOne, reaches, type Student, stateOf } from "../review-desk.ts";
import { deskFlows } from "../test.ts";

const chooseReasons = async ({ page }: Desk): Promise<void> => {
  await page.keyboard.press("r");
  await page.locator(".desk-reasons").waitFor();
};

const refusalOf = async ({ client, collectionId }: Student) =>
  (await take(client.call("readCollection", { params: { collectionId } }))).refusal;

deskFlows([
  {
    name: "another reason than those listed is sent only with the note that the student is sent to",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await chooseReasons(desk);
      await page.keyboard.press("m");
      await page.keyboard.press("Control+Enter");
      await desk.see("选了“其他原因（见说明）”，请写明原因，学生会看到它。");
      await desk.picture("review-note-missing");
      assert.equal(await stateOf(student), "in_review");
      // The field has the focus: what is typed now is the note.
      await page.keyboard.type("请换一件没有字的上衣。");
      await page.getByRole("alert").filter({ hasText: "请写明原因" }).waitFor({ state: "hidden" });
      await page.keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
      const refusal = await refusalOf(student);
      assert.deepEqual(
        refusal?.reasons.map(({ code }) => code),
        ["other"],
      );
      assert.equal(refusal?.words, "请换一件没有字的上衣。");
    },
  },
  {
    name: "the reasons of the photo before are chosen by one key, also after the desk was loaded anew",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const first = await openDeskWithOne(desk, setting);
      await chooseReasons(desk);
      for (const key of ["2", "d", "Control+Enter"]) await page.keyboard.press(key);
      const second = await setting.addInReview();
      await page.reload();
      await inFront(desk);
      await chooseReasons(desk);
      for (const key of ["l", "Control+Enter"]) await page.keyboard.press(key);
      for (const student of [first, second]) {
        await reaches(student, ["rejected"]);
        assert.deepEqual(
          (await refusalOf(student))?.reasons.map(({ code }) => code),
          ["shoulders-not-level", "background"],
        );
      }
    },
  },
  {
    name: "reasons and note that Esc left stand there again for the same photo, and not for the next one",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const first = await openDeskWithOne(desk, setting);
      const chosen = page.locator(".desk-reason[aria-pressed=true]");
      const note = page.getByRole("textbox", { name: /^补充说明/ });
      await chooseReasons(desk);
      for (const key of ["2", "o"]) await page.keyboard.press(key);
      await page.keyboard.type("请换一件没有字的上衣。");
      // Once out of the field, once out of the panel.
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.locator(".desk-reasons").waitFor({ state: "hidden" });
      await chooseReasons(desk);
      assert.deepEqual([await chosen.count(), await note.inputValue()], [1, "请换一件没有字的上衣。"]);
      const second = await setting.addInReview();
      await page.keyboard.press("Control+Enter");
      await reaches(first, ["rejected"]);
      assert.equal((await refusalOf(first))?.words, "请换一件没有字的上衣。");
      await inFront(desk);
      await chooseReasons(desk);
      assert.deepEqual([await chosen.count(), await note.inputValue()], [0, ""]);
      for (const key of ["d", "Control+Enter"]) await page.keyboard.press(key);
      await reaches(second, ["rejected"]);
    },
  },
  {
    name: "a rejection that is half filled in is there again after the menu and a reload, and gone once it is sent",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      const chosen = page.locator(".desk-reason[aria-pressed=true]");
      const note = page.getByRole("textbox", { name: /^补充说明/ });
      await chooseReasons(desk);
      for (const key of ["2", "o"]) await page.keyboard.press(key);
      await page.keyboard.type("请换一件没有字的上衣。");
      await page.getByLabel("收起或展开菜单").click();
      await page.getByRole("menuitem", { name: "登录与安全" }).click();
      await page.getByRole("heading", { name: "登录与安全" }).waitFor();
      await page.goto("/console/review");
      await inFront(desk);
      await page.locator(".desk-reasons").waitFor();
      await page.reload();
      await inFront(desk);
      await chosen.waitFor();
      assert.deepEqual([await chosen.count(), await note.inputValue()], [1, "请换一件没有字的上衣。"]);
      await page.keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
      assert.equal((await refusalOf(student))?.words, "请换一件没有字的上衣。");
      const left = await page.evaluate<string[]>(
        'Object.keys(sessionStorage).filter((key) => key.includes("-draft-"))',
      );
      assert.deepEqual(left, []);
    },
  },
  {
    name: "one key writes what was measured about a chosen reason into the note, with its limit",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await chooseReasons(desk);
      // The face of the students' photo is small.
      for (const key of ["g", "p"]) await page.keyboard.press(key);
      const note = page.getByRole("textbox", { name: /^补充说明/ });
      await waitUntil(
        "the numbers in the note",
        () => note.inputValue(),
        (words) => /\d+ 像素（下限 \d+ 像素）/.test(words),
      );
      const words = await note.inputValue();
      await page.keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
      assert.equal((await refusalOf(student))?.words, words);
    },
  },
  {
    name: "a search that finds no reason, an eleventh reason and numbers that have no room are each told, and none is cut",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await openDeskWithOne(desk, setting);
      await chooseReasons(desk);
      await page.keyboard.press("/");
      await page.keyboard.type("没有这样的");
      await desk.see("没有找到这样的原因。请换个词，或选“其他原因（见说明）”。");
      await page.keyboard.press("Escape");
      await page.getByText("没有找到这样的原因").waitFor({ state: "hidden" });
      const reasons = page.locator(".desk-reason");
      for (let index = 0; index < 11; index++) await reasons.nth(index).click();
      await desk.see("最多选 10 个原因。要选别的，请先去掉一个。");
      assert.equal(await reasons.and(page.locator("[aria-pressed=true]")).count(), 10);
      await reasons.first().click();
      await page.getByText("最多选 10 个原因").waitFor({ state: "hidden" });
      // The face of the students' photo is small.
      await page.keyboard.press("g");
      const note = page.getByRole("textbox", { name: /^补充说明/ });
      const words = "长".repeat(495);
      await note.fill(words);
      await note.press("Escape");
      await page.keyboard.press("p");
      await desk.see(/^说明最多 500 字，有 \d+ 条数值写不下，没有写入。$/);
      await desk.picture("review-reasons-told");
      assert.equal(await note.inputValue(), words);
      await page.keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
      assert.equal((await refusalOf(student))?.words, words);
    },
  },
  {
    name: "Enter and Esc of an input method in the search choose no reason and clear nothing",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, setting) => {
      const { page, context } = desk;
      const student = await openDeskWithOne(desk, setting);
      await chooseReasons(desk);
      const search = page.getByRole("textbox", { name: "查找原因" });
      const chosen = page.locator(".desk-reason[aria-pressed=true]");
      await search.focus();
      const keys = await context.newCDPSession(page);
      await keys.send("Input.imeSetComposition", { text: "眼镜", selectionStart: 2, selectionEnd: 2 });
      for (const key of ["Enter", "Escape"]) {
        await search.dispatchEvent("keydown", { key, isComposing: true, bubbles: true });
        await search.and(page.locator(":focus")).waitFor();
        assert.deepEqual([await search.inputValue(), await chosen.count()], ["眼镜", 0]);
      }
      await keys.send("Input.insertText", { text: "眼镜" });
      await page.keyboard.press("Enter");
      await chosen.waitFor();
      assert.equal(await search.inputValue(), "");
      await page.keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
    },
  },
]);
