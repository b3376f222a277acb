/** The review desk: one key approves, reasons are chosen, the last approval is taken back, a senior reviewer decides. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, type Flow, type Setting, zh } from "../flow.ts";

type Student = Awaited<ReturnType<Setting["addInReview"]>>;

const stateOf = async ({ client, collectionId }: Student): Promise<string> =>
  (await take(client.call("readCollection", { params: { collectionId } }))).state;

const reaches = (student: Student, states: readonly string[]) =>
  waitUntil(
    "the decision",
    () => stateOf(student),
    (state) => states.includes(state),
  );

async function openDesk({ page }: Desk): Promise<void> {
  await page.goto("/console/review");
  await page.locator(".desk-frame img").nth(1).waitFor();
}

/** Waits until the picture in front is painted, not only asked for. */
const painted = ({ page }: Desk): Promise<unknown> =>
  page.waitForFunction(
    "[...document.querySelectorAll('.desk-frame img[data-shown]')].every((image) => image.complete && image.naturalWidth > 0)",
  );

const gone = ["approved", "uploading", "completed"];

export const reviewFlows: readonly Flow[] = [
  {
    name: "one key approves, and the next submission stands in front; then the queue says that nothing waits",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, { addInReview }) => {
      const [first, second] = [await addInReview(), await addInReview()];
      await openDesk(desk);
      await painted(desk);
      await desk.picture("review-desk");
      await desk.page.keyboard.press("a");
      await reaches(first, gone);
      await painted(desk);
      await desk.page.keyboard.press("a");
      await reaches(second, gone);
      await desk.see("目前没有等待审核的照片");
    },
  },
  {
    name: "rejecting with two reasons and words: the student reads both",
    who: "reviewer-1",
    look: en,
    walk: async (desk, { addInReview }) => {
      const student = await addInReview();
      await openDesk(desk);
      await desk.page.keyboard.press("r");
      await desk.see("Reasons for rejecting");
      await desk.picture("review-reasons");
      await desk.page.keyboard.press("1");
      await desk.page.keyboard.press("2");
      await desk.page.getByLabel(/More words/).fill("请在窗边重拍一张。");
      await desk.page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
      await reaches(student, ["rejected"]);
      const { refusal } = await take(
        student.client.call("readCollection", { params: { collectionId: student.collectionId } }),
      );
      assert.equal(refusal?.reasons.length, 2);
      assert.equal(refusal?.words, "请在窗边重拍一张。");
    },
  },
];
