/**
 * Work of the senior reviewer: second looks, recalls, appeals, decisions of others, leased photos, honeypots, figures.
 */
import { expect, type Locator } from "@playwright/test";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import { chooseReasons, decisionsOn, inFront, openDesk, queueIsEmpty } from "../review-desk.ts";
import {
  approve,
  approvedStates,
  complete,
  emptyQueue,
  leaveSecondLooks,
  reaches,
  reject,
} from "../students.ts";
import { test } from "../test.ts";

async function rejectForGlasses(desk: Desk): Promise<void> {
  await inFront(desk);
  await chooseReasons(desk);
  for (const key of ["e", "Control+Enter"]) await desk.page.keyboard.press(key);
}

test("a second look is blind; a decision that differs from it is recalled and listed", async ({
  deskOf,
  setting,
  longHold: _,
}) => {
  const desk = await deskOf("senior-reviewer");
  const { page } = desk;
  await emptyQueue(setting);
  await approve(setting, await setting.addInReview());
  await leaveSecondLooks(setting, 1);
  const student = await setting.addInReview();
  await page.goto("/console/second-looks");
  await inFront(desk);
  expect(await page.getByText(/第一次：/).count()).toBe(0);
  const current = () => page.locator(".desk-frame img[data-picture]").last().getAttribute("src");
  const judged = await current();
  await approve(setting, student);
  await page.keyboard.press("a");
  const result = page.getByRole("region", { name: "刚才判断的照片" });
  await result.getByText(/第一次：通过/).waitFor();
  await result.getByText("您：通过").waitFor();
  await result.getByText(/^测.* · \*+\d{3} · /).waitFor();
  await inFront(desk);
  expect(await result.locator(".desk-thumb").getAttribute("src")).toBe(judged);
  expect(await current()).not.toBe(judged);
  for (const key of ["A", "R"])
    await expect(page.locator(".desk-acts button", { hasText: key })).toBeInViewport({ ratio: 1 });

  await rejectForGlasses(desk);
  await desk.see("与第一次的决定不同");
  await desk.press("撤回这个决定");
  await desk.confirm();
  await desk.see(/已撤回此前的决定，请重新决定（抽查复核：不通过/);
  await reaches(student, "in_review");
  await rejectForGlasses(desk);
  await waitUntil(
    "the second decision",
    () => decisionsOn(setting, student),
    ({ length }) => length === 2,
  );
  await setting.addInReview();
  const reviewer = await deskOf("reviewer-1");
  await openDesk(reviewer);
  await reviewer.press(/抽查意见不一致 \d+ 份/);
  await reviewer.see("已撤回，由复核员重新决定");
  await reviewer.page.locator(".desk-otherwise").getByRole("link").first().click();
  await reviewer.page.waitForURL(/\/decisions\/[0-9a-f-]+$/);
  await reviewer.page.locator(".desk-frame img").nth(1).waitFor();
});

test("an appeal displays the student's words, the rejection and the findings", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addInReview();
  await reject(setting, student);
  const params = { collectionId: student.collectionId };
  await take(
    student.client.call("appealRejection", {
      params,
      body: { reason: "我没有戴眼镜，请再看一下" },
    }),
  );
  const desk = await deskOf("senior-reviewer");
  await desk.page.goto("/console/review?queue=appeals");
  await inFront(desk);
  await desk.see("学生申诉：我没有戴眼镜，请再看一下");
  await desk.see(/^申诉对象：不通过 · .+ · 镜片反光，请摘下眼镜再拍。$/);
  await desk.page.locator(".desk-finding").first().waitFor();
  await desk.page.keyboard.press("a");
  await reaches(student, ...approvedStates);
});

test("a senior reviewer finds a decision by its reviewer and opens it with its photo", async ({
  deskOf,
  setting,
}) => {
  await reject(setting, await setting.addInReview());
  const desk = await deskOf("senior-reviewer");
  const { page } = desk;
  await page.goto("/console/decisions?reviewer=reviewer-1&decision=reject");
  const row = page.locator(".console-row-opens").first();
  const reviewerName = (await row.getByText(/ · reviewer-1$/).textContent()) ?? "";
  await page.getByLabel("审核员用户名").fill(reviewerName);
  await page.getByLabel("审核员用户名").press("Enter");
  await page.waitForURL((url) => url.searchParams.get("reviewer") === reviewerName);
  await row.getByText(reviewerName).waitFor();
  await row.click();
  await page.locator(".desk-frame img").nth(1).waitFor();
  await desk.see(/reviewer-1 · 不通过 · .*镜片反光/);
  await desk.press(/返回/);
  await page.waitForURL(/decision=reject/);
  await row.waitFor();
});

