/**
 * `npm run bench:tasks`: ten daily tasks at the console's desks, each by who does it: keys, clicks, the seconds that a
 * practised hand takes by the Keystroke-Level Model, and the seconds it waits. The last line is JSON.
 */
import { zh } from "../../console/flow.ts";
import { openSetting } from "../../console/open-setting.ts";
import { dailyTasks } from "./daily-tasks.ts";
import { type Effort, handAt } from "./hand.ts";

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
