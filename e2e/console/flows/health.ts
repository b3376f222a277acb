/** Health of the service: its parts, outside systems, failed photos, messages, and records of deletions. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { openClient, refusal, take } from "../../people/client.ts";
import { textMessagesOf } from "../../people/outside-world.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { en } from "../flow.ts";
import { act, openCollection } from "../service-desk.ts";
import { reject } from "../students.ts";
import { test } from "../test.ts";

test("a failing outside system turns red at the top of the health page, with advice", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const waitForTone = (name: string, wanted: string) =>
    waitUntil(
      `${name} ${wanted}`,
      async () => (await take(operator.call("readHealth", {}))).parts,
      (parts) => parts.some(({ part, tone }) => part === name && tone === wanted),
    );
  await waitForTone("worker", "success");
  const { page } = await deskOf("operator");
  await page.goto("/console/health");
  for (const part of [/处理进程/, /数据库/])
    await page.getByRole("row", { name: part }).first().getByText("正常").waitFor();
  await setting.world.control("POST", "/faults", { target: "sms", kind: "server-error" });
  await refusal(
    openClient(setting.url).call("sendSmsCode", { body: { phone: "13900000001" } }),
    "sms-unavailable",
  );
  await waitForTone("sms", "danger");
  await page.getByRole("button", { name: "立即更新" }).click();
  const sms = page.getByRole("row", { name: /短信/ });
  await sms.getByText("故障").waitFor();
  await sms.getByText("检查网络、密钥和对方公告").waitFor();
  await expect(page.locator("tr[data-row-key]").first()).toHaveAttribute("data-row-key", "sms");
});

test("the setup checklist leads to the check of outside systems, which names the fault", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  await page.goto("/console/");
  await page.getByRole("heading", { name: "开通准备" }).waitFor();
  const step = page.getByRole("link", { name: /^去办理: 确认外部系统/ });
  await step.click();
  await page.getByRole("heading", { name: "系统状态", level: 1 }).waitFor();
  await page.getByText("还没有检查过").first().waitFor();
  const systems = await page.getByText("还没有检查过").count();
  await setting.world.control("POST", "/faults", {
    target: "registry-result",
    kind: "garbage",
    times: 1,
  });
  await page.getByRole("button", { name: "检查 学信网上传" }).click();
  await desk.see(/GRADPHOTO_REGISTRY_URL/);
  await page.reload();
  const failed = page.getByText(/不通$/);
  await page
    .getByRole("row", { name: /学信网上传/ })
    .and(page.getByRole("row").filter({ has: failed }))
    .getByText("按“检查”看原因和办法")
    .waitFor();
  await desk.press("全部检查");
  await desk.see("取得了小程序的令牌");
  await failed.waitFor({ state: "detached" });
  await expect(page.getByText(/^用时 \d+ 毫秒$/)).toHaveCount(systems);
  const { steps } = await take((await setting.clientOf("operator")).call("readFirstSteps", {}));
  expect(steps.find((entry) => entry.step === "connections")?.done).toBe(true);
  const answer = page.waitForResponse(/\/first-steps/);
  await page.goto("/console/");
  await answer;
  await step.waitFor({ state: "detached" });
});

test("an operator retries failed photos; further batches are sent only while the page is open", async ({
  deskOf,
  setting,
}) => {
  const { client, collectionId, attemptId } = await setting.addMade();
  await inProductDatabase(setting.product, async (database) => {
    await database.query(
      `update attempts set state = 'failed', report = null, engine_version = null, photo_key = null, photo_sha256 = null,
         photo_bytes = null where id = $1`,
      [attemptId],
    );
    await database.query("update collections set state = 'paid' where id = $1", [collectionId]);
  });
  const desk = await deskOf("operator");
  const { page } = desk;
  const row = page.getByRole("row", { name: /处理失败的照片/ });
  const retry = async (): Promise<void> => {
    await page.goto("/console/health");
    await row.getByText("1 张等待重试").waitFor();
    await row.getByRole("button", { name: /重\s?试/ }).click();
    await desk.confirm();
  };
  let batches = 0;
  const route = /failed-attempts\/retry$/;
  await page.route(route, async (request) => {
    batches += 1;
    if (batches > 1) return request.fulfill({ json: { retried: 0, left: 0, next: null } });
    await page.getByRole("menuitem", { name: "通知记录" }).click();
    await page.getByRole("heading", { name: "通知记录" }).waitFor();
    await request.fulfill({ json: { retried: 100, left: 50, next: `0_${randomUUID()}` } });
  });
  await retry();
  await desk.see("已重新排队 100 张");
  expect(batches).toBe(1);
  await page.unroute(route);
  await retry();
  await desk.see("已重新排队 1 张");
  const read = () => take(client.call("readAttempt", { params: { collectionId, attemptId } }));
  await waitUntil("the photo", read, ({ state }) => state === "made");
  await row.getByText("没有", { exact: true }).waitFor();
  await row.getByRole("button", { name: /重\s?试/ }).waitFor({ state: "detached" });
});

test("a deletion record agrees with the audit log, and disagrees once it is changed in the database", async ({
  deskOf,
  setting,
}) => {
  const [student, retained] = [await setting.addMade(), await setting.addInReview()];
  await inProductDatabase(setting.product, async (database) => {
    await database.query("update collections set state = 'closed' where id = $1", [
      student.collectionId,
    ]);
    for (const [table, column] of [
      ["attempts", "collection_id"],
      ["collections", "id"],
    ])
      await database.query(`update ${table} set retain_until = now() where ${column} = $1`, [
        retained.collectionId,
      ]);
  });
  expect((await take(student.client.call("deleteMyData", {}))).deletedPictures).toBe(1);
  const desk = await deskOf("operator", en);
  const { page } = desk;
  await page.goto("/console/retention");
  // The photo waits for a reviewer, and the page lists it.
  await page.getByRole("cell", { name: "1 photo", exact: true }).waitFor();
  await page
    .getByRole("row", { name: /Requested by the student/ })
    .first()
    .press("Enter");
  await desk.see("The record and the audit log agree");
  await desk.see(/Closed by entry \d+ of the audit log/);
  const address = page.url();
  await page.getByRole("link", { name: "See it in the audit log" }).click();
  await desk.see("Retention run ended");
  await inProductDatabase(setting.product, (database) =>
    database.query("update retention_counts set photos = photos + 1 where project_id is not null"),
  );
  await page.goto(address);
  await desk.see("The record and the audit log disagree");
});

test("customer service resends a message by SMS, and an operator resends it through WeChat", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addInReview();
  const { client, collectionId, person } = student;
  await reject(setting, student);
  const texts = (count: number) =>
    waitUntil(
      "the text messages",
      () => textMessagesOf(setting.world, student),
      ({ length }) => length === count,
    );
  await texts(1);
  const desk = await deskOf("service");
  await openCollection(desk, student);
  await desk.see("没有订阅的，改发短信");
  await act(desk, "重发通知", null);
  await texts(2);
  await desk.page.reload();
  await desk.see("审核未通过通知 · 已发送");
  // A repeat within a minute would be the same message.
  await inProductDatabase(setting.product, (database) =>
    database.query(
      "update messages set created_at = created_at - interval '2 minutes' where collection_id = $1",
      [collectionId],
    ),
  );
  const body = { templates: ["review-rejected" as const] };
  const { templates } = await take(client.call("addMessageCredits", { body }));
  const templateId = templates.find(({ template }) => template === "review-rejected")?.templateId;
  await setting.world.control("POST", "/wechat/accept-messages", {
    userId: person.id,
    templateId,
    times: 1,
  });
  const operator = await deskOf("operator");
  const { page } = operator;
  const rows = page.getByRole("row", { name: new RegExp(collectionId) });
  await page.goto("/console/messages?state=sent&template=review-rejected");
  await rows.first().getByText("短信").waitFor();
  await rows.getByRole("button", { name: /重发/ }).first().click();
  await operator.confirm();
  const operators = await setting.clientOf("operator");
  await waitUntil(
    "the message by WeChat",
    async () => (await take(operators.call("listMessages", { query: { limit: 100 } }))).messages,
    (all) =>
      all.filter((message) => message.collectionId === collectionId && message.state === "sent")
        .length === 3,
  );
  await page.goto("/console/messages?state=sent");
  await rows.getByText("微信", { exact: true }).waitFor();
});