test("a senior reviewer lists a leased photo and returns it to the queue", async ({
  deskOf,
  setting,
}) => {
  await emptyQueue(setting);
  const student = await setting.addInReview();
  const holder = await setting.clientOf("reviewer-2");
  await take(holder.call("takeTasks", { body: { queue: "desk", count: 1 } }));
  const desk = await deskOf("senior-reviewer");
  await desk.page.goto("/console/leases");
  await desk.see(/reviewer-2/);
  await desk.page.getByRole("button", { name: /收回/ }).click();
  await desk.confirm();
  await desk.page.getByText(/reviewer-2/).waitFor({ state: "hidden" });
  await approve(setting, student);
});

test("a honeypot is decided like any other photo, counted, and retired", async ({
  deskOf,
  setting,
}) => {
  await emptyQueue(setting);
  const honeypot = await setting.addInReview();
  await approve(setting, honeypot);
  await complete(setting, honeypot);
  const desk = await deskOf("senior-reviewer", en);
  const { page } = desk;
  await page.goto("/console/honeypots");
  await page.getByRole("link", { name: "Choose a photo from Decisions" }).click();
  await desk.see("Click a row for its photo");
  await page.goto("/console/decisions?reviewer=reviewer-1");
  await page.getByRole("button", { name: "Add to test photos" }).first().click();
  await desk.answer(/^Add$/);
  await page
    .getByRole("row")
    .filter({ hasText: "Test photo" })
    .getByText(/^since 2/)
    .first()
    .waitFor();
  // The honeypot is served together with a photo that waits.
  const student = await setting.addInReview();
  const otherDesk = await deskOf("reviewer-2");
  await openDesk(otherDesk);
  await otherDesk.page.keyboard.press("a");
  await inFront(otherDesk);
  await otherDesk.page.keyboard.press("a");
  await otherDesk.see(queueIsEmpty);
  await reaches(student, ...approvedStates);
  await page.goto("/console/honeypots");
  const row = page.getByRole("row", { name: new RegExp(honeypot.collectionId) });
  await row.getByText("1", { exact: true }).first().waitFor();
  await row.getByRole("button", { name: "Retire" }).click();
  await desk.confirm();
  await row.getByRole("button", { name: "Retire" }).waitFor({ state: "detached" });
});

/** A day without other decisions. */
const day = "2025-03-03";

test("quality figures link to exactly their photos, and too few photos are not judged", async ({
  deskOf,
  setting,
}) => {
  await emptyQueue(setting);
  const [approved, rejected] = [await setting.addInReview(), await setting.addInReview()];
  await approve(setting, approved);
  await reject(setting, rejected);
  await leaveSecondLooks(setting, 0);
  await inProductDatabase(setting.product, (database) =>
    database.query(
      "update review_tasks set at = $1 where kind = 'submission' and collection_id = any($2)",
      [`${day}T10:00:00+08:00`, [approved.collectionId, rejected.collectionId]],
    ),
  );
  const desk = await deskOf("senior-reviewer");
  const { page } = desk;
  await page.goto(`/console/review-quality?from=${day}&until=${day}`);
  await desk.see("共 2 个决定；抽查 2 个，1 个结论不同；质检样片作答 0 次，答错 0 次");
  const leadsTo = async (figure: Locator, count: number): Promise<void> => {
    await figure.click();
    await page.waitForURL(/\/decisions\?/);
    await page.getByRole("heading", { name: "审核决定" }).waitFor();
    await expect(page.locator(".console-row-opens")).toHaveCount(count);
    await page.goBack();
  };
  const judged = page.getByRole("link", { name: "数量太少，暂不判断" });
  await judged.first().focus();
  await page.getByRole("tooltip").getByText("2 对").waitFor();
  const figures = page.getByRole("row").filter({ hasText: "测试审核员一" }).getByRole("link");
  // Counts of decisions, differing second looks, rejections, agreement. Figures of zero are not links.
  const counts = [2, 1, 1, 2];
  await expect(figures).toHaveCount(counts.length);
  for (const [at, count] of counts.entries()) await leadsTo(figures.nth(at), count);
});
