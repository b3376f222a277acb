/** The figures of review quality: agreement is a word with its number behind it, and each figure leads to exactly its photos. */
import assert from "node:assert/strict";
import type { Locator } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { type Setting, zh } from "../flow.ts";
import { approveLooks } from "../second-looks.ts";
import { approve, emptyQueue, reject } from "../students.ts";
import { deskFlows } from "../test.ts";

/** Nothing else was decided on it. */
const day = "2025-03-03";

/** One approved and one rejected, both seen again and one of them otherwise, as of that day. */
async function decideThatDay(setting: Setting): Promise<void> {
  await emptyQueue(setting);
  const [approved, rejected] = [await setting.addInReview(), await setting.addInReview()];
  await approve(setting, approved);
  await reject(setting, rejected);
  await approveLooks(setting);
  // What else waited in the queue was approved on the way.
  const ids = [approved, rejected].map(({ collectionId }) => collectionId);
  await inProductDatabase(setting.product, (database) =>
    database.query("update review_tasks set at = $1 where kind = 'submission' and collection_id = any($2)", [
      `${day}T10:00:00+08:00`,
      ids,
    ]),
  );
}

deskFlows([
  {
    name: "too few second looks are not judged, figures lead to exactly their photos, and figures of nothing lead nowhere",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await decideThatDay(setting);
      await page.goto(`/console/review-quality?from=${day}&until=${day}`);
      await desk.see("共 2 个决定；抽查 2 个，1 个结论不同；质检样片作答 0 次，答错 0 次");
      await desk.picture("quality-figures");
      const leadsTo = async (figure: Locator, count: number): Promise<void> => {
        await figure.click();
        await page.waitForURL(/\/decisions\?/);
        await page.getByRole("heading", { name: "审核决定" }).waitFor();
        await waitUntil(
          `${count} rows`,
          () => page.locator(".console-row-opens").count(),
          (rows) => rows === count,
        );
        await page.goBack();
      };
      const judged = page.getByRole("link", { name: "数量太少，暂不判断" });
      await judged.first().focus();
      await page.getByRole("tooltip").getByText("2 对").waitFor();
      await leadsTo(judged.first(), 2);
      const figures = page.getByRole("row").filter({ hasText: "测试审核员一" }).getByRole("link");
      await figures.first().waitFor();
      // Decisions, second looks that differ, share rejected, and agreement: no test photo was answered or left.
      const ofReviewer = [2, 1, 1, 2];
      assert.equal(await figures.count(), ofReviewer.length);
      for (const [at, count] of ofReviewer.entries()) await leadsTo(figures.nth(at), count);
    },
  },
]);
