/** Customer service's day: a caller is found, their story read, and what can be done is done and said in words. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { refusal, take } from "../../people/client.ts";
import type { OutsideWorld } from "../../people/outside-world.ts";
import { badPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { findProject, lastFourOf } from "../../people/student.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, type Flow, type Setting, zh } from "../flow.ts";

const read = ({ client, collectionId }: ShootingStudent) =>
  take(client.call("readCollection", { params: { collectionId } }));

const reaches = (student: ShootingStudent, wanted: string) =>
  waitUntil(
    wanted,
    () => read(student),
    ({ state }) => state === wanted,
  );

async function search({ page }: Desk, text: string): Promise<void> {
  await page.goto("/console/service");
  await page.getByRole("search").getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

/** Opens the collection by its number. */
async function open(desk: Desk, { collectionId }: ShootingStudent): Promise<void> {
  await search(desk, collectionId);
  await desk.page.waitForURL(`**/service/${collectionId}`);
  await desk.page.locator(".service-line").first().waitFor();
}

/** Opens an action, fills its words, sends it. */
async function act({ page }: Desk, name: string, words: string | null): Promise<void> {
  await page.locator(".service-actions").getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  if (words !== null) await dialog.locator("textarea").fill(words);
  await dialog.getByRole("button", { name }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** The student begins a second collection, of a graduate. Answers its id. */
async function startSecond(world: OutsideWorld, { client, person }: ShootingStudent): Promise<string> {
  const { project, chsi } = await findProject({ client, person }, world, { query: "jndx", category: "graduate" });
  const text = await world.codeText({ studentId: chsi.id });
  const { readingId } = await take(client.call("readCode", { body: { text, projectId: project.projectId } }));
  await take(client.call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
  const begun = await take(client.call("startCollection", { body: { readingId }, idempotencyKey: randomUUID() }));
  return begun.collectionId;
}

/** Waits until every picture in the drawer is there, and the drawer too. The page's own policy lets no script poll inside it. */
const painted = ({ page }: Desk): Promise<unknown> =>
  waitUntil(
    "the pictures",
    () =>
      page.evaluate<boolean>(
        "[...document.querySelectorAll('.service-plane img')].every((image) => image.complete && image.naturalWidth > 0) && document.getAnimations().length === 0",
      ),
    (done) => done,
    30_000,
  );

/** Rejected by a reviewer for glasses, with words. */
async function reject({ clientOf }: Setting, { collectionId }: ShootingStudent): Promise<void> {
  const reviewer = await clientOf("reviewer-1");
  await take(reviewer.call("takeNextReviews", { body: { count: 4 } }));
  const body = { reasons: ["glasses" as const], words: "镜片反光，请摘下眼镜再拍。" };
  await take(reviewer.call("rejectReview", { params: { collectionId }, body }));
}

const numbersOf = async ({ client, collectionId, person, chsi }: ShootingStudent) => {
  const [order] = (await take(client.call("readCollectionOrders", { params: { collectionId } }))).orders;
  assert.ok(order?.transactionId, "the student has not paid");
  const { outTradeNo: ours, transactionId: theirs } = order;
  return { phone: person.phone, studentNumber: chsi.studentNumber, ours, theirs };
};

export const serviceFlows: readonly Flow[] = [
  {
    name: "service finds a caller by phone, student number, order and WeChat Pay number in one box; the only hit opens at once",
    who: "service",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const student = await addStudent();
      const { phone, studentNumber, ours, theirs } = await numbersOf(student);
      await page.goto("/console/");
      await page.waitForURL("**/console/service");
      const focused = page.locator(".service-search input:focus");
      await focused.waitFor();
      await desk.picture("service-search");
      for (const text of [phone, studentNumber, ours, theirs]) {
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
      await desk.press("Back to the search");
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
      await desk.see(failed.message.zh);
      await desk.picture("service-story");
      const lines = await page.locator(".service-line time").all();
      const times = await Promise.all(lines.map((line) => line.getAttribute("datetime")));
      assert.deepEqual(times, [...times].sort().reverse());
      await page
        .locator(".service-line", { hasText: "第 1 次拍摄" })
        .getByRole("button", { name: "查看照片" })
        .first()
        .click();
      const drawer = page.getByRole("dialog");
      await drawer.locator(".service-plane img").first().waitFor();
      await drawer.getByRole("button", { name: new RegExp(failed.title.zh) }).click();
      await painted(desk);
      await desk.picture("service-photos");
      await page.keyboard.press("Escape");
      await drawer.waitFor({ state: "hidden" });
      await page.reload();
      await desk.see("查看第 1 次拍摄的照片（客服）");
      await page.getByRole("button", { name: /^照片 2/ }).click();
      assert.equal(await page.locator(".service-line").count(), 2);
    },
  },
  {
    name: "service withdraws a submission with its reason, and the student may change the photo; what is not possible says why",
    who: "service",
    look: { locale: "en-US", dark: true },
    walk: async (desk, setting) => {
      const student = await setting.addInReview();
      await open(desk, student);
      await desk.see("Review expected by");
      await desk.press("See the photos");
      await desk.page.locator(".service-plane img").nth(1).waitFor();
      await painted(desk);
      await desk.picture("service-photos-dark");
      await desk.page.keyboard.press("Escape");
      await act(desk, "Withdraw the submission", "The student wants another photo");
      await desk.see("Withdrawn. The student may change the photo now");
      const { state, moves, history } = await read(student);
      assert.equal(state, "ready");
      assert.ok(moves.some(({ move }) => move === "upload"));
      assert.equal(history.at(-1)?.reason?.en, "The student wants another photo");
      const button = desk.page.locator(".service-actions").getByRole("button", { name: "Withdraw the submission" });
      await desk.see("The state is “To be submitted”, where this is not possible");
      assert.ok(await button.isDisabled());
      const again = await submitPhoto(student);
      assert.equal((await read(student)).submission?.attemptId, again);
      const client = await setting.clientOf("service");
      const body = { reason: "测试结束" };
      await take(client.call("withdrawSubmission", { params: { collectionId: student.collectionId }, body }));
    },
  },
  {
    name: "service opens a correction, and the student is told to scan a new code",
    who: "service",
    look: { locale: "en-US", dark: true },
    walk: async (desk, { addStudent }) => {
      const student = await addStudent();
      await open(desk, student);
      await act(desk, "Open a correction", "The major is wrong at CHSI");
      await desk.see("Open since");
      assert.ok((await read(student)).correctionOpenedAt);
      await desk.see("The major is wrong at CHSI");
      await desk.page.locator(".ant-message-notice").first().waitFor({ state: "detached" });
      await desk.picture("service-actions-dark");
    },
  },
  {
    name: "service resends a message only with a consent that is left, and says why it cannot without one",
    who: "service",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await reject(setting, student);
      const service = await setting.clientOf("service");
      const params = { collectionId: student.collectionId };
      const message = async () =>
        (await take(service.call("readCollectionForService", { params }))).actions.resendMessage.message;
      await waitUntil("the message", message, (one) => one?.state === "skipped");
      await open(desk, student);
      await desk.see("学生没有剩余的订阅次数");
      const button = page.locator(".service-actions").getByRole("button", { name: "重发通知" });
      assert.ok(await button.isDisabled());
      await refusal(service.call("resendMessage", { params }), "message-consent-missing");
      const { call } = student.client;
      const { templates } = await take(call("addMessageCredits", { body: { templates: ["review-rejected"] } }));
      const templateId = templates.find(({ template }) => template === "review-rejected")?.templateId;
      await setting.world.control("POST", "/wechat/accept-messages", {
        userId: student.person.id,
        templateId,
        times: 1,
      });
      await page.reload();
      await desk.see("用去学生一次订阅同意");
      await act(desk, "重发通知", null);
      await waitUntil("the message", message, (one) => one?.state === "sent");
      await page.reload();
      await desk.see("审核未通过通知 · 已发送");
    },
  },
  {
    name: "a refund that service asks for waits for finance, who decides it; the story tells both",
    who: "service",
    look: zh,
    walk: async (desk, { addStudent, desks }) => {
      const student = await addStudent();
      const { ours } = await numbersOf(student);
      await open(desk, student);
      await desk.see("超过单人限额：先等财务同意");
      await act(desk, "发起退款", "学生不再需要");
      await desk.see("退款：待复核。");
      assert.equal((await read(student)).state, "paid");
      await desk.see("这笔订单已有退款在处理");
      const finance = await desks.open("finance-1", zh);
      await finance.page.goto("/console/refunds?state=waiting");
      await finance.page
        .getByRole("row", { name: new RegExp(ours) })
        .getByRole("button", { name: /^同\s?意$/ })
        .click();
      await finance.page
        .locator(".ant-popover:visible")
        .getByRole("button", { name: /确\s?定/ })
        .click();
      await reaches(student, "refunded");
      await finance.context.close();
      await desk.page.reload();
      await desk.see("退款结果 · 已退款");
      await desk.see("学生不再需要");
    },
  },
  {
    name: "service keeps a note with a canned answer that can be changed; colleagues read it, the student learns how many there are",
    who: "service",
    look: en,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const student = await addStudent();
      await open(desk, student);
      await page.locator(".service-actions").getByRole("button", { name: "Add a note" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Use a canned answer").click();
      await page.locator(".ant-select-dropdown:visible").getByText("Call back").click();
      const text = await dialog.locator("textarea").inputValue();
      assert.equal(text, "Promised to call back within one working day.");
      await dialog.locator("textarea").fill(`${text} After four o'clock.`);
      await page.locator(".ant-select-dropdown").waitFor({ state: "hidden" });
      await desk.picture("service-note");
      await dialog.getByRole("button", { name: "Add a note" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.locator(".service-kind-note", { hasText: "After four o'clock." }).waitFor();
      const mine = await take(student.client.call("exportMyData", {}));
      assert.equal(mine.collections[0]?.serviceNotes, 1);
      assert.ok(!JSON.stringify(mine).includes("four o'clock"));
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
      const answers: string[] = [];
      page.on("response", (response) => {
        if (response.url().includes("/v1/staff/"))
          void response.text().then(
            (text) => answers.push(text),
            () => {},
          );
      });
      await open(desk, student);
      const told = [await page.locator("body").textContent(), ...answers].join();
      assert.ok(answers.length > 1, "no answer was heard");
      for (const secret of [idNumber, phone, studentNumber, name])
        assert.ok(!told.includes(secret), "a secret is shown");
      for (const path of ["review", "refunds", "bills", "staff"]) {
        await page.goto(`/console/${path}`);
        await page.waitForURL("**/console/service");
      }
      const client = await setting.clientOf("service");
      const params = { collectionId: student.collectionId };
      await refusal(client.call("readReview", { params }), "forbidden");
      await refusal(client.call("takeNextReviews", { body: { count: 1 } }), "forbidden");
      await refusal(client.call("listRefunds", { query: { limit: 10 } }), "forbidden");
      await refusal(client.call("listLedger", { query: { limit: 10 } }), "forbidden");
    },
  },
];
