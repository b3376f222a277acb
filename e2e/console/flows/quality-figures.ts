/** The figures of review quality: too few pairs are said in words, and each figure leads to exactly its photos. */
import type { Locator } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { type Flow, type Setting, zh } from "../flow.ts";
import { approveLooks } from "../second-looks.ts";
import { approve, emptyQueue, reject } from "../students.ts";

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
    database.query("update reviews set at = $1 where collection_id = any($2)", [`${day}T10:00:00+08:00`, ids]),
  );
}

export const qualityFigureFlows: readonly Flow[] = [
  {
    name: "below twenty pairs there is no kappa but the words for it, and each figure of quality leads to exactly its photos",
    who: "senior-reviewer",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await decideThatDay(setting);
      await page.goto(`/console/review-quality?from=${day}&until=${day}`);
      await desk.see("2 对，太少，暂不下结论");
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
      const totals = page.locator(".ant-statistic").getByRole("link");
      await leadsTo(totals.nth(0), 2);
      await leadsTo(totals.nth(1), 2);
      const figures = page.getByRole("row").filter({ hasText: "测试审核员一" }).getByRole("link");
      // Decisions, share rejected, time for one, second looks, how many of them differ, and their agreement.
      const ofReviewer = [2, 1, 2, 2, 1, 2];
      for (const [at, count] of ofReviewer.entries()) await leadsTo(figures.nth(at), count);
      const reason = page.getByRole("row").filter({ hasText: "眼镜反光" }).getByRole("link");
      await leadsTo(reason.nth(0), 1);
      await leadsTo(reason.nth(2), 1);
    },
  },
];
