/** Page states for the tour, such as an open dialog or selected tab. Keys are page paths. */
import type { Desk } from "../desk.ts";
import { ready } from "../review-desk.ts";

export interface Face {
  readonly name: string;
  readonly open: (desk: Desk) => Promise<void>;
}

const dialogIn = ({ page }: Desk): Promise<void> => page.getByRole("dialog").first().waitFor();

const pressed =
  (name: RegExp) =>
  async (desk: Desk): Promise<void> => {
    await desk.press(name);
    await dialogIn(desk);
  };

const keyed =
  (key: string) =>
  async (desk: Desk): Promise<void> => {
    await desk.page.keyboard.press(key);
    await dialogIn(desk);
  };

/** Opens the first row by keyboard. */
async function opensRow(desk: Desk): Promise<void> {
  await desk.page.locator(".console-row-opens").first().focus();
  await keyed("Enter")(desk);
}

const tabbed =
  (tab: RegExp | number) =>
  async ({ page }: Desk): Promise<void> => {
    const wanted =
      typeof tab === "number"
        ? page.getByRole("tab").nth(tab)
        : page.getByRole("tab", { name: tab });
    await wanted.click();
    await wanted.and(page.getByRole("tab", { selected: true })).waitFor();
  };

/** Opens the page at this address. */
const at =
  (address: string) =>
  async ({ page }: Desk): Promise<void> => {
    await page.goto(`/console/${address}`);
  };

const fieldOfStep = [/^(照片规格|Photo spec)$/, /^(退款规则|Refund rule)$/] as const;

/** Begins a new project from an earlier one, and continues by so many steps. */
const newProject =
  (steps: 1 | 2) =>
  async (desk: Desk): Promise<void> => {
    await pressed(/^(新建项目|Add a project)$/)(desk);
    await desk.page.getByLabel(/^(以往届项目为模板|Begin from an earlier project)$/).click();
    await desk.page.locator(".ant-select-item-option").first().click();
    for (const field of fieldOfStep.slice(0, steps)) {
      await desk.answer(/^(下一步|Next)$/);
      await desk.page.getByLabel(field).first().waitFor();
    }
  };

async function stalled(desk: Desk): Promise<void> {
  await tabbed(/^(停滞学生|Stalled)$/)(desk);
  await desk.page.getByLabel(/^(停滞天数不少于|Days, at least)$/).fill("0");
  await desk.page.keyboard.press("Enter");
  await desk.page.getByRole("cell", { name: /^测试/ }).first().waitFor();
}

export const faces: Readonly<Record<string, readonly Face[]>> = {
  review: [
    {
      name: "finding",
      open: async ({ page }) => {
        await page.keyboard.press("1");
        await page.locator(".desk-finding-shown").waitFor();
      },
    },
    {
      name: "reasons",
      open: async (desk) => {
        await ready(desk);
        await desk.page.keyboard.press("r");
        await desk.page.locator(".desk-reasons").waitFor();
      },
    },
    { name: "keys", open: keyed("?") },
  ],
  projects: [
    { name: "new", open: pressed(/^(新建项目|Add a project)$/) },
    { name: "new-photo", open: newProject(1) },
    { name: "new-service", open: newProject(2) },
    { name: "change", open: pressed(/^(修改|Change)$/) },
  ],
  "projects/:projectId": [
    { name: "expected", open: pressed(/^((填写|修改)应采人数|(Enter|Change) expected numbers)$/) },
    { name: "photos", open: pressed(/^(导出证照|Export photos)$/) },
    { name: "missing", open: tabbed(/^(未开始名单|Not started)$/) },
    { name: "identity", open: tabbed(/^(身份核验|Identity)$/) },
    { name: "site-days", open: tabbed(/^(现场拍摄|On-site days)$/) },
    { name: "departments", open: tabbed(/^(分组统计|By group)$/) },
    {
      name: "classes",
      open: async (desk) => {
        await tabbed(/^(分组统计|By group)$/)(desk);
        await desk.page
          .locator(".ant-segmented")
          .getByText(/^(班级|Class)$/)
          .click();
      },
    },
    { name: "stalled", open: stalled },
    {
      name: "remind",
      open: async (desk) => {
        await stalled(desk);
        await pressed(/^(催办|Remind)$/)(desk);
        await desk.page.getByRole("dialog").locator(".ant-descriptions").waitFor();
      },
    },
  ],
  home: [{ name: "bell", open: pressed(/^(提醒|Notifications)/) }],
  audit: [
    {
      name: "checked",
      open: async ({ page, press }) => {
        await press(/核对完整性|Check integrity/);
        await page
          .locator(".ant-alert")
          .getByText(/日志完整|The log is intact/)
          .waitFor();
      },
    },
  ],
  service: [
    {
      name: "nobody",
      open: async ({ page }) => {
        await page.getByRole("search").getByRole("textbox").fill("13900000000");
        await page.keyboard.press("Enter");
        await page.locator(".ant-empty, .ant-alert").first().waitFor();
      },
    },
  ],
  "service/:collectionId": [
    { name: "photos", open: pressed(/^(查看照片|See the photos)$/) },
    { name: "phone", open: pressed(/^(显示手机号|Show the phone number)$/) },
    { name: "case", open: pressed(/^(登记工单|Open a case)$/) },
    { name: "hand-over", open: pressed(/^(转交|Hand over)$/) },
    { name: "note", open: pressed(/^(添加备注|Add a note)$/) },
  ],
  bills: [{ name: "day", open: opensRow }],
  "income/settlement": [
    {
      name: "sheet",
      open: async (desk) => {
        await at("income/settlement?schoolCode=10559&fromDay=2026-05-01&untilDay=2026-06-01")(desk);
        await desk.page.locator(".print-report").waitFor();
      },
    },
  ],
  schools: [{ name: "add", open: pressed(/新建院校|Add a school/) }],
  staff: [
    { name: "add", open: pressed(/新建员工|Add staff/) },
    { name: "finder", open: keyed("Control+k") },
  ],
  specs: [
    { name: "compared", open: at("specs?view=compared&spec=chsi-blue&with=id-card") },
    { name: "limit-tried", open: at("specs?view=limits&check=blur&failMin=999") },
  ],
  configuration: [
    { name: "propose", open: pressed(/^(提议修改|Propose a change)$/) },
    { name: "words", open: tabbed(1) },
    { name: "history", open: tabbed(2) },
  ],
  registry: [
    { name: "refusals", open: tabbed(1) },
    {
      name: "batch",
      open: async (desk) => {
        await tabbed(2)(desk);
        await opensRow(desk);
      },
    },
  ],
};
