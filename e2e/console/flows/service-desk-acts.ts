/** What customer service does for a caller, said in words before and after. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { textMessagesOf } from "../../people/text-messages.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { act, open, painted } from "../service-desk.ts";
import { numbersOf, reaches, read, reject } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "service withdraws a submission with its reason, and the student may change the photo; what is not possible says why",
    who: "service",
    look: { locale: "en-US", dark: true },
    walk: async (desk, setting) => {
      const student = await setting.addInReview();
      await open(desk, student);
      await desk.see("Review expected by");
      await desk.press("See the photos");
      await desk.page.locator(".service-plane img").nth(1).waitFor();
      await painted(desk);
      await desk.picture("service-photos-dark");
      await desk.page.keyboard.press("Escape");
      await act(desk, "Withdraw the submission", "The student wants another photo");
      await desk.see("Withdrawn. The student can now change the photo");
      const { state, moves, history } = await read(student);
      assert.equal(state, "ready");
      assert.ok(moves.some(({ move }) => move === "upload"));
      assert.equal(history.at(-1)?.reason?.en, "The student wants another photo");
      const button = desk.page.locator(".service-actions").getByRole("button", { name: "Withdraw the submission" });
      await desk.see("Nothing is in review, so there is nothing to withdraw");
      assert.ok(await button.isDisabled());
      const again = await submitPhoto(student);
      assert.equal((await read(student)).submission?.attemptId, again);
      const client = await setting.clientOf("service");
      const body = { reason: "测试结束" };
      await take(client.call("withdrawSubmission", { params: { collectionId: student.collectionId }, body }));
    },
  },
  {
    name: "service opens a correction, and the student is told to scan a new code",
    who: "service",
    look: { locale: "en-US", dark: true },
    walk: async (desk, { addStudent }) => {
      const student = await addStudent();
      await open(desk, student);
      await act(desk, "Allow data correction", "The major is wrong at CHSI");
      await desk.see("Allowed since");
      assert.ok((await read(student)).correctionOpenedAt);
      await desk.see("The major is wrong at CHSI");
      await desk.page.locator(".ant-message-notice").first().waitFor({ state: "detached" });
      await desk.picture("service-actions-dark");
    },
  },
  {
    name: "service resends the last message, which goes by SMS to a student without a consent in WeChat",
    who: "service",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await reject(setting, student);
      const texts = () => textMessagesOf(setting.world, student);
      await waitUntil("the text message", texts, ({ length }) => length === 1);
      await open(desk, student);
      await desk.see("没有订阅的，改发短信");
      await act(desk, "重发通知", null);
      await waitUntil("the text message once more", texts, ({ length }) => length === 2);
      await page.reload();
      await desk.see("审核未通过通知 · 已发送");
    },
  },
  {
    name: "a refund that service asks for waits for finance, who decides it; the story tells both",
    who: "service",
    look: zh,
    walk: async (desk, { addStudent, desks }) => {
      const student = await addStudent();
      const { ours: own } = await numbersOf(student);
      await open(desk, student);
      await desk.see("超过您可单独退款的额度，需财务同意");
      await act(desk, "发起退款", "学生不再需要");
      await desk.see("退款：待复核。");
      assert.equal((await read(student)).state, "paid");
      await desk.see("这笔订单已有退款在处理");
      const finance = await desks.open("finance-1", zh);
      await finance.page.goto("/console/refunds?state=waiting");
      await finance.page
        .getByRole("row", { name: new RegExp(own) })
        .getByRole("button", { name: /^同意$/ })
        .click();
      await finance.confirm();
      await reaches(student, "refunded");
      await finance.context.close();
      await desk.page.reload();
      await desk.see("退款结果 · 已退款");
      await desk.see("学生不再需要");
    },
  },
  {
    name: "service keeps a note with a canned answer that can be changed; colleagues read it, the student learns how many there are",
    who: "service",
    look: en,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const student = await addStudent();
      await open(desk, student);
      await page.locator(".service-actions").getByRole("button", { name: "Add a note" }).click();
      const dialog = page.getByRole("dialog");
      // What has to be written is before what helps to write it.
      await dialog.locator("textarea:focus").waitFor();
      await dialog.getByLabel("Use a canned answer").click();
      await page.locator(".ant-select-dropdown:visible").getByText("Call back").click();
      const text = await dialog.locator("textarea").inputValue();
      assert.equal(text, "Promised to call back within one working day.");
      await dialog.locator("textarea").fill(`${text} After four o'clock.`);
      await page.locator(".ant-select-dropdown").waitFor({ state: "hidden" });
      await desk.picture("service-note");
      await dialog.getByRole("button", { name: "Add a note" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.locator(".service-kind-note", { hasText: "After four o'clock." }).waitFor();
      const ownRow = await take(student.client.call("exportMyData", {}));
      assert.equal(ownRow.collections[0]?.serviceNotes, 1);
      assert.ok(!JSON.stringify(ownRow).includes("four o'clock"));
    },
  },
]);
