/** A school administrator's day: the own projects, how far students are, finished photos on paper. */
import assert from "node:assert/strict";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { refusal, take } from "../../people/client.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { addCompleted, addCompletedTogether, reject } from "../students.ts";
import { deskFlows } from "../test.ts";

const openProjects = async (desk: Desk): Promise<void> => {
  await desk.page.goto("/console/projects");
  await desk.page.getByRole("row").nth(1).waitFor();
};

const thisYear = new Date().getUTCFullYear();

/** The demo has one of this year, in which students start, and one of the next. */
const bachelorRow = ({ page }: Desk, year: number) =>
  page
    .getByRole("row")
    .filter({ hasText: /普通本科|Regular undergraduate/ })
    .filter({ has: page.getByRole("cell", { name: String(year), exact: true }) })
    .first();

const photoOf = ({ page }: Desk, { chsi }: ShootingStudent) =>
  page.locator(".print-photo", { hasText: chsi.studentNumber });

/** Among those of all classes: sixty are shown at once, and more may have been finished before it. */
async function shownPhoto(desk: Desk, student: ShootingStudent) {
  const photo = photoOf(desk, student);
  const more = desk.page.locator("button:not(.ant-btn-loading)", { hasText: /^(再显示一些|Show more)/ });
  await waitUntil(
    "the photo among those of all classes",
    async () => {
      const isThere = (await photo.count()) > 0;
      if (!isThere && (await more.isVisible())) await more.click();
      return isThere;
    },
    (isThere) => isThere,
  );
  return photo;
}

