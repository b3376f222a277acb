/** An operator sets the service up: what is missing, the outside systems, schools and staff out of a sheet. */
import assert from "node:assert/strict";
import { z } from "zod";
import { confirmAccount } from "../../people/staff.ts";
import type { Desk } from "../desk.ts";
import { takenFile } from "../downloaded-file.ts";
import { zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

const fillSheet = ({ page }: Desk, rows: readonly (readonly string[])[]): Promise<void> =>
  page.getByLabel("表格内容").fill(rows.map((row) => row.join("\t")).join("\n"));

/** The row of the preview that holds these words. */
const planned = ({ page }: Desk, words: string) => page.getByRole("row").filter({ hasText: words });

const schoolHeading = ["学校名称", "学校代码", "客服热线", "服务时间"];
const school = (name: string, code: string): readonly string[] => [name, code, "000-0000-0001", "09:00–18:00"];
const staffHeading = ["姓名", "岗位", "学校"];

deskFlows([
  {
    name: "what is missing leads to the connections, where every outside system is asked and found well",
    who: "operator",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/");
      await page.getByRole("heading", { name: "开通准备" }).waitFor();
      await desk.picture("first-steps");
      await page.getByRole("link", { name: /^去办理: 确认外部系统/ }).click();
      await page.getByRole("heading", { name: "系统状态", level: 1 }).waitFor();
      await page.getByText("还没有检查过").first().waitFor();
      const systems = await page.getByText("还没有检查过").count();
      await desk.press("全部检查");
      await desk.see("取得了小程序的令牌");
      assert.equal(await page.getByText(/^用时 \d+ 毫秒$/).count(), systems);
      assert.equal(await page.getByText("不通", { exact: true }).count(), 0);
      await desk.picture("connections");
      // Where nothing else is missing the whole card is gone.
      const read = page.waitForResponse(/\/first-steps/);
      await page.goto("/console/");
      const { steps } = z
        .object({ steps: z.array(z.object({ step: z.string(), done: z.boolean() })) })
        .parse(await (await read).json());
      assert.equal(steps.find(({ step }) => step === "connections")?.done, true);
      if (steps.some(({ done }) => !done)) await page.getByRole("heading", { name: "开通准备" }).waitFor();
      await page.getByRole("link", { name: /^去办理: 确认外部系统/ }).waitFor({ state: "detached" });
    },
  },
  {
    name: "a wrong answer of an outside system is told with the setting to look at, also the next day",
    who: "operator",
    look: zh,
    walk: async (desk, { world }) => {
      const { page } = desk;
      await page.goto("/console/health");
      await world.control("POST", "/faults", { target: "registry-result", kind: "garbage", times: 1 });
      await page.getByRole("button", { name: "检查 学信网上传" }).click();
      await desk.see(/GRADPHOTO_REGISTRY_URL/);
      await desk.picture("connections-fault");
      await page.reload();
      await page.getByRole("row").filter({ hasText: "学信网上传" }).getByText("不通").waitFor();
      await page.getByRole("button", { name: "检查 学信网上传" }).click();
      // The row has the state of the service's own calls and that of the check.
      await page.getByRole("row").filter({ hasText: "学信网上传" }).getByText("正常").first().waitFor();
    },
  },
  {
    name: "schools and staff come out of a sheet once its faulty row is mended; each new person has a slip whose password opens the door",
    who: "operator",
    look: zh,
    walk: async (desk, { clientOf, url }) => {
      const { page } = desk;
      await page.goto("/console/schools");
      await page.getByRole("link", { name: "批量导入" }).click();
      const template = await takenFile(desk, () => desk.press("下载空白模板"));
      assert.match(template.bytes.toString("utf8"), /院校代码,院校名称/);
      const schools = [schoolHeading, school("导入测试大学", "99001"), school("重庆导入学院", "99002")];
      await fillSheet(desk, [...schools, school("第三导入学院", "9903")]);
      await planned(desk, "9903").getByText("5 位数字").waitFor();
      assert.ok(await page.getByRole("button", { name: /^导入/ }).isDisabled());
      await desk.picture("import-schools-fault");
      await fillSheet(desk, [...schools, school("第三导入学院", "99003")]);
      await planned(desk, "99002").getByText("chong qing dao ru xue yuan").waitFor();
      await planned(desk, "99003").getByText("新建").waitFor();
      await desk.press("导入 3 行");
      await desk.see("新建 3 所，更新 0 所，不变 0 所");
      await page.goto("/console/staff");
      await page.getByRole("link", { name: "批量导入" }).click();
      const staff = [staffHeading, ["导入甲", "审核员", ""], ["导入乙", "学校管理员", "导入测试大学"]];
      await fillSheet(desk, [...staff, ["导入丙", "班主任", ""]]);
      await planned(desk, "班主任")
        .getByText(/岗位请填/)
        .waitFor();
      await desk.picture("import-staff-fault");
      await fillSheet(desk, [...staff, ["导入丙", "财务", ""]]);
      await desk.see(/另一位运营管理员/);
      await desk.press("导入 3 行");
      await desk.see("只显示这一次");
      const slip = page.locator(".print-slip").filter({ hasText: "导入乙" });
      const [username = "", password = ""] = await slip.locator("dd").allTextContents();
      assert.equal(username, "dao.ruyi");
      await desk.picture("initial-slips");
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.getByText("只显示这一次").isVisible(), false, "the warning is printed");
      assert.ok(await slip.isVisible());
      await page.emulateMedia({ media: "screen" });
      await confirmAccount(await clientOf("operator-2"), username);
      const signedIn = await fetch(`${url}/v1/staff/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username, password }),
      });
      assert.equal(signedIn.status, 200);
      await desk.press(/继续导入/);
      await fillSheet(desk, [...staff, ["导入丙", "财务", ""]]);
      await desk.see("新建 0，更新 0，不变 3，有误 0");
    },
  },
]);
