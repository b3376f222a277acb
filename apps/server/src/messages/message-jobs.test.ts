import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import {
  configurationChanges,
  messageCredits,
  messages,
  projects,
} from "../infra/db/schema/index.ts";
import { studentCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { dueIn } from "../testing/jobs.ts";
import { listMessages } from "./list-messages.ts";
import { messageJobs } from "./message-jobs.ts";
import { remindStudents } from "./remind-students.ts";
import { openMessageWorld } from "./testing/message-world.ts";

const messaging = await openMessageWorld();
const {
  db,
  pool,
  sandbox,
  world,
  projectId,
  deps,
  handlers,
  rejected,
  send,
  sentTo,
  textedOf,
  consent,
  latest,
  listed,
  forget,
  wechatWith,
  withoutPhone,
} = messaging;

beforeEach(messaging.forget);
test("sends a rejection once by WeChat to a student who consented, in their language, and uses up the consent", async () => {
  const { accountId, openid } = await rejected(1);
  await consent(accountId, "en");
  expect(await send()).toBe(1);
  expect(await sentTo(openid)).toMatchObject([
    {
      templateId: deps.templateIds["review-rejected"],
      data: {
        thing1: { value: "暨南大学" },
        phrase2: { value: "审核未通过" },
        thing3: { value: "See why, retake free" },
      },
    },
  ]);
  expect(await latest()).toMatchObject({
    state: "sent",
    channel: "wechat",
    template: "review-rejected",
  });
  expect(await send()).toBe(0);
  expect(
    (await db.select().from(messageCredits).where(eq(messageCredits.accountId, accountId)))[0]
      ?.credits,
  ).toBe(0);
});

test("sends an SMS with a link without consent or outside the mini-program", async () => {
  const withoutConsent = await rejected(1);
  const outsideMiniProgram = await rejected(0, false);
  await consent(outsideMiniProgram.accountId);
  expect(await send()).toBe(2);
  expect(await sentTo(withoutConsent.openid)).toEqual([]);
  for (const { collectionId } of [withoutConsent, outsideMiniProgram]) {
    expect(await textedOf(collectionId)).toMatchObject([
      {
        phone: "19900000000",
        text: `【毕业证照】审核未通过：请查看原因并免费重拍。 https://photo.test/pages/collection/index?collectionId=${collectionId}`,
      },
    ]);
  }
  expect(await db.select().from(messages)).toMatchObject([
    { state: "sent", channel: "sms" },
    { state: "sent", channel: "sms" },
  ]);
});

test("an SMS uses the template in force at its first try, and a retry and the log use the same text", async () => {
  const { collectionId } = await rejected(0, false);
  const words = {
    zh: "{school}提醒：照片需要重拍，详情 {link}，咨询 {hotline}",
    en: "Retake it: {link}",
  };
  await confirmSetting(db, world.deps, "message-words", words, "review-rejected");
  await sandbox.orderFault("sms", "server-error");
  expect(await send()).toBe(0);
  const link = `https://photo.test/pages/collection/index?collectionId=${collectionId}`;
  const text = `【毕业证照】暨南大学提醒：照片需要重拍，详情 ${link} ，咨询 000-0000-0002`;
  expect(await latest()).toMatchObject({ state: "queued", text });
  await confirmSetting(
    db,
    world.deps,
    "message-words",
    { ...words, zh: "又改了 {link}" },
    "review-rejected",
  );
  expect(await send()).toBe(1);
  expect(await textedOf(collectionId)).toMatchObject([{ text }]);
  expect(await latest()).toMatchObject({ state: "sent", channel: "sms", text });
  await db.delete(configurationChanges);
});

test("lists no SMS text for a message that was finally sent by WeChat", async () => {
  const { accountId, openid } = await rejected(1);
  await sandbox.orderFault("sms", "server-error");
  expect(await send()).toBe(0);
  expect((await latest())?.text).toMatch(/^【毕业证照】/);
  await consent(accountId);
  expect(await send()).toBe(1);
  expect(await sentTo(openid)).toHaveLength(1);
  expect(await latest()).toMatchObject({ state: "sent", channel: "wechat" });
  expect((await listMessages(db, { limit: 10 })).messages).toMatchObject([
    { state: "sent", text: null },
  ]);
});

test("skips a student without WeChat consent and without a mainland phone number", async () => {
  const { accountId, collectionId } = await rejected(1);
  await withoutPhone(accountId);
  expect(await send()).toBe(1);
  expect(await textedOf(collectionId)).toEqual([]);
  expect(await latest()).toMatchObject({ state: "skipped", channel: null, lastFault: "no-phone" });
});

test.each(["too-frequent", "server-error", "lost-answer"])(
  "retries an SMS gateway that answers %s, and the student gets one text message",
  async (kind) => {
    const { collectionId } = await rejected(0);
    await sandbox.orderFault("sms", kind);
    expect(await send()).toBe(0);
    expect(await latest()).toMatchObject({
      state: "queued",
      tries: 1,
      lastFault: expect.stringMatching(/^sms-/),
    });
    expect(await send()).toBe(1);
    expect(await textedOf(collectionId)).toHaveLength(1);
  },
);

test("deletes a consent unknown to WeChat and sends the message by SMS", async () => {
  const { accountId, collectionId } = await rejected(0);
  await consent(accountId, "en");
  await send();
  expect(await latest()).toMatchObject({ state: "sent", channel: "sms" });
  const [text] = await textedOf(collectionId);
  expect(text?.text).toContain(
    "[GradPhoto] Photo not approved: see why and retake it for free. https://photo.test/",
  );
  const { templates } = await listed(accountId);
  expect(templates.find(({ template }) => template === "review-rejected")?.credits).toBe(0);
});

test.each(["busy", "server-error", "garbage", "too-frequent"])(
  "retries later when WeChat answers %s",
  async (kind) => {
    const { accountId, openid } = await rejected(1);
    await consent(accountId);
    await sandbox.orderFault("wechat-message", kind);
    expect(await send()).toBe(0);
    const message = await latest();
    expect(message).toMatchObject({ state: "queued", tries: 1, lastFault: "unavailable" });
    expect(await dueIn(db, "send-message", { messageId: message?.id ?? "" })).toBeGreaterThan(55);
    expect(await send()).toBe(1);
    expect(await sentTo(openid)).toHaveLength(1);
  },
);

test("retries a message until WeChat accepts the access key", async () => {
  const { accountId, openid } = await rejected(1);
  await consent(accountId);
  expect(await send(messageJobs({ ...deps, wechat: wechatWith("wrong") }))).toBe(0);
  expect(await latest()).toMatchObject({ state: "queued", tries: 1, lastFault: "unauthorized" });
  expect(await send()).toBe(1);
  expect(await sentTo(openid)).toHaveLength(1);
});

test("a message fails permanently after eight tries, and does not block others", async () => {
  const unsendable = await rejected(1);
  await consent(unsendable.accountId);
  await sandbox.orderFault("wechat-message", "busy", 8);
  for (let tries = 0; tries < 8; tries++) await send();
  expect(await latest()).toMatchObject({ state: "failed", tries: 8 });
  const other = await rejected(1);
  await consent(other.accountId);
  expect(await send()).toBe(1);
  expect(await sentTo(other.openid)).toHaveLength(1);
});

test("several workers in parallel send each message once", async () => {
  const students = [];
  for (let count = 0; count < 6; count++) students.push(await rejected(3));
  for (const { accountId } of students)
    for (let times = 0; times < 3; times++) await consent(accountId);
  await Promise.all([send(), send(), send()]);
  for (const { openid } of students) expect(await sentTo(openid)).toHaveLength(1);
});

test("sends an approval when it goes to the registry, not while it can be undone", async () => {
  const { collectionId } = await world.addApproved(projectId);
  expect(await db.select().from(messages)).toEqual([]);
  await world.move(collectionId, "queue-upload", "system");
  expect(await latest()).toMatchObject({ collectionId, template: "review-approved" });
});

test("a reminder to confirm at CHSI links to the completed collection's page, in WeChat and by SMS", async () => {
  const inWechat = await rejected(0);
  const bySms = await rejected(0);
  await forget();
  await pool.query("update collections set state = 'completed' where id = any($1)", [
    [inWechat.collectionId, bySms.collectionId],
  ]);
  const { accountId, userId, openid } = inWechat;
  await handlers.addMessageCredits(
    { body: { templates: ["image-check"] } },
    studentCall(accountId),
  );
  const templateId = deps.templateIds["image-check"];
  await sandbox.control("POST", "/wechat/accept-messages", { userId, templateId, times: 1 });
  world.passTime(4 * 3_600_000);
  const inHalfADay = new Date(deps.clock().getTime() + 12 * 3_600_000);
  await db.update(projects).set({ imageCheckBy: inHalfADay }).where(eq(projects.id, projectId));
  expect(await remindStudents(deps, deps.clock(), new AbortController().signal)).toBe(2);
  expect(await send()).toBe(2);
  const page = (collectionId: string) => `pages/completed/index?collectionId=${collectionId}`;
  expect(await sentTo(openid)).toMatchObject([{ templateId, page: page(inWechat.collectionId) }]);
  expect(await textedOf(bySms.collectionId)).toMatchObject([
    {
      text: `【毕业证照】图像校对：请在学校截止日前到学信网完成图像校对。 https://photo.test/${page(bySms.collectionId)}`,
    },
  ]);
  await db.update(projects).set({ imageCheckBy: null }).where(eq(projects.id, projectId));
});
