/** Two operators set the words of text messages and canned answers: what could not be used is refused, and the next use has them. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { textMessagesOf } from "../../people/text-messages.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { painted } from "../service-desk.ts";
import { reject } from "../students.ts";
import { deskFlows } from "../test.ts";

const words = { zh: "{school}：照片未通过审核，请免费重拍。{link}", en: "Not approved, please retake it free. {link}" };

deskFlows([
  {
    name: "the words of a text message are proposed, told what is wrong with them, seen as a student reads them, and sent next",
    who: "operator",
    look: { ...zh, widthPx: 1024 },
    walk: async (desk, setting) => {
      const { page } = desk;
      const dialog = page.getByRole("dialog");
      await page.goto("/console/configuration?view=words");
      await desk.see("微信订阅消息的文字由微信的模板固定");
      const row = page.getByRole("row", { name: /^审核未通过通知/ });
      await row.getByRole("button", { name: "提议修改" }).click();
      await dialog.getByText(/^【毕业证照】审核未通过：/).waitFor();
      await dialog.getByLabel("改为 (中文)").fill("{name}：请重拍。{link}");
      await dialog.getByLabel("改为 (英文)").fill(words.en);
      await dialog.getByLabel("原因").fill("写明是哪所学校");
      await dialog.getByRole("button", { name: "提请确认" }).click();
      await dialog.getByText("短信里的 {name} 填不了").waitFor();
      await desk.picture("message-words-refused");
      await dialog.getByLabel("改为 (中文)").fill("请打开 gradphoto.example.com 重拍。{link}");
      await dialog.getByRole("button", { name: "提请确认" }).click();
      await dialog.getByText("gradphoto.example.com 不是本系统的网址").waitFor();
      await dialog.getByLabel("改为 (中文)").fill(words.zh);
      await dialog.getByText(/^【毕业证照】示例大学：照片未通过审核，请免费重拍。 http.*00000000-0000/).waitFor();
      assert.equal(await dialog.getByText(/共 2 条（上限 201 字）/).count(), 1);
      await desk.picture("message-words-propose");
      await dialog.getByRole("button", { name: "提请确认" }).click();
      await row.getByText(/待确认/).waitFor();

      const second = await setting.desks.open("operator-2", zh);
      const secondDialog = second.page.getByRole("dialog");
      await second.page.goto("/console/configuration?view=words");
      const same = second.page.getByRole("row", { name: /^审核未通过通知/ });
      await same.getByRole("button", { name: "查看并决定" }).click();
      await secondDialog.getByText(/^【毕业证照】示例大学：照片未通过审核/).waitFor();
      await second.picture("message-words-decide");
      await secondDialog.getByRole("button", { name: "确认生效" }).click();
      await same.getByText(/ · operator 提议，.+ · operator-2 确认$/).waitFor();
      await painted(second);
      await second.picture("message-words");
      await second.context.close();

      const student = await setting.addInReview();
      await reject(setting, student);
      const texts = () => textMessagesOf(setting.world, student);
      const [sent] = await waitUntil("the text message", texts, ({ length }) => length === 1);
      assert.match(sent?.text ?? "", /^【毕业证照】[^：{]+：照片未通过审核，请免费重拍。 http/);
      await page.goto("/console/messages");
      await page
        .getByRole("row", { name: /审核未通过通知/ })
        .getByText(/照片未通过审核，请免费重拍/)
        .first()
        .waitFor();
      await painted(desk);
      await desk.picture("messages-with-text");
    },
  },
  {
    name: "an answer of customer service is added by two operators, offered, and retired again",
    who: "operator",
    look: { ...en, dark: true, widthPx: 1024 },
    walk: async (desk, { clientOf }) => {
      const { page } = desk;
      const dialog = page.getByRole("dialog");
      const [other, service] = [await clientOf("operator-2"), await clientOf("service")];
      const confirm = async (): Promise<void> => {
        const { settings } = await take(other.call("readConfiguration", {}));
        const changeId = settings.find(({ label }) => label.en.endsWith(": Bring the card"))?.waiting?.changeId ?? "";
        await take(other.call("confirmConfiguration", { params: { changeId } }));
        await page.reload();
      };
      const offered = async () =>
        (await take(service.call("readServiceMacros", {}))).macros.filter(({ label }) => label.zh === "带学生证");
      await page.goto("/console/configuration?view=words");
      await desk.press("Add an answer");
      await dialog.getByLabel("Title (Chinese)").fill("带学生证");
      await dialog.getByLabel("Title (English)").fill("Bring the card");
      await dialog.getByLabel("Proposed (Chinese)").fill("请带学生证到现场。");
      await dialog.getByLabel("Proposed (English)").fill("Please bring your student card.");
      await dialog.getByLabel("Reason").fill("Often asked");
      await painted(desk);
      await desk.picture("answer-added-dark");
      await dialog.getByRole("button", { name: "Propose" }).click();
      const row = page.getByRole("row", { name: /Canned answer: Bring the card/ });
      await row.getByText(/To be confirmed/).waitFor();
      assert.deepEqual(await offered(), []);
      await confirm();
      assert.equal((await offered())[0]?.text.zh, "请带学生证到现场。");
      await row.getByRole("button", { name: "Propose a change" }).click();
      await dialog.getByRole("switch", { name: "Retired" }).click();
      await dialog.getByLabel("Reason").fill("Not needed any more");
      await dialog.getByRole("button", { name: "Propose" }).click();
      await row.getByText("To be confirmed: Retired (text: Bring the card: Please bring your student card.)").waitFor();
      await confirm();
      assert.deepEqual(await offered(), []);
      await row.getByText("Retired (text: Bring the card: Please bring your student card.)").waitFor();
    },
  },
]);
