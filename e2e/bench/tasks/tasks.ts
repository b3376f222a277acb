/**
 * `npm run bench:tasks`: ten daily tasks at the console's desks, each by who does it: keys, clicks, the seconds that a
 * practised hand takes by the Keystroke-Level Model, and the seconds it waits. The last line is JSON.
 */
import { type Setting, zh } from "../../console/flow.ts";
import { openSetting } from "../../console/open-setting.ts";
import { addCompleted, emptyQueue, numbersOf, reject } from "../../console/students.ts";
import { workbookOf } from "../../console/workbook.ts";
import { type Effort, type Hand, handAt } from "./hand.ts";

/** Opens `who`'s desk at a page below /console/, and counts what the hand does there. */
type AtDesk = (who: string, path: string, act: (hand: Hand) => Promise<void>) => Promise<void>;

interface DailyTask {
  readonly task: string;
  readonly walk: (setting: Setting, atDesk: AtDesk) => Promise<void>;
}

const thisYear = new Date().getUTCFullYear();

async function openProgress(hand: Hand): Promise<void> {
  await hand.clickMenu("采集项目");
  await hand.click(
    hand.page
      .getByRole("row")
      .filter({ hasText: "普通本科" })
      .filter({ has: hand.page.getByRole("cell", { name: String(thisYear), exact: true }) })
      .getByRole("button", { name: /进\s?度/ }),
  );
  await hand.sees(hand.page.getByRole("button", { name: "导出证照" }));
}

const inDialog = ({ page }: Hand, name: string | RegExp) => page.getByRole("dialog").getByRole("button", { name });
const sure = ({ page }: Hand) => page.locator(".ant-popover:visible").getByRole("button", { name: /确\s?定/ });

