/** Configuration: one operator proposes, another confirms or declines. Settings, limits, message texts, canned answers. */
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { test } from "../test.ts";

const rowOf = ({ page }: Desk, name: string | RegExp) => page.getByRole("row", { name });
const dialogOf = ({ page }: Desk) => page.getByRole("dialog");

/** Page of a limit that no photo of the demo is near. */
const limit = "/console/specs?view=limits&check=necklace&specId=chsi-blue";

test("an operator proposes a limit from its trial; it takes effect when another operator confirms it", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  const dialog = dialogOf(desk);
  await page.goto(limit);
  await page.getByLabel("高于即提示审核员").fill("6");
  await desk.press("试算");
  await desk.press("采用此阈值…");
  await dialog.getByText(/高于 6% 提示审核员/).waitFor();
  expect(await dialog.getByLabel("原因").inputValue()).toMatch(/^试算/);
  await dialog.getByRole("button", { name: "提请确认" }).click();
  await desk.see("这项检查已有阈值在等待确认。");
  await page.getByRole("link", { name: "去配置" }).click();
  const row = rowOf(desk, /项链.*待确认：改为 高于 6% 提示审核员/);
  await row.getByRole("button", { name: "查看提议" }).click();
  await dialog.getByText("这是您的提议").waitFor();
  expect(await dialog.getByRole("button", { name: "确认生效" }).count()).toBe(0);

  const second = await deskOf("operator-2");
  await second.page.goto("/console/home");
  await second.page
    .locator(".home-waiting .ant-card")
    .filter({ hasText: "等另一位运营确认的配置" })
    .getByRole("link", { name: "打开" })
    .click();
  await rowOf(second, /项链/).getByRole("button", { name: "查看并决定" }).click();
  await dialogOf(second).getByText("高于 6% 提示审核员").first().waitFor();
  await dialogOf(second)
    .getByText(/operator ·/)
    .waitFor();
  await dialogOf(second).getByRole("button", { name: "确认生效" }).click();
  await rowOf(second, /项链/)
    .getByText(/ · operator 提议，.+ · operator-2 确认$/)
    .waitFor();
  await second.page.getByRole("tab", { name: "变更记录" }).click();
  await rowOf(second, /项链.*已确认.*operator-2/).waitFor();
  await page.goto(limit);
  await page.getByText("现行 6%").first().waitFor();
});

test("an author withdraws a proposal, and another operator declines one with a reason", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("operator", { ...en, dark: true, widthPx: 1024 });
  const { page } = desk;
  const dialog = dialogOf(desk);
  const row = rowOf(desk, /^Largest refund by one person A refund/);
  await page.goto("/console/configuration");
  await row.getByRole("button", { name: "Propose a change" }).click();
  await dialog.getByLabel("Proposed").fill("66");
  await dialog.getByLabel("Reason").fill("Tried");
  await dialog.getByRole("button", { name: "Propose" }).click();
  await row.getByText("To be confirmed: ¥66.00").waitFor();
  await row.getByRole("button", { name: "See the proposal" }).click();
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await row.getByText("To be confirmed").waitFor({ state: "detached" });
  // The flows run with a hold of a few seconds, which is outside the bounds.
  const hold = rowOf(desk, /^Hold before decisions take effect/);
  await hold
    .getByText("Set when the service was started; a new value must be within the allowed range")
    .waitFor();
  await hold.getByRole("button", { name: "Propose a change" }).click();
  await expect(dialog.getByRole("spinbutton")).toHaveValue("");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  const otherOperator = await setting.clientOf("operator-2");
  const { settings } = await take(otherOperator.call("readConfiguration", {}));
  const seen = settings.find(({ item }) => item === "reminder-hours")?.changeId ?? null;
  const body = {
    item: "reminder-hours",
    subject: "",
    value: { from: 8, until: 20 },
    seen,
    why: "Earlier",
  } as const;
  await take(otherOperator.call("proposeConfiguration", { body }));
  await page.reload();
  const hours = rowOf(desk, /^Hours of reminders/);
  await hours.getByRole("button", { name: "Look and decide" }).click();
  await dialog.getByText("8:00–20:00").waitFor();
  await dialog.getByRole("button", { name: "Decline" }).click();
  await dialog.getByText("Decline: Hours of reminders").waitFor();
  await dialog.getByRole("button", { name: "Decline" }).click();
  await dialog.locator(".ant-form-item-explain-error").waitFor();
  await dialog.getByLabel("Reason").fill("Exams begin at nine");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await hours.getByText("To be confirmed").waitFor({ state: "detached" });
  const auditor = await deskOf("auditor", en);
  await auditor.page.goto("/console/configuration?view=history");
  await rowOf(auditor, /Hours of reminders.*Declined.*Exams begin at nine/).waitFor();
  await auditor.page.goto("/console/configuration");
  await rowOf(auditor, /^Hotline/).waitFor();
  expect(await auditor.page.getByRole("button", { name: "Propose a change" }).count()).toBe(0);
});

