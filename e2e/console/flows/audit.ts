/** The audit log: filters, its file, its pages, and the check of its integrity. */
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { exportedLines } from "../downloaded-file.ts";
import { en } from "../flow.ts";
import { test } from "../test.ts";

test("an auditor filters the audit log by one collection and exports the filtered list", async ({
  deskOf,
  setting,
}) => {
  const { collectionId } = await setting.addStudent();
  const service = await setting.clientOf("service");
  await take(service.call("readCollectionForService", { params: { collectionId } }));
  const desk = await deskOf("auditor", en);
  const { page } = desk;
  await page.goto("/console/audit");
  await page.getByLabel("Object ID").fill(collectionId);
  await page.getByLabel("Object ID").press("Enter");
  await page.waitForURL(/subject=/);
  // The previous list is displayed until the answer has arrived.
  await page
    .locator(".ant-table-row")
    .filter({ hasNotText: collectionId })
    .first()
    .waitFor({ state: "detached" });
  const viewRow = page.getByRole("row", { name: /Looked at a collection/ });
  await viewRow.getByText("Customer service", { exact: true }).waitFor();
  await viewRow.getByText(/.+ · service$/).waitFor();
  const payment = page.getByRole("row", { name: /Collection: Pay/ });
  await payment.getByText("System").first().waitFor();
  const lines = await exportedLines(desk, "Export audit log");
  expect(lines.some((line) => line.includes("look-at-collection"))).toBe(true);
  expect(lines.filter((line) => !line.includes(collectionId))).toEqual([]);
  await page.goto("/console/audit?role=service&actor=service&action=look-at-collection");
  await viewRow.first().waitFor();
  expect(await payment.count()).toBe(0);
});

test("the Previous button of the audit log returns to the preceding page, even after following a link", async ({
  deskOf,
  setting,
}) => {
  const { collectionId } = await setting.addStudent();
  const service = await setting.clientOf("service");
  const addNote = (_: unknown, at: number) =>
    take(
      service.call("addServiceNote", {
        params: { collectionId },
        body: { note: `第 ${at + 1} 次来电` },
      }),
    );
  await Promise.all(Array.from({ length: 60 }, addNote));
  const desk = await deskOf("auditor", en);
  const { page } = desk;
  const previous = (disabled: boolean) => page.getByRole("button", { name: "Previous", disabled });
  await page.goto("/console/audit");
  await desk.press("Next");
  await page.waitForURL(/after=/);
  await previous(false).waitFor();
  await page
    .getByRole("link", { name: collectionId.slice(0, 8) })
    .first()
    .click();
  await page.waitForURL(({ search }) => search.includes("subject=") && !search.includes("after="));
  await previous(true).waitFor();
  await page.goBack();
  await page.waitForURL(/after=/);
  await previous(false).click();
  await page.waitForURL(({ search }) => !search.includes("after="));
  await previous(true).waitFor();
});

test("the integrity check of the audit log returns a hash, and names the first changed entry", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("auditor");
  const { page } = desk;
  await page.goto("/console/audit");
  await desk.press("核对完整性");
  await desk.see(/日志完整，共 \d+ 条/);
  const status = page.getByRole("status");
  const [, count = ""] = /共 (\d+) 条/.exec((await status.textContent()) ?? "") ?? [];
  await page.getByRole("cell", { name: count, exact: true }).waitFor();
  expect((await status.locator("code").textContent())?.trim()).toMatch(/^[0-9a-f]{64}$/);
  await inProductDatabase(setting.product, async (database) => {
    const change = async (action: string): Promise<string> => {
      await database.query("begin");
      await database.query("set local session_replication_role = replica");
      const { rows } = await database.query<{ readonly was: string }>(
        "update audit a set action = $1 from audit before where a.seq = 3 and before.seq = 3 returning before.action as was",
        [action],
      );
      await database.query("commit");
      return rows[0]?.was ?? "";
    };
    const was = await change("move:expire");
    await desk.press("重新核对");
    await desk.see("日志链断裂：第 3 条与写入时不一致");
    await change(was);
  });
  await page.getByRole("link", { name: "查看第 3 条附近" }).click();
  await page.getByRole("cell", { name: "3", exact: true }).waitFor();
});
