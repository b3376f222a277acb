/** API keys made by two persons, and webhooks, in the console. */
import { expect } from "@playwright/test";
import { accessFaults } from "../../axe.ts";
import { openClient, refusal, take } from "../../people/client.ts";
import { test } from "../test.ts";

test("a school administrator creates a key, an operator confirms it, and it is rotated and revoked", async ({
  deskOf,
  setting,
}) => {
  const admin = await deskOf("school-admin");
  const { page } = admin;
  await page.goto("/console/api-keys");
  await admin.press("新建密钥");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称（哪个系统用）").fill("测试教务");
  await dialog.getByLabel(/^允许的网络/).fill("127.0.0.0/8");
  await dialog.getByLabel(/^允许的网络/).press("Enter");
  await admin.answer(/新建密钥/);
  const token = (await dialog.getByText(/^gpk_/).textContent()) ?? "";
  await admin.answer("已保存，关闭");
  const client = openClient(setting.product.url);
  client.signInAs(token);
  await refusal(client.call("readSystemProjects", {}), "api-key-ended");
  const row = page.getByRole("row", { name: /测试教务/ });
  await expect(row.getByText("待确认")).toBeVisible();
  await expect(row.getByRole("button", { name: "确认" })).toBeHidden();
  expect((await accessFaults(page)).filter(({ serious }) => serious)).toEqual([]);

  const operator = await deskOf("operator");
  await operator.page.goto("/console/api-keys");
  const waiting = operator.page.getByRole("row", { name: /测试教务/ });
  await waiting.getByRole("button", { name: "确认" }).click();
  await operator.confirm();
  await expect(waiting.getByRole("cell", { name: "有效", exact: true })).toBeVisible();
  expect((await take(client.call("readSystemProjects", {}))).projects.length).toBeGreaterThan(0);

  await page.reload();
  await row.getByRole("button", { name: "更换" }).click();
  await admin.confirm();
  expect(await dialog.getByText(/^gpk_/).textContent()).not.toBe(token);
  await admin.answer("已保存，关闭");
  await row.getByRole("button", { name: "停用" }).click();
  await admin.confirm();
  await expect(row.getByText("已停用")).toBeVisible();
  await refusal(client.call("readSystemProjects", {}), "api-key-ended");
});

test("a webhook with a private address is refused; one that fits is tested, paused and removed", async ({
  deskOf,
  setting,
}) => {
  const admin = await deskOf("school-admin");
  const { page } = admin;
  await page.goto("/console/webhooks");
  await admin.press("新建推送地址");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("地址（公网 https）").fill("https://10.0.0.1/hook");
  await admin.answer(/新建推送地址/);
  await dialog.getByText(/推送地址必须是公网/).waitFor();
  await dialog
    .getByLabel("地址（公网 https）")
    .fill(`${setting.product.sandboxUrl}/school-system/webhooks`);
  await admin.answer(/新建推送地址/);
  await dialog.getByText(/^whsec_/).waitFor();
  await admin.answer("已保存，关闭");
  const row = page.getByRole("row", { name: /school-system/ });
  for (const [name, text] of [
    ["测试", "正常"],
    ["暂停", "已暂停"],
  ] as const) {
    await row.getByRole("button", { name }).click();
    await admin.confirm();
    await expect(row.getByRole("cell", { name: text, exact: true })).toBeVisible();
  }
  await admin.page.goto("/console/webhook-deliveries");
  await expect(
    page.getByRole("row", { name: /school-system/ }).getByText("test", { exact: true }),
  ).toBeVisible();
  expect((await accessFaults(page)).filter(({ serious }) => serious)).toEqual([]);
  await page.goto("/console/webhooks");
  await row.getByRole("button", { name: "删除" }).click();
  await admin.confirm();
  await expect(row).toBeHidden();
});