/** Ten tasks that fill the days of those at the console, from their first page to what shows that it is done. */
const dailyTasks: readonly DailyTask[] = [
  {
    task: "customer service finds a caller by phone",
    walk: async (setting, atDesk) => {
      const { phone } = await numbersOf(await setting.addStudent());
      await atDesk("service", "", async (hand) => {
        await hand.type(phone);
        await hand.press("Enter");
        await hand.sees(hand.page.locator(".service-line"));
      });
    },
  },
  {
    task: "customer service answers why a photo was rejected, in the words the student reads",
    walk: async (setting, atDesk) => {
      await emptyQueue(setting);
      const student = await setting.addInReview();
      await reject(setting, student);
      await atDesk("service", "", async (hand) => {
        await hand.type(student.chsi.studentNumber);
        await hand.press("Enter");
        await hand.sees("镜片反光，请摘下眼镜再拍。");
      });
    },
  },
  {
    task: "a reviewer rejects with two reasons",
    walk: async (setting, atDesk) => {
      await emptyQueue(setting);
      await setting.addInReview();
      await setting.addInReview();
      await atDesk("reviewer-1", "review", async (hand) => {
        await hand.sees(/照片已完整显示/);
        await hand.press("r");
        await hand.sees("不通过的原因");
        await hand.press("1");
        await hand.press("4");
        await hand.press("Control+Enter");
        await hand.sees(hand.page.getByRole("link", { name: /^不通过 · 头部未摆正 · 取景不合适 · / }));
      });
    },
  },
  {
    task: "a reviewer takes the last decision back",
    walk: async (setting, atDesk) => {
      await emptyQueue(setting);
      await setting.addInReview();
      await atDesk("reviewer-1", "review", async (hand) => {
        await hand.page.getByText("照片已完整显示").waitFor();
        await hand.page.keyboard.press("a");
        await hand.page
          .getByRole("link", { name: /^通过 · / })
          .first()
          .waitFor();
        await hand.press("z");
        await hand.sees(/照片已完整显示/);
      });
    },
  },
  {
    task: "a school takes the photos of one class out for its own system, with the list as DBF",
    walk: async (setting, atDesk) => {
      await addCompleted(setting);
      await atDesk("school-admin", "", async (hand) => {
        await openProgress(hand);
        await hand.choose(hand.page.getByLabel("导出院系", { exact: true }), /^(?!全部)/);
        await hand.choose(hand.page.getByLabel("导出班级", { exact: true }), /^(?!全部)/);
        await hand.clickButton("导出证照");
        await hand.choose(hand.page.getByRole("dialog").getByLabel("照片命名"), "学号-姓名");
        for (const name of ["导出 ZIP", "名单 DBF"]) {
          const taken = hand.page.waitForEvent("download");
          await hand.click(inDialog(hand, name));
          await hand.awaited(taken);
        }
      });
    },
  },
  {
    task: "a school learns who of its own list has not begun",
    walk: async (setting, atDesk) => {
      const begun = (await setting.addStudent()).chsi.studentNumber;
      const numbers = Array.from({ length: 4000 }, (_, at) => String(9_900_000_000 + at));
      const rows = [begun, ...numbers].map((number) => [number, "名单甲", "名单一班"]);
      await atDesk("school-admin", "", async (hand) => {
        await openProgress(hand);
        await hand.click(hand.page.getByRole("tab", { name: "未开始名单" }));
        await hand.drop(hand.page.locator("input[type=file]"), {
          name: "毕业生名单.xlsx",
          mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          buffer: workbookOf([["学号", "姓名", "班级"], ...rows]),
        });
        await hand.sees(hand.page.locator(".ant-statistic").filter({ hasText: /未开始\s*4,?000/ }));
      });
    },
  },
  {
    task: "a refund that two of finance decide",
    walk: async (setting, atDesk) => {
      const { ours } = await numbersOf(await setting.addStudent());
      const rowOf = ({ page }: Hand) => page.getByRole("row", { name: new RegExp(ours) });
      await atDesk("finance-1", "", async (hand) => {
        await hand.clickMenu("订单");
        await hand.paste(hand.page.getByLabel("订单号"), ours);
        await hand.press("Enter");
        await hand.click(rowOf(hand).getByRole("button", { name: /^退\s?款$/ }));
        await hand.fill(hand.page.getByRole("dialog").getByLabel("原因"), "学校不对");
        await hand.click(inDialog(hand, /^退\s?款$/));
        await hand.awaited(hand.page.getByRole("dialog").waitFor({ state: "hidden" }));
      });
      await atDesk("finance-2", "", async (hand) => {
        await hand.clickMenu("退款");
        await hand.click(rowOf(hand).getByRole("button", { name: /^同\s?意$/ }));
        await hand.click(sure(hand));
        await hand.awaited(
          rowOf(hand)
            .getByRole("button", { name: /^同\s?意$/ })
            .waitFor({ state: "detached" }),
        );
      });
    },
  },
  {
    task: "a school begins next year's project like this year's",
    walk: (_, atDesk) =>
      atDesk("school-admin", "", async (hand) => {
        const dialog = hand.page.getByRole("dialog");
        await hand.clickMenu("采集项目");
        await hand.clickButton("新建项目");
        await hand.choose(dialog.getByLabel("以往届项目为模板"), "普通本科");
        await hand.fill(dialog.getByLabel("毕业年份"), String(thisYear + 3));
        for (let step = 0; step < 2; step++) await hand.click(inDialog(hand, "下一步"));
        await hand.click(inDialog(hand, "保存草稿"));
        await hand.awaited(dialog.waitFor({ state: "hidden" }));
      }),
  },
  {
    task: "an operator adds a school and three of its staff",
    walk: (_, atDesk) =>
      atDesk("operator", "", async (hand) => {
        const sheet = hand.page.getByLabel("表格内容");
        await hand.clickMenu("院校");
        await hand.click(hand.page.getByRole("link", { name: "批量导入" }));
        await hand.fill(sheet, "学校名称\t学校代码\t客服热线\t服务时间\n测试大学\t99001\t000-0000-0001\t09:00–18:00");
        await hand.clickButton("导入 1 行");
        await hand.sees(/新建 1 所/);
        await hand.clickMenu("员工");
        await hand.click(hand.page.getByRole("link", { name: "批量导入" }));
        const staff = ["甲", "乙", "丙"].map((name) => `测试${name}\t学校管理员\t99001`);
        await hand.fill(sheet, ["姓名\t角色\t学校代码", ...staff].join("\n"));
        await hand.clickButton("导入 3 行");
        await hand.sees("只显示这一次");
      }),
  },
  {
    task: "two operators take a limit over",
    walk: async (_, atDesk) => {
      await atDesk("operator", "", async (hand) => {
        await hand.clickMenu("照片规格");
        await hand.click(hand.page.getByRole("tab", { name: "阈值试算" }));
        await hand.fill(hand.page.getByLabel("检查", { exact: true }), "项链");
        await hand.sees(hand.page.locator(".ant-select-item-option-active", { hasText: "项链" }));
        await hand.press("Enter");
        await hand.fill(hand.page.getByLabel("高于即提示审核员"), "6");
        await hand.clickButton("试算");
        await hand.clickButton("采用此阈值…");
        await hand.click(inDialog(hand, "提请确认"));
        await hand.sees("这项检查已有阈值在等待确认。");
      });
      await atDesk("operator-2", "", async (hand) => {
        const asked = hand.page.locator(".home-waiting .ant-card").filter({ hasText: "等另一位运营确认的配置" });
        await hand.click(asked.getByRole("link", { name: "打开" }));
        await hand.click(hand.page.getByRole("row", { name: /项链/ }).getByRole("button", { name: "查看并决定" }));
        await hand.click(inDialog(hand, "确认生效"));
        await hand.awaited(hand.page.getByRole("dialog").waitFor({ state: "hidden" }));
      });
    },
  },
];

const setting = await openSetting("bench-tasks");
try {
  const tasks: (Effort & { readonly task: string })[] = [];
  for (const { task, walk } of dailyTasks) {
    const { url } = setting;
    const efforts: Effort[] = [];
    await walk(setting, async (who, path, act) => {
      const { page, context } = await setting.desks.open(who, zh);
      await page.goto(`${url}/console/${path}`, { waitUntil: "networkidle" });
      const hand = handAt(page);
      await act(hand);
      efforts.push(hand.effort());
      await context.close();
    });
    const sum = (of: (effort: Effort) => number): number =>
      Math.round(efforts.reduce((all, effort) => all + of(effort), 0) * 10) / 10;
    const row = {
      task,
      keys: sum(({ keys }) => keys),
      clicks: sum(({ clicks }) => clicks),
      handS: sum(({ handS }) => handS),
      waitedS: sum(({ waitedS }) => waitedS),
    };
    tasks.push(row);
    process.stderr.write(`${JSON.stringify(row)}\n`);
  }
  process.stdout.write(`${JSON.stringify({ bench: "tasks", tasks })}\n`);
} finally {
  await setting.close();
}
