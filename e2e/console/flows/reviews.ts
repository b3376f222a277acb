/** The review desk: one key approves what was seen, reasons are chosen, the last approval is taken back, a senior reviewer decides. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { endKnown } from "../honeypots.ts";
import { inFront, missing, openDesk, painted, reaches, ready, stateOf } from "../review-desk.ts";
import { leaveOne } from "../second-looks.ts";
import { approve, keepHeld } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "one key approves, and the next submission stands in front, beside it the same photo of another account; then nothing waits",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, { addInReview }) => {
      const students = [await addInReview(), await addInReview()];
      // The riskier stands in front, whichever was submitted first.
      const decided = (count: number) =>
        waitUntil(
          "the decision",
          () => Promise.all(students.map(stateOf)),
          (states) => states.filter((state) => missing.includes(state)).length === count,
        );
      await openDesk(desk);
      await painted(desk);
      // The second handed in the first one's picture.
      await desk.see(/另一个账号 .* 上传，请确认照片是谁的/);
      await waitUntil(
        "the earlier photo",
        () => desk.page.evaluate<number>("document.querySelector('.desk-seen')?.naturalWidth ?? 0"),
        (widthPx) => widthPx > 0,
      );
      await desk.picture("review-desk");
      await desk.page.keyboard.press("a");
      await decided(1);
      await inFront(desk);
      await desk.page.keyboard.press("a");
      await decided(2);
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
      const { keyboard } = desk.page;
      await keyboard.press("r");
      await desk.see("Reasons for rejection");
      assert.equal(
        await desk.page.locator(".desk-frame img[data-shown]").count(),
        2,
        "the photos stay beside the reasons",
      );
      await keyboard.press("1");
      await keyboard.press("/");
      await keyboard.type("shadow");
      await keyboard.press("Enter");
      await desk.picture("review-reasons");
      await keyboard.press("o");
      await keyboard.type("请在窗边重拍一张。");
      await keyboard.press("Control+Enter");
      await reaches(student, ["rejected"]);
      const { refusal } = await take(
        student.client.call("readCollection", { params: { collectionId: student.collectionId } }),
      );
      assert.deepEqual(
        refusal?.reasons.map(({ code }) => code),
        ["head-not-straight", "light-uneven"],
      );
      assert.equal(refusal?.words, "请在窗边重拍一张。");
    },
  },
  {
    name: "the last approval is taken back and stands in front again; a finding is shown on the photo; keys are listed on ?",
    who: "reviewer-2",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await openDesk(desk);
      // The queue's line comes after the photos and takes a little of their room: they are whole again then.
      await page.getByRole("combobox", { name: "Review one project or school only" }).waitFor();
      await page.keyboard.press("1");
      await page.locator(".desk-finding-shown").waitFor();
      const perCents = () => page.locator(".desk-per-cent").allTextContents();
      const whole = await perCents();
      await page.keyboard.press("i");
      await waitUntil("the eyes", perCents, ([, photo]) => photo !== whole[1]);
      await desk.picture("review-eyes");
      await page.keyboard.press("p");
      await waitUntil("true pixels", perCents, ([original]) => original === "100%");
      await page.keyboard.press("0");
      await waitUntil("the whole photo", perCents, (now) => now.join() === whole.join());
      await page.keyboard.press("?");
      await desk.see("Undo the last decision (while it can be undone)");
      await page.keyboard.press("a");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await ready(desk);
      assert.equal(await stateOf(student), "in_review", "a key pressed while reading the keys decided a photo");
      // As with Caps Lock.
      await page.keyboard.press("A");
      await reaches(student, ["approved"]);
      await keepHeld(setting, student);
      // The newest decision is the first line, its photo beside its undo.
      const newest = page.locator(".ant-flex:has(> .desk-thumb)").first();
      await newest.getByRole("button", { name: /^Undo 测/ }).waitFor();
      await page.keyboard.press("z");
      await reaches(student, ["in_review"]);
      await inFront(desk);
      await page.keyboard.press("a");
      await reaches(student, missing);
    },
  },
  {
    name: "what is handed over comes to the senior reviewer with its reason, who grants an exception with evidence",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, { addInReview, desks }) => {
      const student = await addInReview();
      const other = await desks.open("reviewer-1", zh);
      await openDesk(other);
      await other.page.keyboard.press("e");
      await other.page.getByRole("dialog").getByRole("textbox").fill("头巾是否属于宗教着装");
      await other.answer(/确定/);
      await other.see("目前没有等待审核的照片");
      await other.context.close();
      await openDesk(desk);
      await desk.see("头巾是否属于宗教着装");
      await desk.page.keyboard.press("x");
      await desk.page.getByRole("dialog").getByRole("textbox").fill("测试证明 0001");
      await desk.answer(/确定/);
      await reaches(student, missing);
    },
  },
  {
    name: "a second look is blind: the first decision is told only after one's own, beside the photo it is about",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      // The next one is in front by the time the result stands.
      for (const student of [await setting.addInReview(), await setting.addInReview()]) await approve(setting, student);
      await page.goto("/console/second-looks");
      await page.locator(".desk-frame img").nth(1).waitFor();
      await ready(desk);
      assert.equal(await page.getByText(/第一次：/).count(), 0);
      await desk.picture("second-look");
      const format = () => page.locator(".desk-frame img[data-shown]").last().getAttribute("src");
      const judged = await format();
      await page.keyboard.press("a");
      const result = page.getByRole("region", { name: "刚才判断的照片" });
      // Whatever it was: other decisions may wait for their second look as well.
      await result.getByText(/第一次：(不通过|通过|转复核)/).waitFor();
      await result.getByText("您：通过").waitFor();
      await result.getByText(/^测.* · \*+\d{3} · /).waitFor();
      await inFront(desk);
      assert.equal(await result.locator(".desk-thumb").getAttribute("src"), judged);
      assert.notEqual(await format(), judged, "the photo in front is the next one");
      await desk.picture("second-look-judged");
    },
  },
  {
    name: "a photo seen again is made a test photo beside its verdict",
    who: "senior-reviewer",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await approve(setting, student);
      await reaches(student, ["completed"]);
      await leaveOne(setting);
      await page.goto("/console/second-looks");
      await inFront(desk);
      await page.keyboard.press("a");
      const result = page.getByRole("region", { name: "The photo you judged last" });
      await result.getByRole("button", { name: "Add to test photos" }).click();
      await desk.answer(/^Add$/);
      await result.getByText(/^since 2/).waitFor();
      await endKnown(setting, student.collectionId);
    },
  },
  {
    name: "a test photo is added, is answered in the queue like any other, and counts in the figures of quality",
    who: "senior-reviewer",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const known = await setting.addInReview();
      await approve(setting, known);
      await reaches(known, ["completed"]);
      await page.goto("/console/honeypots");
      await page.getByRole("link", { name: "Choose a photo from Decisions" }).click();
      await desk.see("Click a row for its photo");
      await page.goto("/console/decisions?reviewer=reviewer-1");
      await page.getByRole("button", { name: "Add to test photos" }).first().click();
      await desk.answer(/^Add$/);
      const added = page.getByRole("row").filter({ hasText: "Test photo" });
      await added
        .getByText(/^since 2/)
        .first()
        .waitFor();
      await page.goto("/console/honeypots");
      await page.getByRole("row", { name: new RegExp(known.collectionId) }).waitFor();
      // It comes beside one that waits.
      const beside = await setting.addInReview();
      const other = await setting.desks.open("reviewer-2", zh);
      await openDesk(other);
      await other.page.keyboard.press("a");
      await inFront(other);
      await other.page.keyboard.press("a");
      await other.see("目前没有等待审核的照片");
      await reaches(beside, missing);
      await other.context.close();
      await page.reload();
      await desk.see(known.collectionId);
      await page
        .getByRole("row", { name: new RegExp(known.collectionId) })
        .getByText("1", { exact: true })
        .first()
        .waitFor();
      await page.goto("/console/review-quality");
      await page.getByRole("row").filter({ hasText: "测试审核员二" }).getByText("0 / 1").first().waitFor();
      await desk.see("Share of second looks that differ, by day");
      await desk.see(/\d+ decisions; \d+ second looks/);
      await desk.picture("review-quality");
      await endKnown(setting, known.collectionId);
    },
  },
]);
