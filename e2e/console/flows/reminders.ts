/** A school reminds its stalled students, and hangs up the poster that leads to its project. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { usualProjectOf } from "../../people/site-day.ts";
import { textMessagesOf } from "../../people/text-messages.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { root } from "../../product/start-product.ts";
import { openPhones } from "../../student/phone.ts";
import { signIn } from "../../student/walk.ts";
import { zh } from "../flow.ts";
import { shutsNobodyOut } from "../shuts-nobody-out.ts";
import { deskFlows } from "../test.ts";

const wechatMessages = z.array(z.object({ page: z.string(), templateId: z.string() }));

const className = "催办一班";
const templateId = "sandbox-unfinished";

deskFlows([
  {
    name: "stalled students of a class are reminded, by WeChat who subscribed and by text message who did not, once in a day",
    who: "school-admin",
    look: zh,
    walk: async (desk, { product, world, addStudent, clientOf }) => {
      const [subscribed, other] = [await addStudent(), await addStudent()];
      const body = { templates: ["unfinished" as const] };
      await take(subscribed.client.call("addMessageCredits", { body }));
      await world.control("POST", "/wechat/accept-messages", { userId: subscribed.person.id, templateId });
      await inProductDatabase(product, (database) =>
        database.query(
          "update persons set class = $1 where id in (select person_id from collections where id = any($2::uuid[]))",
          [className, [subscribed.collectionId, other.collectionId]],
        ),
      );
      const { page } = desk;
      await page.goto(`/console/projects/${await usualProjectOf(await clientOf("operator"))}`);
      await page.getByRole("tab", { name: "停滞学生" }).click();
      await page.getByLabel("停滞天数不少于").fill("0");
      await page.getByLabel("停滞天数不少于").press("Enter");
      await page.getByLabel("班级", { exact: true }).fill(className);
      const ofClass = page.waitForResponse((answer) => answer.url().includes(encodeURIComponent(className)));
      await page.getByLabel("班级", { exact: true }).press("Enter");
      await ofClass;
      await waitUntil(
        "the students of the class alone",
        () => page.getByRole("row").count(),
        (rows) => rows === 3,
      );
      await desk.press(/^催办$/);
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("row", { name: "将发微信通知 1 人" }).waitFor();
      await dialog.getByRole("row", { name: "将发短信 1 人" }).waitFor();
      await dialog.getByText(/每校每天 1,000 条，还剩 1,000 条，发送后剩 999 条/).waitFor();
      await desk.picture("remind-dialog");
      await dialog.getByRole("button", { name: "催办 2 人" }).click();
      await desk.see(/选中 2 人 · 微信已发 1 · 短信已发 1$/);
      const byWechat = wechatMessages.parse(await world.control("GET", "/wechat/messages"));
      assert.deepEqual(
        byWechat.filter((message) => message.page.includes(subscribed.collectionId)).map((one) => one.templateId),
        [templateId],
      );
      const [text, second] = await textMessagesOf(world, other);
      assert.deepEqual([text?.phone, second], [other.person.phone, undefined]);
      assert.match(text?.text ?? "", /^【毕业证照】尚未完成：证照采集还差几步，请点开继续。 http/);
      await waitUntil(
        "when each was reminded",
        () =>
          page
            .getByRole("row")
            .filter({ hasText: className })
            .getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
            .count(),
        (times) => times >= 4,
      );
      await desk.picture("reminded");
      await desk.press(/^催办$/);
      await dialog.getByRole("row", { name: "不催办 · 24 小时内收到过通知（含审核结果等） 2 人" }).waitFor();
      assert.ok(await dialog.getByRole("button", { name: "催办 0 人" }).isDisabled(), "nobody is left to be reminded");
    },
  },
  {
    name: "the poster of a project is printed for a class, its code saved, asked for again while WeChat draws none, and its link leads a student straight to the school and category",
    who: "school-admin",
    look: zh,
    walk: async (desk, { url, world, clientOf, addStudent }) => {
      await addStudent();
      const { page } = desk;
      await page.goto(`/console/projects/${await usualProjectOf(await clientOf("operator"))}`);
      await world.control("POST", "/faults", { target: "wechat-code", kind: "quota-used-up", times: 1 });
      await desk.press("入口海报");
      const poster = page.locator(".print-poster");
      await desk.see("暂时没有从微信取得小程序码");
      await desk.press("再取一次");
      await poster.getByRole("img", { name: "小程序码" }).waitFor();
      await poster.getByText("不穿蓝色").waitFor();
      await page.getByLabel("院系", { exact: true }).click();
      const options = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
      // The first is all of them; who has no department has no poster of it.
      const department = options.filter({ hasNotText: "未注明" }).nth(1);
      const chosen = (await department.textContent()) ?? "";
      await department.click();
      await poster.getByText(chosen, { exact: true }).waitFor();
      await desk.picture("entry-poster");
      await desk.see(/\/entry\/start\/index\?scene=s%3D10559/);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "下载小程序码" }).first().click();
      assert.match((await download).suggestedFilename(), /^小程序码-暨南大学-普通本科-\d{4}\.png$/);
      await shutsNobodyOut(desk);
      await page.emulateMedia({ media: "print" });
      for (const beside of [".console-header", "h1", ".print-choices"])
        assert.equal(await page.locator(beside).first().isVisible(), false, `${beside} is printed`);
      await desk.picture("entry-poster-paper");
      const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g);
      assert.equal(sheets?.length, 1, "the poster does not fit on one sheet");
      const link = (await page.locator(".console-qr").getAttribute("data-address")) ?? "";
      const { pathname, search } = new URL(link);
      const portrait = new Uint8Array(await goodPhoto().arrayBuffer());
      const phones = await openPhones(url, portrait, join(root, "out", "e2e-console"));
      try {
        const phone = await phones.open(zh);
        await signIn(phone, world, `${pathname}${search}`);
        const category = phone.page.getByRole("button", { name: "普通本科", pressed: true });
        await category.filter({ visible: true }).first().waitFor();
        assert.equal(await phone.page.locator("#school:visible").inputValue(), "暨南大学");
        await phone.picture("entry-by-poster");
      } finally {
        await phones.close();
      }
    },
  },
]);
