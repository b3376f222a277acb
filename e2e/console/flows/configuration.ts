/** Two operators set what the service goes by: one proposes, another confirms, and it is in force with both names. */
import assert from "node:assert/strict";
import { openClient, refusal, take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { painted } from "../service-desk.ts";
import { deskFlows } from "../test.ts";

/** No photo of the demo comes near it. */
const limit = "/console/specs?view=limits&check=necklace&specId=chsi-blue";
const hotline = "020-8522 0000";

const settingOf = ({ page }: Desk, name: string | RegExp) => page.getByRole("row", { name });

deskFlows([
  {
    name: "one operator proposes a limit from its try and a hotline; another sees what changes and confirms, at once for students",
    who: "operator",
    look: zh,
    walk: async (desk, { desks, clientOf, url }) => {
      const { page } = desk;
      const dialog = page.getByRole("dialog");
      await page.goto(limit);
      await page.getByLabel("高于即提示审核员").fill("6");
      await desk.press("试算");
      await desk.press("采用此阈值…");
      await dialog.getByText(/高于 6% 提示审核员/).waitFor();
      assert.match(await dialog.getByLabel("原因").inputValue(), /^试算/);
      await desk.picture("limit-adopted");
      await dialog.getByRole("button", { name: "提请确认" }).click();
      await desk.see("这项检查已有阈值在等待确认。");
      await page.getByRole("link", { name: "去配置" }).click();
      await settingOf(desk, /项链.*待确认：改为 高于 6% 提示审核员/).waitFor();
      await settingOf(desk, /^客服热线/)
        .getByRole("button", { name: "提议修改" })
        .click();
      await dialog.getByLabel("改为").fill(hotline);
      await dialog.getByLabel("原因").fill("热线换号");
      await desk.picture("configuration-propose");
      await dialog.getByRole("button", { name: "提请确认" }).click();
      await settingOf(desk, /^客服热线.*待确认/)
        .getByRole("button", { name: "查看提议" })
        .click();
      await dialog.getByText("这是您的提议").waitFor();
      assert.equal(await dialog.getByRole("button", { name: "确认生效" }).count(), 0, "one operator confirms alone");
      await page.keyboard.press("Escape");
      const own = await clientOf("operator");
      const { settings } = await take(own.call("readConfiguration", {}));
      const changeId = settings.find(({ item }) => item === "hotline")?.waiting?.changeId ?? "";
      await refusal(own.call("confirmConfiguration", { params: { changeId } }), "configuration-own-proposal");

      const second = await desks.open("operator-2", zh);
      const secondDialog = second.page.getByRole("dialog");
      await second.page.goto("/console/home");
      await second.page
        .locator(".home-waiting .ant-card")
        .filter({ hasText: "等另一位运营确认的配置" })
        .getByRole("link", { name: "打开" })
        .click();
      for (const [name, after] of [
        [/^客服热线/, hotline],
        [/项链/, "高于 6% 提示审核员"],
      ] as const) {
        await settingOf(second, name).getByRole("button", { name: "查看并决定" }).click();
        await secondDialog.getByText(after).first().waitFor();
        await secondDialog.getByText(/operator ·/).waitFor();
        await second.picture(`configuration-decide-${after === hotline ? "hotline" : "limit"}`);
        await secondDialog.getByRole("button", { name: "确认生效" }).click();
        await secondDialog.waitFor({ state: "hidden" });
        await settingOf(second, name)
          .getByText(/ · operator 提议，.+ · operator-2 确认$/)
          .waitFor();
      }
      await painted(second);
      await second.picture("configuration");
      await second.page.getByRole("tab", { name: "变更记录" }).click();
      await second.page
        .getByRole("row", { name: new RegExp(`客服热线.*${hotline}.*热线换号.*已确认.*operator-2`) })
        .waitFor();
      await second.picture("configuration-history");
      await second.context.close();

      await page.goto(limit);
      await page.getByText("现行 6%").first().waitFor();
      const visitor = openClient(url);
      const { customerService } = await take(visitor.call("findSchools", { query: { query: "暨南" } }));
      assert.equal(customerService?.hotline, hotline);
    },
  },
  {
    name: "a proposal is declined by another or withdrawn by who made it, a value outside its range is marked and opens empty, in English and by night; auditors read alone",
    who: "operator",
    look: { ...en, dark: true, widthPx: 1024 },
    walk: async (desk, { desks, clientOf }) => {
      const { page } = desk;
      const dialog = page.getByRole("dialog");
      const row = settingOf(desk, /^Refund by one person A refund/);
      await page.goto("/console/configuration");
      await row.getByRole("button", { name: "Propose a change" }).click();
      await dialog.getByLabel("Proposed").fill("66");
      await dialog.getByLabel("Reason").fill("Tried");
      await dialog.getByRole("button", { name: "Propose" }).click();
      await row.getByText("To be confirmed: ¥66.00").waitFor();
      await painted(desk);
      await desk.picture("configuration-dark");
      await row.getByRole("button", { name: "See the proposal" }).click();
      await dialog.getByRole("button", { name: "Withdraw" }).click();
      await row.getByText("To be confirmed").waitFor({ state: "detached" });
      // Flows wait for no decision: theirs takes effect in seconds, which nobody may choose here.
      const hold = settingOf(desk, /^Hold before decisions take effect/);
      await hold.getByText("Outside what is allowed: please propose a value that is").waitFor();
      await hold.getByRole("button", { name: "Propose a change" }).click();
      await dialog.getByRole("spinbutton").waitFor();
      assert.equal(await dialog.getByRole("spinbutton").inputValue(), "");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      const other = await clientOf("operator-2");
      const { settings } = await take(other.call("readConfiguration", {}));
      const seen = settings.find(({ item }) => item === "reminder-hours")?.changeId ?? null;
      const value = { from: 8, until: 20 };
      const proposal = { item: "reminder-hours", subject: "", value, seen, why: "Earlier" } as const;
      const { changeId } = await take(other.call("proposeConfiguration", { body: proposal }));
      await refusal(other.call("proposeConfiguration", { body: proposal }), "configuration-waits");
      await page.reload();
      const hours = settingOf(desk, /^Hours of reminders/);
      await hours.getByRole("button", { name: "Look and decide" }).click();
      await dialog.getByText("8:00–20:00").waitFor();
      await dialog.getByRole("button", { name: "Decline" }).click();
      await dialog.getByText("Decline: Hours of reminders").waitFor();
      await dialog.getByRole("button", { name: "Decline" }).click();
      await dialog.locator(".ant-form-item-explain-error").waitFor();
      await dialog.getByLabel("Reason").fill("Exams begin at nine");
      await desk.picture("configuration-decline");
      await dialog.getByRole("button", { name: "Decline" }).click();
      await hours.getByText("To be confirmed").waitFor({ state: "detached" });
      const proposer = await desks.open("operator-2", en);
      await proposer.page.goto("/console/configuration?view=history");
      await settingOf(proposer, /Hours of reminders.*Declined.*Exams begin at nine/).waitFor();
      await proposer.picture("configuration-declined");
      await proposer.context.close();
      const auditor = await clientOf("auditor");
      const { changes } = await take(auditor.call("listConfigurationChanges", { query: { limit: 100 } }));
      assert.equal(changes.find((one) => one.changeId === changeId)?.state, "declined");
      await refusal(auditor.call("proposeConfiguration", { body: proposal }), "forbidden");
      const reading = await desks.open("auditor", en);
      await reading.page.goto("/console/configuration");
      await settingOf(reading, /^Hotline/).waitFor();
      assert.equal(await reading.page.getByRole("button", { name: "Propose a change" }).count(), 0);
      await reading.context.close();
    },
  },
]);
