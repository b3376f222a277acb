/** A school's administrator opens an on-site day, hands out its two codes, clears its line, and ends it. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { openClient, take } from "../../people/client.ts";
import { linkIn, today, usualProjectOf } from "../../people/site-day.ts";
import { zh } from "../flow.ts";
import { shutsNobodyOut } from "../shuts-nobody-out.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "an on-site day is opened, shows both codes once, has its poster, its line is cleared, and it is ended",
    who: "school-admin",
    look: zh,
    walk: async (desk, { url, clientOf }) => {
      const { page } = desk;
      const projectId = await usualProjectOf(await clientOf("operator"));
      await page.goto(`/console/projects/${projectId}`);
      await page.getByRole("tab", { name: "现场拍摄" }).click();
      await desk.press("新建拍摄日");
      const dialog = page.getByRole("dialog");
      // Today is offered.
      assert.equal(await dialog.getByLabel("日期（北京时间）").inputValue(), today());
      await dialog.getByRole("button", { name: "新建拍摄日" }).click();
      await desk.see("只显示这一次");
      const codes = page.locator(".console-qr");
      assert.equal(await codes.count(), 2);
      assert.match((await codes.first().getAttribute("data-address")) ?? "", /pages\/site\/index#link=/);
      assert.match((await codes.last().getAttribute("data-address")) ?? "", /pages\/queue\/index#link=/);
      const token = linkIn((await codes.last().getAttribute("data-address")) ?? "");
      await take(openClient(url).call("takeTicket", { body: { token, ticketKey: randomUUID() } }));
      await desk.picture("site-day-codes");
      await shutsNobodyOut(desk);
      await desk.press("已扫好");
      const row = page.getByRole("row", { name: today() }).first();
      await row.getByText("进行中").waitFor();
      await shutsNobodyOut(desk);
      await row.getByRole("button", { name: "排号海报" }).click();
      await desk.see("用手机扫码取号");
      await desk.picture("queue-poster");
      await shutsNobodyOut(desk);
      await page.goBack();
      await page.getByRole("tab", { name: "现场拍摄" }).click();
      const sure = page.locator(".ant-popover:visible").getByRole("button", { name: /确定/ });
      await row.getByText("等候 1").waitFor();
      await row.getByRole("button", { name: "清空排队" }).click();
      await desk.see("正在等候的号全部作废");
      await desk.picture("site-day-clear");
      await sure.click();
      await row.getByText("等候 0").waitFor();
      await row.getByRole("button", { name: /^结束$/ }).click();
      await sure.click();
      await row.getByText("已结束").waitFor();
    },
  },
]);