test("a proposal for a value that others change keeps its input, and both versions are shown to choose from", async ({
  deskOf,
  setting,
}) => {
  const [operator, other] = [
    await setting.clientOf("operator"),
    await setting.clientOf("operator-2"),
  ];
  const desk = await deskOf("operator");
  const { page } = desk;
  const dialog = dialogOf(desk);
  const send = dialog.getByRole("button", { name: "提请确认" });
  const confirm = page.getByRole("button", { name: "确认生效" });
  await page.goto("/console/configuration?view=words");
  const row = rowOf(desk, /^学生申请退款/);
  await row.getByRole("button", { name: "提议修改" }).click();
  await dialog.getByLabel("改为 (中文)").fill("学生要求退款。");
  await dialog.getByLabel("原因").fill("写短一些");
  const { settings } = await take(operator.call("readConfiguration", {}));
  const seen = settings.find(({ subject }) => subject === "refund-wish")?.changeId ?? null;
  const value = { zh: "学生申请退款，已核对身份。", en: "Asks for a refund; identity checked." };
  const body = {
    item: "service-answer",
    subject: "refund-wish",
    value,
    seen,
    why: "补充",
  } as const;
  const { changeId } = await take(other.call("proposeConfiguration", { body }));
  await send.click();
  await dialog.getByText(`待确认：改为 ${value.zh}`).waitFor();
  await dialog.getByRole("button", { name: "查看并决定" }).click();
  await confirm.waitFor();
  await page.keyboard.press("Escape");
  await confirm.waitFor({ state: "detached" });
  await take(operator.call("confirmConfiguration", { params: { changeId } }));
  await send.click();
  await dialog.getByText(/这一项的值刚刚变了/).waitFor();
  await expect(dialog.getByRole("radio", { name: "学生要求退款。" })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: value.en })).toBeChecked();
  await expect(dialog.getByLabel("改为 (英文)")).toHaveValue(value.en);
  await expect(dialog.getByLabel("原因")).toHaveValue("写短一些");
  await send.click();
  await row.getByText("待确认：改为 学生要求退款。").waitFor();
});

test("a message text has a preview, and is refused for an unknown placeholder or a foreign link", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator", { ...zh, widthPx: 1024 });
  const { page } = desk;
  const dialog = dialogOf(desk);
  await page.goto("/console/configuration?view=words");
  await desk.see("微信订阅消息的文字由微信的模板固定");
  const row = rowOf(desk, /^审核未通过通知/);
  await row.getByRole("button", { name: "提议修改" }).click();
  await dialog.getByText(/^【毕业证照】审核未通过：/).waitFor();
  const propose = async (text: string): Promise<void> => {
    await dialog.getByLabel("改为 (中文)").fill(text);
    await dialog.getByRole("button", { name: "提请确认" }).click();
  };
  await dialog.getByLabel("改为 (英文)").fill("Not approved, please retake it free. {link}");
  await dialog.getByLabel("原因").fill("写明是哪所学校");
  await propose("{name}：请重拍。{link}");
  await dialog.getByText("短信里的 {name} 填不了").waitFor();
  await propose("请打开 gradphoto.example.com 重拍。{link}");
  await dialog.getByText("gradphoto.example.com 不是本系统的网址").waitFor();
  await dialog.getByLabel("改为 (中文)").fill("{school}：照片未通过审核，请免费重拍。{link}");
  await dialog
    .getByText(/^【毕业证照】示例大学：照片未通过审核，请免费重拍。 http.*00000000-0000/)
    .waitFor();
  await dialog.getByText(/共 2 条（上限 201 字）/).waitFor();
  await dialog.getByRole("button", { name: "提请确认" }).click();
  await row.getByText(/待确认/).waitFor();
  const second = await deskOf("operator-2");
  await second.page.goto("/console/configuration?view=words");
  const same = rowOf(second, /^审核未通过通知/);
  await same.getByRole("button", { name: "查看并决定" }).click();
  await dialogOf(second)
    .getByText(/^【毕业证照】示例大学：照片未通过审核/)
    .waitFor();
  await dialogOf(second).getByRole("button", { name: "确认生效" }).click();
  await same.getByText(/ · operator 提议，.+ · operator-2 确认$/).waitFor();
});

test("a canned answer is added and retired, each time by two operators", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("operator", { ...en, dark: true, widthPx: 1024 });
  const { page } = desk;
  const dialog = dialogOf(desk);
  const otherOperator = await setting.clientOf("operator-2");
  const confirm = async (): Promise<void> => {
    const { settings } = await take(otherOperator.call("readConfiguration", {}));
    const changeId =
      settings.find(({ label }) => label.en.endsWith(": Bring the card"))?.waiting?.changeId ?? "";
    await take(otherOperator.call("confirmConfiguration", { params: { changeId } }));
    await page.reload();
  };
  await page.goto("/console/configuration?view=words");
  await desk.press("Add an answer");
  for (const [label, text] of [
    ["Title (Chinese)", "带学生证"],
    ["Title (English)", "Bring the card"],
    ["Proposed (Chinese)", "请带学生证到现场。"],
    ["Proposed (English)", "Please bring your student card."],
    ["Reason", "Often asked"],
  ] as const)
    await dialog.getByLabel(label).fill(text);
  await dialog.getByRole("button", { name: "Propose" }).click();
  const row = rowOf(desk, /Canned answer: Bring the card/);
  await row.getByText(/To be confirmed/).waitFor();
  await confirm();
  await row.getByRole("button", { name: "Propose a change" }).click();
  await dialog.getByRole("switch", { name: "Retired" }).click();
  await dialog.getByLabel("Reason").fill("Not needed any more");
  await dialog.getByRole("button", { name: "Propose" }).click();
  const retired = "Retired (text: Bring the card: Please bring your student card.)";
  await row.getByText(`To be confirmed: ${retired}`).waitFor();
  await confirm();
  await row.getByText(retired).waitFor();
});
