/** Customer service's day: a caller is found, their story read, and nothing more is shown than is needed. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { reviewReasons } from "@gradphoto/domain";
import { refusal, take } from "../../people/client.ts";
import { badPhoto } from "../../people/photos.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { en, zh } from "../flow.ts";
import { open, painted, search } from "../service-desk.ts";
import { numbersOf, reject, startSecond } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "service finds a caller by phone, student number, order and WeChat Pay number in one box; the only hit opens at once",
    who: "service",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const student = await addStudent();
      const { phone, studentNumber, ours: own, theirs: remote } = await numbersOf(student);
      await page.goto("/console/");
      await page.waitForURL("**/console/service");
      const focused = page.locator(".service-search input:focus");
      await focused.waitFor();
      await desk.picture("service-search");
      for (const text of [phone, studentNumber, own, remote]) {
        await search(desk, text);
        await page.waitForURL(`**/service/${student.collectionId}`);
        await page.locator(".service-line").first().waitFor();
        assert.ok(!page.url().includes(text), "what was searched for is in the address");
      }
      await page.getByRole("heading", { level: 1 }).click();
      await page.keyboard.press("/");
      await focused.waitFor();
      await page.keyboard.type("no such number");
      await page.keyboard.press("Enter");
      await desk.see("没有找到");
    },
  },
  {
    name: "service chooses among the collections of a caller who has several, and comes back to the list",
    who: "service",
    look: en,
    walk: async (desk, { addStudent, world }) => {
      const { page } = desk;
      const student = await addStudent();
      const second = await startSecond(world, student);
      await search(desk, student.person.phone);
      await desk.see("Collections found: 2");
      await desk.picture("service-several");
      await page
        .getByRole("row", { name: /Postgraduate/ })
        .getByRole("link")
        .click();
      await page.waitForURL(`**/service/${second}`);
      await page.locator(".service-line").first().waitFor();
      await page.getByRole("link", { name: "Back to the search" }).click();
      await desk.see("Collections found: 2");
    },
  },
  {
    name: "service reads the whole story of a student with a refused photo and a rejection, and sees both photos with their findings",
    who: "service",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addStudent();
      const { call } = student.client;
      const params = { collectionId: student.collectionId };
      const upload = {
        params,
        query: { source: "camera" as const },
        picture: badPhoto(),
        idempotencyKey: randomUUID(),
      };
      const bad = await take(call("uploadAttempt", upload));
      const attempt = await waitUntil(
        "the refused photo",
        () => take(call("readAttempt", { params: { ...params, attemptId: bad.attemptId } })),
        ({ state }) => state !== "processing",
      );
      assert.equal(attempt.state, "refused");
      await submitPhoto(student);
      await reject(setting, student);
      await open(desk, student);
      for (const words of ["第 1 次拍摄：未通过", "第 2 次拍摄：已制作", "镜片反光，请摘下眼镜再拍。", "微信支付到账"])
        await desk.see(words);
      const failed = attempt.findings.find(({ verdict }) => verdict === "fail");
      assert.ok(failed, "the refused photo has no failed finding");
      await desk.see(`怎么做：${failed.advice.zh}`);
      const matter = page.locator(".service-matter", { hasText: failed.title.zh }).first();
      assert.ok(!(await matter.getByText(failed.message.zh).isVisible()), "the numbers are not folded");
      await matter.getByText("详情", { exact: true }).click();
      await matter.getByText(failed.message.zh).waitFor();
      await desk.see(`怎么做：${reviewReasons.glasses.advice.zh}`);
      await desk.picture("service-story");
      const lines = await page.locator(".service-line time").all();
      const times = await Promise.all(lines.map((line) => line.getAttribute("datetime")));
      assert.deepEqual(times, [...times].sort().reverse());
      const look = page
        .locator(".service-line", { hasText: "第 1 次拍摄" })
        .getByRole("button", { name: "查看照片" })
        .first();
      await look.click();
      const drawer = page.getByRole("dialog");
      await drawer.locator(".service-plane img").first().waitFor();
      await drawer.getByRole("button", { name: new RegExp(failed.title.zh) }).click();
      await painted(desk);
      await desk.picture("service-photos");
      await page.keyboard.press("Escape");
      await drawer.waitFor({ state: "hidden" });
      await look.and(page.locator(":focus")).waitFor();
      await page.reload();
      await desk.see("查看第 1 次拍摄的照片（客服）");
      await page.getByRole("button", { name: /^照片 2/ }).click();
      assert.equal(await page.locator(".service-line").count(), 2);
    },
  },
  {
    name: "service sees no ID number and no full name or number anywhere, and opens neither review nor finance",
    who: "service",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addStudent();
      const { phone } = await numbersOf(student);
      const { idNumber, studentNumber, name } = student.chsi;
      const answers: Promise<string>[] = [];
      page.on("response", (response) => {
        if (response.url().includes("/v1/staff/")) answers.push(response.text().catch(() => ""));
      });
      await open(desk, student);
      const received = (await Promise.all(answers)).filter((text) => text !== "");
      const reported = [await page.locator("body").textContent(), ...received].join();
      assert.ok(received.length > 1, "no answer was heard");
      for (const secret of [idNumber, phone, studentNumber, name])
        assert.ok(!reported.includes(secret), "a secret is shown");
      for (const path of ["review", "refunds", "bills", "staff"]) {
        await page.goto(`/console/${path}`);
        await page.getByRole("heading", { name: /^(不可访问|Not accessible)$/, level: 1 }).waitFor();
      }
      const client = await setting.clientOf("service");
      await refusal(client.call("readTask", { params: { taskId: student.collectionId } }), "forbidden");
      await refusal(client.call("takeTasks", { body: { queue: "desk", count: 1 } }), "forbidden");
      await refusal(client.call("listRefunds", { query: { limit: 10 } }), "forbidden");
      await refusal(client.call("listLedger", { query: { limit: 10 } }), "forbidden");
    },
  },
]);