deskFlows([
  {
    name: "a project is copied for the next year as a draft, changed, confirmed; what students agreed to is fixed, in words",
    who: "school-admin",
    look: zh,
    walk: async (desk, { addStudent, clientOf, desks }) => {
      await addStudent();
      const { page } = desk;
      await openProjects(desk);
      await desk.picture("projects");
      await bachelorRow(desk, thisYear + 1)
        .getByRole("button", { name: /更多/ })
        .click();
      await page.getByRole("menuitem", { name: "复制到下一届" }).click();
      await desk.answer(/确定/);
      const draft = bachelorRow(desk, thisYear + 2);
      await draft.getByRole("button", { name: /修改/ }).click();
      await page.getByRole("dialog").getByLabel("费用（元）").fill("26");
      await desk.picture("project-dialog");
      await desk.answer(/保存/);
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await draft.getByRole("button", { name: "确认发布" }).click();
      await desk.confirm();
      await draft.getByRole("button", { name: "确认发布" }).waitFor({ state: "detached" });
      const started = bachelorRow(desk, thisYear);
      await started.getByRole("button", { name: /修改/ }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("已有学生开始，费用等约定的条件不能再改。").waitFor();
      await desk.picture("project-terms-fixed");
      const fixed = ["学历类别", "毕业年份", "费用（元）", "照片规格", "文件大小（KB） min", "退款规则"];
      for (const label of fixed) assert.ok(await dialog.getByLabel(label, { exact: true }).isDisabled(), label);
      assert.ok(await dialog.getByLabel("文件大小（KB） max").isDisabled());
      await dialog.getByLabel("客服热线").fill("000-0000-0012");
      await dialog.getByRole("button", { name: /保存/ }).click();
      await dialog.waitFor({ state: "hidden" });

      const school = await clientOf("school-admin");
      const query = { category: "bachelor", graduationYear: thisYear, limit: 10 } as const;
      const [project] = (await take(school.call("listProjects", { query }))).projects;
      assert.equal(project?.hotline, "000-0000-0012");
      const later = { ...query, graduationYear: thisYear + 2 };
      const [copied] = (await take(school.call("listProjects", { query: later }))).projects;
      assert.equal(copied?.feeFen, 2600);
      const body = routeDefinitions.changeProject.body.parse({ ...project, feeFen: 9900 });
      const params = { projectId: project.projectId };
      await refusal(school.call("changeProject", { params, body }), "project-terms-fixed");

      const operator = await desks.open("operator", zh);
      await operator.page.goto(`/console/projects?text=${project.schoolCode}`);
      await bachelorRow(operator, thisYear).getByRole("button", { name: /修改/ }).click();
      const remote = operator.page.getByRole("dialog");
      const spec = remote.getByLabel("照片规格", { exact: true });
      const most = remote.getByLabel("文件大小（KB） max");
      await remote.getByText("规格有误时可以换一个，只对之后开始的学生生效").waitFor();
      assert.ok(await most.isDisabled());
      const choose = async (name: string): Promise<void> => {
        await spec.click();
        const options = operator.page.locator(".ant-select-dropdown:visible .ant-select-item-option");
        await options.filter({ hasText: name }).first().click();
      };
      await choose("白底");
      await waitUntil(
        "the file window goes with another spec",
        () => most.isEnabled(),
        (is) => is,
      );
      await choose("浅蓝底");
      await waitUntil(
        "the file window is fixed again",
        () => most.isDisabled(),
        (is) => is,
      );
      await operator.context.close();
    },
  },
  {
    name: "progress is shown by state, day and department; who does not go on is listed masked, without an ID number",
    who: "school-admin",
    look: en,
    walk: async (desk, { addStudent }) => {
      await addStudent();
      const { page } = desk;
      await openProjects(desk);
      await bachelorRow(desk, thisYear).getByRole("button", { name: "Progress" }).click();
      await desk.see("By state");
      await page.locator(".console-plots svg").first().waitFor();
      // Of one day no line is drawn.
      await page.getByRole("region", { name: /^Day by day/ }).waitFor();
      await desk.picture("project-progress");
      await page.getByRole("tab", { name: "By group" }).click();
      await page.getByRole("progressbar").first().waitFor();
      await page.getByRole("tab", { name: "Stalled" }).click();
      const days = page.getByLabel("Days, at least");
      await days.fill("three days");
      await days.press("Enter");
      await page.getByRole("alert").filter({ hasText: "A whole number from 0 to 365, please" }).waitFor();
      assert.equal(new URL(page.url()).searchParams.has("days"), false, "the service is asked for a word");
      await days.fill(" ０");
      await days.press("Enter");
      await page.waitForURL(/[?&]days=0(&|$)/);
      await page.getByText(/测\*+/).first().waitFor();
      // Unlike textContent, inner texts keep the cells of a table apart.
      const [text = ""] = await page.locator("main, .console-content").allInnerTexts();
      assert.ok(!/\d{17}[\dX]/.test(text), "an ID number is on the page");
    },
  },
  {
    name: "a report to print tells departments, days, times and why photos were refused, and names nobody",
    who: "school-admin",
    look: zh,
    walk: async (desk, setting) => {
      await reject(setting, await setting.addInReview());
      const { page } = desk;
      await openProjects(desk);
      await bachelorRow(desk, thisYear).getByRole("button", { name: /进度/ }).click();
      await desk.press("采集报告");
      await page.getByRole("row", { name: /^眼镜反光、有色或遮眼 \d+$/ }).waitFor();
      await page.getByRole("row", { name: /^从第一次提交到审核结论 \d+ / }).waitFor();
      await page.getByRole("row", { name: /^合计 / }).waitFor();
      const text = (await page.locator(".print-report :is(td, th)").allTextContents()).join(" ");
      assert.ok(!/测\*|\d{8}/.test(text), "the report names a student");
      await page.emulateMedia({ media: "print" });
      await desk.picture("report-on-paper");
      await page.emulateMedia({ media: "screen" });
      await desk.picture("report");
    },
  },
  {
    name: "finished photos are laid out for printing in the size of their file, with the project's caption and nothing else on the paper",
    who: "school-admin",
    look: zh,
    walk: async (desk, setting) => {
      const student = await addCompleted(setting);
      const { page } = desk;
      await openProjects(desk);
      await bachelorRow(desk, thisYear).getByRole("button", { name: /进度/ }).click();
      await desk.press("打印照片");
      const photo = await shownPhoto(desk, student);
      await desk.picture("print-photos");
      const cssPxPerMm = 96 / 25.4;
      const { width, height } = (await photo.locator("img").boundingBox()) ?? { width: 0, height: 0 };
      assert.ok(Math.abs(width / cssPxPerMm - 40.64) < 0.3, `${width} px wide`);
      assert.ok(Math.abs(height / cssPxPerMm - 54.19) < 0.3, `${height} px high`);
      await page.getByText("一寸 26.3 × 35.0 毫米").click();
      const inch = (await photo.locator("img").boundingBox()) ?? { width: 0, height: 0 };
      assert.ok(Math.abs(inch.width / cssPxPerMm - 26.3) < 0.3, `${inch.width} px wide`);
      assert.ok(Math.abs(inch.height / cssPxPerMm - 35) < 0.3, `${inch.height} px high`);
      await page.emulateMedia({ media: "print" });
      for (const beside of [".console-header", "nav", "h1", ".print-choices"])
        assert.equal(await page.locator(beside).first().isVisible(), false, `${beside} is printed`);
      assert.ok(await photo.isVisible());
      await desk.picture("print-paper");
    },
  },
  {
    name: "a class without a name is chosen like any other, and its photos alone are printed",
    who: "school-admin",
    look: en,
    walk: async (desk, setting) => {
      const [named, nameless] = await addCompletedTogether(setting, 2);
      assert.ok(named && nameless);
      await inProductDatabase(setting.product, (database) =>
        database.query("update persons set class = '' where id = (select person_id from collections where id = $1)", [
          nameless.collectionId,
        ]),
      );
      const { page } = desk;
      await openProjects(desk);
      await bachelorRow(desk, thisYear).getByRole("button", { name: "Progress" }).click();
      await desk.press("Print photos");
      const visible = await shownPhoto(desk, named);
      await page.getByLabel("Class").click();
      await page
        .locator(".ant-select-dropdown:visible")
        .getByText(/no class$/)
        .click();
      await visible.waitFor({ state: "detached" });
      await photoOf(desk, nameless).waitFor();
      assert.equal(await page.locator(".print-photo").count(), 1);
      await desk.picture("print-nameless-class");
    },
  },
]);
