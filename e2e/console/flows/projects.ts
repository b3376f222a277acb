/** Projects of a school: their terms, the draft of a new one, and their lists at a narrow desk. */
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect } from "@playwright/test";
import { type PersonClient, take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import { approve, complete, read, refundInVain } from "../students.ts";
import { test } from "../test.ts";
import { passesAxe } from "../tour/tour.ts";

const thisYear = new Date().getUTCFullYear();

const bachelorRow = ({ page }: Desk, year: number) =>
  page
    .getByRole("row")
    .filter({ hasText: "普通本科" })
    .filter({ has: page.getByRole("cell", { name: String(year), exact: true }) })
    .first();

test("a school copies and changes a project; terms that students agreed to cannot change", async ({
  deskOf,
  setting,
}) => {
  await setting.addStudent();
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto("/console/projects");
  await bachelorRow(desk, thisYear + 1)
    .getByRole("button", { name: /更多/ })
    .click();
  await page.getByRole("menuitem", { name: "复制到下一届" }).click();
  await desk.answer(/确定/);
  const draft = bachelorRow(desk, thisYear + 2);
  await draft.getByRole("button", { name: /修改/ }).click();
  await dialog.getByLabel("费用（元）").fill("26");
  await desk.answer(/保存/);
  await dialog.waitFor({ state: "hidden" });
  await draft.getByRole("button", { name: "确认发布" }).click();
  await desk.confirm();
  await draft.getByRole("button", { name: "确认发布" }).waitFor({ state: "detached" });
  await bachelorRow(desk, thisYear).getByRole("button", { name: /修改/ }).click();
  await dialog
    .getByText("已有学生开始：费用、规格、退款规则等约定不能再改，这里只列出还能改的。")
    .waitFor();
  for (const label of [
    "学历类别",
    "毕业年份",
    "费用（元）",
    "照片规格",
    "文件大小（KB） min",
    "退款规则",
  ])
    await expect(dialog.getByLabel(label, { exact: true })).toBeHidden();
  await expect(dialog.getByLabel("文件大小（KB） max")).toBeHidden();
  await dialog.getByLabel("客服热线").fill("000-0000-0012");
  await dialog.getByRole("button", { name: /保存/ }).click();
  await dialog.waitFor({ state: "hidden" });
  const school = await setting.clientOf("school-admin");
  const query = { category: "bachelor", limit: 10 } as const;
  const { projects } = await take(school.call("listProjects", { query }));
  const ofYear = (year: number) => projects.find(({ graduationYear }) => graduationYear === year);
  expect(ofYear(thisYear)?.hotline).toBe("000-0000-0012");
  expect(ofYear(thisYear + 2)?.feeFen).toBe(2600);

  const operator = await deskOf("operator");
  await operator.page.goto(`/console/projects?text=${ofYear(thisYear)?.schoolCode}`);
  await bachelorRow(operator, thisYear).getByRole("button", { name: /修改/ }).click();
  const question = operator.page.getByRole("dialog");
  const maxKb = question.getByLabel("文件大小（KB） max");
  await question.getByText("规格有误时可以换一个，只对之后开始的学生生效").waitFor();
  await expect(maxKb).toBeHidden();
  const choose = async (name: string): Promise<void> => {
    await question.getByLabel("照片规格", { exact: true }).click();
    const options = operator.page.locator(".ant-select-dropdown:visible .ant-select-item-option");
    await options.filter({ hasText: name }).first().click();
  };
  // The file window can change only together with the spec.
  await choose("白底");
  await expect(maxKb).toBeVisible();
  await choose("浅蓝底");
  await expect(maxKb).toBeHidden();
});

test("a new project starts from an earlier one, with a preview of what students read", async ({
  deskOf,
}) => {
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const next = dialog.getByRole("button", { name: "下一步" });
  const cancel = dialog.getByRole("button", { name: /^取消$/ });
  const preview = dialog.getByRole("complementary", { name: "学生看到的页面" });
  await page.goto("/console/projects");
  await desk.press("新建项目");
  await next.click();
  await dialog.getByText("请填写").first().waitFor();
  await desk.choose("以往届项目为模板", /普通本科/);
  await dialog.getByLabel("毕业年份").fill("41");
  await next.click();
  await dialog.getByText(/^请填四位年份/).waitFor();
  await dialog.getByLabel("毕业年份").fill("2041");
  const yuan = dialog.getByLabel("费用（元）");
  await yuan.fill("2500");
  await next.click();
  await dialog.getByText("请填 0 至 1000 的数，最多 2 位小数").waitFor();
  await expect(yuan).toHaveValue("2500");
  const fee = preview.locator("p").filter({ has: page.getByText("采集费用", { exact: true }) });
  for (const [typed, rowsOnPage] of [
    ["", "—"],
    ["0", "免费"],
    ["30", "¥30.00"],
  ] as const) {
    await yuan.fill(typed);
    await fee.getByText(rowsOnPage, { exact: true }).waitFor();
  }
  await page.keyboard.press("Escape");
  await cancel.click();
  await desk.see("放弃已填写的内容？");
  await desk.press("继续填写");
  await page.locator(".ant-modal-confirm").waitFor({ state: "detached" });
  // The second click of a double click does nothing.
  await next.dblclick();
  for (const [spec, kb] of [
    [/新生学籍照片/, "100"],
    [/浅蓝底/, "40"],
  ] as const) {
    await desk.choose("照片规格", spec);
    await expect(dialog.getByLabel("文件大小（KB） max")).toHaveValue(kb);
  }
  const trying = dialog.getByRole("switch", { name: "付款前先试拍" });
  const tried = preview
    .locator("div")
    .filter({ has: page.getByText("付款前先试拍", { exact: true }) });
  await tried.getByText("可以，照片不离开手机", { exact: true }).waitFor();
  await trying.click();
  await tried.getByText("不提供", { exact: true }).waitFor();
  await next.click();
  await dialog.getByLabel("公告（学生可见）").fill("请在 5 月 20 日前完成");
  await preview.getByText("请在 5 月 20 日前完成").waitFor();
  await dialog.getByRole("button", { name: "上一步" }).click();
  await dialog.getByRole("button", { name: "上一步" }).click();
  await expect(dialog.getByLabel("毕业年份")).toHaveValue("2041");
  await next.click();
  await trying.waitFor();
  await next.click();
  const answerSave = await desk.hold(/\/v1\/staff\/projects$/);
  await dialog.getByRole("button", { name: "保存草稿" }).click();
  await expect(cancel).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "上一步" })).toBeDisabled();
  answerSave();
  await dialog.waitFor({ state: "hidden" });
  const row = bachelorRow(desk, 2041);
  await row.getByText("待确认").waitFor();
  await row.getByRole("button", { name: /更多/ }).click();
  await page.getByRole("menuitem", { name: "丢弃草稿" }).waitFor();
});

