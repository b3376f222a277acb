/** What each role sees, and what it must not see or do: in the menu, by address, and at the API. */
import assert from "node:assert/strict";
import { accessFaults } from "../../axe.ts";
import { refusal, take } from "../../people/client.ts";
import { type Flow, zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

/** Every page of the menu, by role. */
const menus: Readonly<Record<string, readonly string[]>> = {
  "reviewer-2": ["审核台", "登录与安全"],
  "senior-reviewer": [
    "审核台",
    "抽查复核（盲审）",
    "审核决定",
    "审核占用",
    "质检样片",
    "审核质量",
    "我的导出",
    "登录与安全",
  ],
  "school-admin": ["采集项目", "我的导出", "登录与安全"],
  "department-admin": ["采集项目", "我的导出", "登录与安全"],
  "province-admin": ["全省总览", "我的导出", "登录与安全"],
  service: ["客服台", "待回访", "订单", "登录与安全"],
  operator: [
    "今天",
    "审核决定",
    "采集项目",
    "院校",
    "员工",
    "照片规格",
    "学信网上传",
    "系统状态",
    "通知记录",
    "审计日志",
    "到期删除",
    "配置",
    "我的导出",
    "登录与安全",
  ],
  auditor: ["审计日志", "到期删除", "配置", "我的导出", "登录与安全"],
};

const deskTitle = "审核台";

const someoneElses: Readonly<Record<string, string>> = {
  "reviewer-2": "staff",
  "senior-reviewer": "schools",
  "school-admin": "review",
  "department-admin": "schools",
  "province-admin": "projects",
  service: "refunds",
  operator: "review-quality",
  auditor: "health",
};

deskFlows([
  ...Object.entries(menus).map(
    ([who, names]): Flow => ({
      name: `${who} sees the pages of the own role and no other, also by address`,
      who,
      look: zh,
      walk: async (desk) => {
        const { page } = desk;
        await page.goto("/console/");
        const [first = ""] = names;
        // At the desk it is folded until it is asked for.
        if (first === deskTitle) await page.getByLabel("收起或展开菜单").click();
        await page.getByRole("menuitem", { name: first, exact: true }).waitFor();
        assert.deepEqual(await page.getByRole("menuitem").allTextContents(), names);
        await page.goto(`/console/${someoneElses[who]}`);
        await page.getByRole("heading", { name: "不可访问", level: 1 }).waitFor();
        await desk.see(/由.+使用，您登录的岗位是/);
        assert.deepEqual(
          (await accessFaults(page)).filter(({ serious }) => serious),
          [],
        );
        await desk.picture(`not-accessible-${who}`);
        await desk.press("回到我的首页");
        if (first === deskTitle)
          await page.getByRole("heading", { name: first, level: 1 }).waitFor({ state: "attached" });
        else await page.getByRole("menuitem", { name: first, exact: true }).waitFor();
        assert.doesNotMatch(new URL(page.url()).pathname, new RegExp(`/${someoneElses[who]}$`));
      },
    }),
  ),
  {
    name: "another school's project is not found by its administrator, at the page and at the API",
    who: "school-admin",
    look: zh,
    walk: async (desk, { clientOf }) => {
      const operator = await clientOf("operator");
      const { projects } = await take(operator.call("listProjects", { query: { limit: 100 } }));
      const foreign = projects.find(({ schoolCode }) => schoolCode !== "10559");
      assert.ok(foreign, "the demo has no other school's project");
      const params = { projectId: foreign.projectId };
      const admin = await clientOf("school-admin");
      await refusal(admin.call("readProjectProgress", { params }), "not-found");
      await refusal(
        admin.call("startExport", {
          body: { kind: "finished-photos", format: "zip", language: "zh", filters: { projectId: foreign.projectId } },
        }),
        "not-found",
      );
      await desk.page.goto(`/console/projects/${foreign.projectId}`);
      await desk.page.getByRole("alert").waitFor();
    },
  },
  {
    name: "an auditor reads the log and what was deleted, and can do nothing; a reviewer does not even read",
    who: null,
    look: zh,
    walk: async (_desk, { clientOf }) => {
      const query = { limit: 10 };
      const auditor = await clientOf("auditor");
      await take(auditor.call("listAudit", { query }));
      await take(auditor.call("listRetentionRuns", { query }));
      await refusal(auditor.call("retryFailedAttempts", { body: query }), "forbidden");
      await refusal(auditor.call("listMessages", { query }), "forbidden");
      await refusal(auditor.call("readHealth", {}), "forbidden");
      await refusal(auditor.call("listStaff", { query }), "forbidden");
      const reviewer = await clientOf("reviewer-1");
      await refusal(reviewer.call("listAudit", { query }), "forbidden");
      await refusal(reviewer.call("listRetentionRuns", { query }), "forbidden");
    },
  },
  {
    name: "a reviewer's API refuses staff, money and schools; a stranger's every staff route",
    who: null,
    look: zh,
    walk: async (_desk, { clientOf, url }) => {
      const reviewer = await clientOf("reviewer-1");
      await refusal(reviewer.call("listStaff", { query: { limit: 10 } }), "forbidden");
      await refusal(reviewer.call("listOrders", { query: { state: "all" } }), "forbidden");
      await refusal(reviewer.call("listProjects", { query: { limit: 10 } }), "forbidden");
      const answer = await fetch(`${url}/v1/staff/tasks/take`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ queue: "desk", count: 1 }),
      });
      assert.equal(answer.status, 401);
    },
  },
]);
