/** Rejecting at the review desk: what a reason needs before it is sent, and what need not be chosen or typed again. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { type Flow, zh } from "../flow.ts";
import { openDeskWithOne, reaches, type Student, stateOf } from "../review-desk.ts";

const chooseReasons = async ({ page }: Desk): Promise<void> => {
  await page.keyboard.press("r");
  await page.locator(".desk-reasons").waitFor();
};

const refusalOf = async ({ client, collectionId }: Student) =>
  (await take(client.call("readCollection", { params: { collectionId } }))).refusal;

export const reviewReasonFlows: readonly Flow[] = [
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
];
