/** Finance tells what came in: by school, project and month, as a file, on paper for the school; and finds an order with its sums. */
import assert from "node:assert/strict";
import { beijingDay } from "@gradphoto/domain";
import { take } from "../../people/client.ts";
import { addBilledMonth } from "../billed-days.ts";
import { exportedLines } from "../exported-lines.ts";
import { zh } from "../flow.ts";
import { numbersOf, read } from "../students.ts";
import { deskFlows } from "../test.ts";

const days = "fromDay=2026-05-01&untilDay=2026-06-01";

deskFlows([
  {
    name: "finance reads what a school brought in by month, takes it out as a file and prints its settlement sheet",
    who: "finance-1",
    look: zh,
    walk: async (desk, setting) => {
      const { project } = await read(await setting.addStudent());
      await addBilledMonth(setting, project.projectId);
      const { page } = desk;
      await page.goto(`/console/income?${days}`);
      const row = page.getByRole("row", { name: /^2026-05/ });
      await row.waitFor();
      const cells = (await row.getByRole("cell").allTextContents()).slice(3);
      assert.deepEqual(cells, ["40", "¥1,000.00", "3", "¥75.00", "¥5.55", "¥919.45"]);
      await desk.see("填写院校代码或全称、选好起止日期后，可以打印该校的结算单。");
      const lines = await exportedLines(desk, "导出收入");
      assert.ok(
        lines.some((line) => line.endsWith(",40,1000,3,75,5.55,919.45")),
        lines.join("\n"),
      );

      await page.goto(`/console/income/settlement?${days}`);
      await page.getByRole("link", { name: "请先在收入页填好院校（代码或全称）和起止日期" }).click();
      await page.getByLabel("院校代码").fill("10559");
      await page.getByLabel("院校代码").press("Enter");
      await page.getByRole("link", { name: "打印结算单（10559）" }).click();
      await page.getByRole("heading", { name: "暨南大学 · 毕业证照采集结算单" }).waitFor();
      await desk.see("结算期间：2026-05-01 至 2026-06-01");
      const sheet = await page.locator(".print-report tfoot td").allTextContents();
      assert.equal(sheet.at(-1), "¥919.45");
      await desk.picture("settlement");
      await page.emulateMedia({ media: "print" });
      for (const beside of [".console-header", "nav", "h1"])
        assert.equal(await page.locator(beside).first().isVisible(), false, `${beside} is printed`);
    },
  },
  {
    name: "an order is found by its number, with its school and the sum of what was found",
    who: "finance-1",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { ours: own } = await numbersOf(await addStudent());
      const { page } = desk;
      await page.goto("/console/orders");
      await page.getByRole("table").waitFor();
      await page.getByLabel("订单号").fill(own);
      await page.getByLabel("订单号").press("Enter");
      await desk.see("已支付 1 笔");
      const row = page.getByRole("row", { name: new RegExp(own) });
      await row.getByText("暨南大学").waitFor();
      await desk.picture("orders-found");
    },
  },
  {
    name: "orders of a school on a day come with their sums; one without any says so, and no sum stands for half a name",
    who: "finance-1",
    look: zh,
    walk: async (desk, { addStudent, clientOf }) => {
      const { ours: own } = await numbersOf(await addStudent());
      const { page } = desk;
      const today = beijingDay(Date.now());
      const day = { fromDay: today, untilDay: today };
      const finance = await clientOf("finance-1");
      const ofSchool = { state: "all", schoolCode: "10559", ...day } as const;
      const { sums } = await take(finance.call("listOrders", { query: ofSchool }));
      assert.ok(sums && sums.paid > 0, "nothing was paid today");
      await page.goto(`/console/orders?${new URLSearchParams(day).toString()}`);
      await page.getByRole("table").waitFor();
      await page.getByLabel("院校代码").fill("10559");
      await page.getByLabel("院校代码").press("Enter");
      await page.waitForURL(/schoolCode=10559/);
      // The field is drawn anew, with its name beside what was entered: what is typed before is lost.
      await page.locator(".ant-input-prefix", { hasText: "院校代码" }).waitFor();
      await desk.see(`已支付 ${sums.paid} 笔`);
      await page
        .getByRole("row", { name: new RegExp(own) })
        .getByText("暨南大学")
        .waitFor();
      await page.getByLabel("院校代码").fill("99902");
      await page.getByLabel("院校代码").press("Enter");
      await desk.see("已支付 0 笔");
      await desk.see("没有符合条件的记录");
      await page.getByLabel("院校代码").fill("中山");
      await page.getByLabel("院校代码").press("Enter");
      await desk.see("“中山”不是院校代码或全称，或有不止一所院校同名。请填写 5 位院校代码，或院校全称。");
      await page.getByText("已支付 0 笔").waitFor({ state: "detached" });
    },
  },
]);
