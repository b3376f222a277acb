/** Pages of each role: its menu, and the refusal of any other page. */
import { expect } from "@playwright/test";
import { accessFaults } from "../../axe.ts";
import { take } from "../../people/client.ts";
import { test } from "../test.ts";

/** Pages of the menu, and a page of another role, by user name. */
const menus: Readonly<Record<string, readonly [readonly string[], string]>> = {
  "reviewer-2": [["审核台", "登录与安全"], "staff"],
  "senior-reviewer": [
    [
      "今天",
      "审核台",
      "抽查复核（盲审）",
      "审核决定",
      "审核占用",
      "质检样片",
      "审核质量",
      "我的导出",
      "登录与安全",
    ],
    "schools",
  ],
  "school-admin": [["今天", "采集项目", "员工", "接口", "我的导出", "登录与安全"], "schools"],
  "department-admin": [["今天", "采集项目", "我的导出", "登录与安全"], "schools"],
  "province-admin": [["全省总览", "我的导出", "登录与安全"], "projects"],
  service: [["今天", "客服台", "待回访", "订单", "登录与安全"], "refunds"],
  operator: [
    [
      ...[
        "今天",
        "审核决定",
        "采集项目",
        "院校",
        "员工",
        "照片规格",
        "学信网上传",
        "系统状态",
        "通知记录",
      ],
      ...["审计日志", "到期删除", "配置", "接口", "我的导出", "登录与安全"],
    ],
    "review-quality",
  ],
  auditor: [["今天", "审计日志", "到期删除", "配置", "我的导出", "登录与安全"], "health"],
};

for (const [username, [pages, other]] of Object.entries(menus)) {
  test(`${username} has the pages of its role in the menu, and cannot open another page by its address`, async ({
    deskOf,
  }) => {
    const desk = await deskOf(username);
    const { page } = desk;
    await page.goto(`/console/${other}`);
    await page.getByRole("heading", { name: "不可访问", level: 1 }).waitFor();
    await desk.see(/由.+使用，您登录的岗位是/);
    await expect(page.getByRole("menuitem")).toHaveText([...pages]);
    expect((await accessFaults(page)).filter(({ serious }) => serious)).toEqual([]);
    await desk.press("回到我的首页");
    await page
      .getByRole("heading", { level: 1 })
      .filter({ hasNotText: "不可访问" })
      .waitFor({ state: "attached" });
    expect(page.url()).not.toMatch(new RegExp(`/${other}$`));
  });
}

test("a school administrator cannot open another school's project by its address", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const { projects } = await take(operator.call("listProjects", { query: { limit: 100 } }));
  const foreign = projects.find(({ schoolCode }) => schoolCode !== "10559");
  const { page } = await deskOf("school-admin");
  await page.goto(`/console/projects/${foreign?.projectId}`);
  await page.getByRole("alert").waitFor();
});