test("the days of a new project are typed by keyboard only, and the next field follows", async ({
  deskOf,
}) => {
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto("/console/projects");
  await desk.press("新建项目");
  await dialog.getByLabel("毕业年份").focus();
  for (const [label, day] of [
    ["开始日期", "2027-01-31"],
    ["最后一天", "2027-05-01"],
  ] as const) {
    await page.keyboard.press("Tab");
    await dialog.getByLabel(label).and(page.locator(":focus")).waitFor();
    await page.keyboard.type(day);
  }
  await page.keyboard.press("Tab");
  await dialog.getByLabel("费用（元）").and(page.locator(":focus")).waitFor();
  await expect(dialog.getByLabel("开始日期")).toHaveValue("2027-01-31");
  await expect(dialog.getByLabel("最后一天")).toHaveValue("2027-05-01");
  await dialog.getByText("2027-01-31 – 2027-05-01").waitFor();
});

test("of a project that two tabs change, both versions of each field are shown to choose from", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const { projectId } = await addDraft(operator, 2044);
  const params = { projectId };
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const notice = dialog.getByLabel("公告（学生可见）");
  const hotline = dialog.getByLabel("客服热线");
  const save = dialog.getByRole("button", { name: /^保存$/ });
  await page.goto("/console/projects");
  await bachelorRow(desk, 2044).getByRole("button", { name: "修改" }).click();
  await notice.fill("请带学生证");
  await dialog.getByLabel("费用（元）").fill("26");
  const project = await take(operator.call("readProject", { params }));
  const body = routeDefinitions.changeProject.body.parse({
    ...project,
    hotline: "000-0000-0041",
    feeFen: 2700,
  });
  await take(operator.call("changeProject", { params, body }));
  await save.click();
  await dialog.getByText(/刚刚被别人改过/).waitFor();
  const row = (name: string) => dialog.getByRole("row").filter({ hasText: name });
  await expect(row("客服热线").getByRole("radio", { name: "000-0000-0041" })).toBeChecked();
  await expect(row("公告").getByRole("radio", { name: "请带学生证" })).toBeChecked();
  await expect(row("费用").getByRole("radio", { name: "26" })).toBeChecked();
  await expect(hotline).toHaveValue("000-0000-0041");
  await passesAxe(desk);
  await row("费用").getByRole("radio", { name: "27" }).check();
  await expect(dialog.getByLabel("费用（元）")).toHaveValue("27");
  await save.click();
  await dialog.waitFor({ state: "hidden" });
  const saved = await take(operator.call("readProject", { params }));
  expect(saved).toMatchObject({ hotline: "000-0000-0041", notice: "请带学生证", feeFen: 2700 });
  expect(saved.closesAt, "an end that was not changed keeps its time").toBe(project.closesAt);
});

