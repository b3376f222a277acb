/** Callers who wait for a call: a case is opened, found among the call-backs, put off and closed. */
import assert from "node:assert/strict";
import { beijingTime } from "@gradphoto/domain";
import { refusal, take } from "../../people/client.ts";
import { zh } from "../flow.ts";
import { open } from "../service-desk.ts";
import { read } from "../students.ts";
import { deskFlows } from "../test.ts";

const dayMs = 86_400_000;

deskFlows([
  {
    name: "service opens a case with its call-back, finds it among those that wait, changes its time and closes it",
    who: "service",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addStudent();
      const question = `问照片几时能下载 ${student.collectionId.slice(0, 8)}`;
      await open(desk, student);
      await desk.see("暂无待办工单。");
      await desk.press("登记工单");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("来电事由").fill(question);
      await page.keyboard.press("Escape");
      await desk.see("放弃已填写的内容？");
      await desk.press("继续填写");
      await page.locator(".ant-modal-confirm").waitFor({ state: "detached" });
      assert.equal(await dialog.getByLabel("来电事由").inputValue(), question);
      await dialog.getByText("明天 18:00 前").click();
      await desk.picture("service-case-new");
      await dialog.getByRole("button", { name: "登记工单" }).click();
      await dialog.waitFor({ state: "hidden" });
      const card = page.locator(".service-case", { hasText: question });
      await card.waitFor();
      await page.locator(".ant-message-notice").first().waitFor({ state: "detached" });
      await desk.picture("service-case");
      await page.goto("/console/service-cases");
      const row = page.getByRole("row", { name: new RegExp(question) });
      await row.waitFor();
      await desk.picture("service-cases");
      await row.getByText(question).click();
      await page.waitForURL(`**/service/${student.collectionId}`);
      await card.getByRole("button", { name: "改时间" }).click();
      const later = `${beijingTime(new Date(Date.now() + 3 * dayMs).toISOString()).slice(0, 10)} 10:30`;
      await dialog.getByRole("radio", { name: "另选时间" }).and(page.locator(":focus")).waitFor();
      const other = dialog.getByRole("textbox", { name: "另选时间" });
      await other.click();
      await other.fill(later);
      await page.locator(".ant-picker-ok:visible").getByRole("button").click();
      await dialog.getByRole("button", { name: "改时间" }).click();
      await desk.see("已保存。");
      await dialog.waitFor({ state: "hidden" });
      await card.getByText(later).waitFor();
      await card.getByRole("button", { name: /^转交$/ }).click();
      await dialog.getByText("转交后由对方负责").waitFor();
      await desk.picture("service-case-hand-over");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      const client = await setting.clientOf("service");
      const params = { collectionId: student.collectionId };
      const [one] = (await take(client.call("readCollectionForService", { params }))).cases;
      assert.ok(one, "the case is not at its student");
      const stale = { params: { caseId: one.caseId }, body: { revision: one.revision + 1 } };
      await refusal(client.call("closeServiceCase", stale), "case-changed-meanwhile");
      await card.getByRole("button", { name: /^办结$/ }).click();
      await desk.confirm();
      await desk.see("已办结 1 单");
      await desk.see("暂无待办工单。");
      assert.equal((await read(student)).state, "paid");
      const own = await take(student.client.call("exportMyData", {}));
      assert.equal(own.collections[0]?.serviceCases, 1);
      assert.ok(!JSON.stringify(own).includes(question));
    },
  },
]);
