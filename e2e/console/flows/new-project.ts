/** A school begins a project: three steps, last year's terms to begin from, and beside them what students will read. */
import assert from "node:assert/strict";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

const dialogOf = ({ page }: Desk) => page.getByRole("dialog");

deskFlows([
  {
    name: "a new project begins from an earlier one, its file window follows the spec, and students' words are seen while they are typed",
    who: "school-admin",
    look: zh,
    walk: async (desk, { clientOf }) => {
      const { page } = desk;
      await page.goto("/console/projects");
      await desk.press("新建项目");
      const dialog = dialogOf(desk);
      const cancel = dialog.getByRole("button", { name: /^取消$/ });
      await dialog.getByRole("button", { name: "下一步" }).click();
      await dialog.getByText("请填写").first().waitFor();
      await desk.choose("以往届项目为模板", /普通本科/);
      await dialog.getByLabel("毕业年份").fill("41");
      await dialog.getByRole("button", { name: "下一步" }).click();
      await dialog.getByText(/^请填四位年份/).waitFor();
      await dialog.getByLabel("毕业年份").fill("2041");
      const yuan = dialog.getByLabel("费用（元）");
      await yuan.fill("2500");
      await dialog.getByRole("button", { name: "下一步" }).click();
      await dialog.getByText("请填 0 至 1000 的数，最多 2 位小数").waitFor();
      assert.equal(await yuan.inputValue(), "2500", "another fee than was typed");
      const seen = dialog.getByRole("complementary", { name: "学生看到的页面" });
      const fee = seen.locator("p").filter({ has: page.getByText("采集费用", { exact: true }) });
      await yuan.fill("");
      await fee.getByText("—", { exact: true }).waitFor();
      await yuan.fill("0");
      await fee.getByText("免费", { exact: true }).waitFor();
      await yuan.fill("30");
      await fee.getByText("¥30.00", { exact: true }).waitFor();
      await desk.picture("new-project-1");
      await page.keyboard.press("Escape");
      await cancel.click();
      await desk.see("放弃已填写的内容？");
      await desk.press("继续填写");
      await page.locator(".ant-modal-confirm").waitFor({ state: "detached" });
      await dialog.getByRole("button", { name: "下一步" }).dblclick();
      await desk.choose("照片规格", /新生学籍照片/);
      assert.equal(await dialog.getByLabel("文件大小（KB） max").inputValue(), "100");
      await desk.choose("照片规格", /浅蓝底/);
      assert.equal(await dialog.getByLabel("文件大小（KB） max").inputValue(), "40");
      const trying = dialog.getByRole("switch", { name: "付款前先试拍" });
      const tried = seen.locator("div").filter({ has: page.getByText("付款前先试拍", { exact: true }) });
      assert.equal(await trying.getAttribute("aria-checked"), "true");
      await tried.getByText("可以，照片不离开手机", { exact: true }).waitFor();
      await desk.picture("new-project-2");
      await trying.click();
      await tried.getByText("不提供", { exact: true }).waitFor();
      await dialog.getByRole("button", { name: "下一步" }).click();
      await dialog.getByLabel("公告（学生可见）").fill("请在 5 月 20 日前完成");
      await seen.getByText("请在 5 月 20 日前完成").waitFor();
      await dialog.getByRole("button", { name: "上一步" }).click();
      await dialog.getByRole("button", { name: "上一步" }).click();
      assert.equal(await dialog.getByLabel("毕业年份").inputValue(), "2041");
      await dialog.locator(".console-form-wide").getByText("普通本科").first().waitFor();
      await dialog.getByRole("button", { name: "下一步" }).click();
      await trying.waitFor();
      await dialog.getByRole("button", { name: "下一步" }).click();
      await desk.picture("new-project-3");
      let goOn = (): void => undefined;
      const held = new Promise<void>((done) => {
        goOn = done;
      });
      await page.route(/\/v1\/staff\/projects$/, async (route) => {
        await held;
        await route.continue();
      });
      await dialog.getByRole("button", { name: "保存草稿" }).click();
      await cancel.and(page.locator(":disabled")).waitFor();
      assert.ok(await dialog.getByRole("button", { name: "上一步" }).isDisabled(), "a project on its way is changed");
      goOn();
      await dialog.waitFor({ state: "hidden" });
      await page.unroute(/\/v1\/staff\/projects$/);
      const row = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "2041", exact: true }) });
      await row.getByText("待确认").waitFor();
      await row.getByRole("button", { name: /更多/ }).click();
      await page.getByRole("menuitem", { name: "丢弃草稿" }).waitFor();
      await page.keyboard.press("Escape");
      await row.getByRole("button", { name: "修改" }).click();
      await trying.waitFor();
      assert.equal(await trying.getAttribute("aria-checked"), "false");

      const operator = await clientOf("operator");
      const query = { schoolCode: "10559", graduationYear: 2041, limit: 10 };
      const { projects } = await take(operator.call("listProjects", { query }));
      const [project] = projects;
      assert.ok(project);
      const body = routeDefinitions.changeProject.body.parse({ ...project, hotline: "000-0000-0041" });
      await take(operator.call("changeProject", { params: { projectId: project.projectId }, body }));
      const notice = dialog.getByLabel("公告（学生可见）");
      await notice.fill("请带学生证");
      const askedAgain = page.waitForResponse(/\/v1\/staff\/projects\?/);
      await dialog.getByRole("button", { name: /^保存$/ }).click();
      await dialog.getByText(/刚刚被别人改过/).waitFor();
      assert.equal(await notice.inputValue(), "请带学生证");
      await askedAgain;
      await desk.picture("project-changed-meanwhile");
      await page.keyboard.press("Escape");
      await desk.see("放弃已填写的内容？");
      await page
        .locator(".ant-modal-confirm")
        .getByRole("button", { name: /^放弃$/ })
        .click();
      await dialog.waitFor({ state: "hidden" });
      await row.getByRole("button", { name: "修改" }).click();
      await notice.waitFor();
      assert.equal(await dialog.getByLabel("客服热线").inputValue(), "000-0000-0041");
      assert.equal(await notice.inputValue(), "请在 5 月 20 日前完成");
      await notice.fill("请带学生证");
      await dialog.getByRole("button", { name: /^保存$/ }).click();
      await dialog.waitFor({ state: "hidden" });
    },
  },
]);