/** Adds a draft, whose row is the widest: longest state, most buttons, and an end with a time. */
async function addDraft(operator: PersonClient, graduationYear: number) {
  const query = {
    schoolCode: "10559",
    category: "bachelor",
    graduationYear: thisYear,
    limit: 10,
  } as const;
  const [like] = (await take(operator.call("listProjects", { query }))).projects;
  const closesAt = new Date(Date.parse(like?.closesAt ?? "") + 14 * 3_600_000).toISOString();
  const body = routeDefinitions.createProject.body.parse({ ...like, graduationYear, closesAt });
  return take(operator.call("createProject", { body }));
}

/** Style with letters wider than those of most systems. */
const wideLetters = '* { font-family: "DejaVu Sans", Verdana !important }';

const fitsInPlace = ({ page }: Desk, what: string) => {
  let previous = "";
  const measure = () =>
    page
      .locator(".ant-table-content")
      .first()
      .evaluate((place) => ({
        beyondPx: place.scrollWidth - place.clientWidth,
        columnsPx: [...place.querySelectorAll("thead th")].map(
          (cell) => cell.getBoundingClientRect().width,
        ),
      }));
  const isDone = (measured: Awaited<ReturnType<typeof measure>>): boolean => {
    const isAtRest = JSON.stringify(measured) === previous;
    previous = JSON.stringify(measured);
    // One pixel is the border of the last column.
    return isAtRest && measured.beyondPx <= 1;
  };
  return waitUntil(`${what} within its place`, measure, isDone, 10_000);
};

test("lists fit a screen 1024 pixels wide, even with wide letters", async ({ deskOf, setting }) => {
  await refundInVain(setting, await setting.addStudent());
  const student = await setting.addInReview();
  await approve(setting, student);
  await complete(setting, student);
  const { projectId } = (await read(student)).project;
  const operator = await setting.clientOf("operator");
  const draft = await addDraft(operator, 2046);
  // A ZIP export has the most buttons.
  const photos = {
    kind: "finished-photos",
    format: "zip",
    language: "en",
    filters: { projectId },
  } as const;
  await take((await setting.clientOf("school-admin")).call("startExport", { body: photos }));
  for (const [username, ...paths] of [
    ["operator", "projects"],
    ["finance-1", "refunds", "bills"],
    ["school-admin", "projects", "exports"],
    ["senior-reviewer", "decisions"],
    ["province-admin", "province"],
  ] as const) {
    const desk = await deskOf(username, { ...en, widthPx: 1024 });
    for (const path of paths) {
      await desk.page.goto(`/console/${path}`);
      await desk.page.locator(".ant-table-row").first().waitFor();
      await fitsInPlace(desk, path);
      await desk.page.addStyleTag({ content: wideLetters });
      await fitsInPlace(desk, `${path} in wide letters`);
      if (username === "operator")
        await desk.page.getByRole("columnheader", { name: "Not started" }).waitFor();
    }
  }
  await take(operator.call("discardProject", { params: { projectId: draft.projectId } }));
});
