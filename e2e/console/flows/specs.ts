/** Photo specs: reading and comparing them, trying their limits, and the refusals of the registry. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { inProductDatabase } from "../../product/product-database.ts";
import { en } from "../flow.ts";
import { refuseAtRegistry } from "../students.ts";
import { test } from "../test.ts";

test("specs are displayed with their geometry and limits, and compared", async ({ deskOf }) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  const drawing = page.getByRole("img", { name: /几何范围示意图/ });
  await page.goto("/console/specs");
  await desk.see("RGB 100, 197, 255");
  await drawing.waitFor();
  await desk.see(/选用它、还没有结束的项目：[1-9]/);
  await page.getByRole("row", { name: "头顶距上边 50–110 像素", exact: true }).waitFor();
  await page.getByRole("row", { name: /照片模糊.*不低于 9.*不低于 11/ }).waitFor();
  await page.goto("/console/specs?view=compared&spec=chsi-blue&with=id-card");
  await drawing.nth(1).waitFor();
  await page.getByRole("row", { name: /像素 ≠ 不同.*480 × 640.*358 × 441/ }).waitFor();
  await page.getByRole("checkbox", { name: "只看不同的项" }).click();
  await page.getByRole("row", { name: /照片模糊/ }).waitFor({ state: "detached" });
  await page.getByRole("row", { name: /眼睛距上边 ≠ 不同/ }).waitFor();
  expect(page.url()).toMatch(/only=differing/);
});

test("an operator tries a stricter limit, and no old figure is displayed while the new one is computed", async ({
  deskOf,
  setting,
}) => {
  const { collectionId } = await setting.addInReview();
  const desk = await deskOf("operator", en);
  const { page } = desk;
  const figures = page.getByRole("img", { name: /photos by value/ });
  const row = page.getByRole("row", {
    name: new RegExp(`${collectionId}.*Would be refused.*Not decided yet`),
  });
  await page.goto("/console/specs?view=compared&spec=chsi-blue&with=exit-entry");
  await page.getByRole("link", { name: "Try Blurred" }).click();
  await page.waitForURL(/view=limits&check=blur/);
  await desk.see("lower is worse");
  await desk.see("The same as the limit in force");
  await page.getByLabel("Refuse below").fill("999");
  await desk.press("Try it");
  await figures.waitFor();
  await row.waitFor();
  expect(await page.locator("img[src*='/v1/pictures']").count()).toBe(0);
  const answer = await desk.hold(/\/v1\/staff\/limits\//);
  await page.getByLabel("Refuse below").fill("998");
  await desk.press("Try it");
  await desk.see("Counting…");
  expect([await figures.count(), await row.count()]).toEqual([0, 0]);
  answer();
  await figures.waitFor();
  await row.waitFor();
  await desk.press("Back to the limit in force");
  await desk.see("The same as the limit in force");
});

test("a limit can be tried on one project; older reports and missing photos are reported", async ({
  deskOf,
  setting,
}) => {
  const { collectionId } = await setting.addInReview();
  const desk = await deskOf("operator");
  const { page } = desk;
  await page.goto("/console/specs?view=limits&check=blur");
  const choice = page.getByLabel("项目（全部）");
  await choice.click();
  const match = page.waitForResponse(/text=zsdx/);
  await choice.fill("zsdx");
  await match;
  const options = page.locator(".ant-select-dropdown:visible");
  await options.getByText("暨南大学").first().waitFor({ state: "detached" });
  await options
    .getByText(/^中山大学/)
    .first()
    .click();
  await page.waitForURL(/projectId=/);
  await page.reload();
  await desk.see(/^中山大学.*20\d\d$/);
  await page.goto(`/console/specs?view=limits&check=blur&projectId=${randomUUID()}`);
  await desk.see("未知项目");
  await page.goto("/console/specs?view=limits&check=eye-line&failMin=298&failMax=300");
  await desk.see("偏离范围即差");
  await page.getByLabel("低于即不通过").fill("301");
  await desk.press("试算");
  await desk.see("下限高于上限，没有照片能通过。");
  expect(page.url()).toMatch(/failMin=298/);
  await page.goto("/console/specs?view=limits&check=blur&untilDay=2020-01-01");
  await desk.see("这些条件下还没有照片。");
  await desk.see("没有照片会改变判定");
  // An earlier limit judged this photo's head as tilted.
  await inProductDatabase(setting.product, (database) =>
    database.query(
      `update attempt_measurements m
       set verdicts = verdicts[:place - 1] || 'fail'::text || verdicts[place + 1:], fails = fails + 1
       from check_lists l, attempts a, array_position(l.check_ids, 'head-tilt') place
       where l.id = m.check_list_id and a.id = m.attempt_id and a.collection_id = $1`,
      [collectionId],
    ),
  );
  await page.goto("/console/specs?view=limits&check=head-tilt");
  await desk.see("下列照片的报告是按更早的阈值");
  await page.getByRole("row", { name: new RegExp(`${collectionId}.*将可通过`) }).waitFor();
});

test("a refusal by the registry is displayed with the product's findings, photo and batch", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addInReview();
  const batchId = await refuseAtRegistry(setting, student);
  const { page } = await deskOf("operator");
  await page.goto("/console/registry");
  await page.getByRole("img", { name: /漏检/ }).waitFor();
  await page.getByRole("row", { name: /背景杂乱.*学信网：背景不合要求/ }).waitFor();
  await page.getByRole("link", { name: "看这些照片 背景杂乱" }).click();
  await page
    .getByRole("row", { name: new RegExp(`${student.collectionId}.*未发现背景杂乱`) })
    .waitFor();
  await page.getByRole("tab", { name: "批次" }).click();
  await page.waitForURL(/view=batches/);
  await page.goto(`/console/registry?view=batches&batch=${batchId}`);
  const row = page.getByRole("dialog").getByRole("row", { name: new RegExp(student.collectionId) });
  await row.getByText("已退回").waitFor();
  await row.getByText("学信网：背景不合要求").waitFor();
});
