import { randomUUID } from "node:crypto";
import { addedAnswerCode, reviewReasons, serviceMacros } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { staffCall } from "../collections/testing/staff-call.ts";
import { readSetLimits } from "../core/configuration/read-configuration.ts";
import { inTransaction } from "../infra/db/database.ts";
import { auditOutbox, configurationChanges, staff } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { configured } from "../testing/configured.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { configurationHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const publicUrl = "https://photo.test";
const handlers = configurationHandlers({
  ...world.deps,
  publicUrl,
  configuration: configured({ hotline: "010-1", "decision-hold": 5 }),
});
const one = staffCall(await world.addStaff("operator"), "operator");
const another = staffCall(await world.addStaff("operator"), "operator");
const auditor = staffCall(await world.addStaff("auditor"), "auditor");

type Proposal = Parameters<typeof handlers.proposeConfiguration>[0]["body"];

const settings = async (call = one) => accepted(await handlers.readConfiguration({}, call)).settings;
const settingOf = async (item: Proposal["item"], subject = "", call = one) =>
  (await settings(call)).find((match) => match.item === item && match.subject === subject);

const propose = async (item: Proposal["item"], value: Proposal["value"], { subject = "", call = one } = {}) => {
  const seen = (await settingOf(item, subject))?.changeId ?? null;
  return handlers.proposeConfiguration({ body: { item, subject, value, seen, why: "高峰期" } }, call);
};
const proposed = async (...rest: Parameters<typeof propose>) => ({
  params: { changeId: accepted(await propose(...rest)).changeId },
});

const declining = { why: "先看看再说" };

test("every setting with one value is shown in the order of the list, with the initial value until somebody changes it", async () => {
  expect(await settingOf("hotline")).toMatchObject({ value: "010-1", changeId: null, since: null, waiting: null });
  expect((await settings()).map(({ item }) => item).slice(0, 2)).toEqual(["decision-hold", "second-look-share"]);
  expect(await settingOf("check-limits")).toBeUndefined();
});

test("what one operator proposes changes nothing until another confirms it, and is then in force at once for every process", async () => {
  const other = configured({ hotline: "elsewhere" });
  const change = await proposed("hotline", "010-2");
  expect((await configured().read(db))("hotline")).not.toBe("010-2");
  expect(await settingOf("hotline")).toMatchObject({
    value: "010-1",
    waiting: { value: "010-2", why: "高峰期", mayDecide: false, mayWithdraw: true },
  });
  expect(await settingOf("hotline", "", another)).toMatchObject({ waiting: { mayDecide: true, mayWithdraw: false } });
  expect(await settingOf("hotline", "", auditor)).toMatchObject({ waiting: { mayDecide: false, mayWithdraw: false } });
  expect(await handlers.confirmConfiguration(change, one)).toMatchObject({ refused: "configuration-own-proposal" });
  expect(await handlers.declineConfiguration({ ...change, body: declining }, one)).toMatchObject({
    refused: "configuration-own-proposal",
  });
  accepted(await handlers.confirmConfiguration(change, another));
  expect((await other.read(db))("hotline")).toBe("010-2");
  const setting = await settingOf("hotline");
  expect(setting).toMatchObject({ value: "010-2", ...change.params, waiting: null });
  expect([setting?.proposedBy, setting?.confirmedBy].every((name) => typeof name === "string")).toBe(true);
  expect(setting?.proposedBy).not.toBe(setting?.confirmedBy);
  const entries = await db
    .select()
    .from(auditOutbox)
    .where(eq(auditOutbox.subject, `configuration:${change.params.changeId}`));
  expect(entries.map(({ action, actor, details }) => [action, actor, details])).toEqual([
    ["configuration-proposed", `operator:${one.caller.staffId}`, { item: "hotline", was: "010-1", value: "010-2" }],
    [
      "configuration-confirmed",
      `operator:${another.caller.staffId}`,
      { item: "hotline", was: "010-1", value: "010-2" },
    ],
  ]);
});

test("who proposed what another declines reads why in the history; in the database it is sealed", async () => {
  const { params } = await proposed("reminder-messages", 250);
  const why = "下个月再改，合同还没签";
  accepted(await handlers.declineConfiguration({ params, body: { why } }, another));
  const { changes } = accepted(await handlers.listConfigurationChanges({ query: { limit: 100 } }, one));
  expect(changes.find(({ changeId }) => changeId === params.changeId)).toMatchObject({
    state: "declined",
    declinedWhy: why,
  });
  const isThis = eq(configurationChanges.id, params.changeId);
  const [row] = await db.select().from(configurationChanges).where(isThis);
  expect(row?.declinedWhy).toMatch(/^sealed:/);
  const withdrawn = db.update(configurationChanges).set({ state: "withdrawn" }).where(isThis);
  await expect(withdrawn).rejects.toThrow();
});

test("of two who confirm at once one is told that it is decided; the database itself wants two persons", async () => {
  const third = staffCall(await world.addStaff("operator"), "operator");
  const change = await proposed("reminder-messages", 200);
  const answers = await Promise.all([
    handlers.confirmConfiguration(change, another),
    handlers.confirmConfiguration(change, third),
  ]);
  expect(answers.filter((answer) => "refused" in answer)).toMatchObject([{ refused: "configuration-not-waiting" }]);
  const { changeId } = (await proposed("reminder-messages", 300)).params;
  const me = one.caller.staffId;
  const single = db
    .update(configurationChanges)
    .set({ state: "confirmed", decidedBy: me, decidedAt: new Date() })
    .where(eq(configurationChanges.id, changeId));
  await expect(single).rejects.toThrow();
  accepted(await handlers.declineConfiguration({ params: { changeId }, body: { why: "合同还没签" } }, another));
  expect(await settingOf("reminder-messages")).toMatchObject({ value: 200, waiting: null });
});

test("one proposal of a setting waits at a time, also of two made at once; withdrawn by who made it, it is gone", async () => {
  const both = await Promise.all([propose("decision-hold", 10), propose("decision-hold", 20, { call: another })]);
  expect(both.filter((answer) => "refused" in answer)).toMatchObject([{ refused: "configuration-waits" }]);
  const [waiting] = both.filter((answer) => !("refused" in answer)).map(accepted);
  const change = { params: { changeId: waiting?.changeId ?? "" } };
  const [own, remote] = waiting?.after.zh === "10 分钟" ? [one, another] : [another, one];
  expect(await handlers.withdrawConfiguration(change, remote)).toMatchObject({
    refused: "configuration-others-proposal",
  });
  accepted(await handlers.withdrawConfiguration(change, own));
  expect(await handlers.confirmConfiguration(change, remote)).toMatchObject({ refused: "configuration-not-waiting" });
  expect(await settingOf("decision-hold")).toMatchObject({ value: 5, waiting: null });
});

test("who proposed from a value that is not in force any more is told so, and so is who would confirm it", async () => {
  const change = await proposed("second-look-share", 0.1);
  const elsewhere = configurationHandlers({
    ...world.deps,
    publicUrl,
    configuration: configured({ "second-look-share": 0.5 }),
  });
  expect(await elsewhere.confirmConfiguration(change, another)).toMatchObject({ refused: "configuration-changed" });
  accepted(await handlers.confirmConfiguration(change, another));
  const stale = { item: "second-look-share", subject: "", value: 0.2, seen: null, why: "旧页面" } as const;
  expect(await handlers.proposeConfiguration({ body: stale }, one)).toMatchObject({ refused: "configuration-changed" });
  expect(await propose("second-look-share", 0.1)).toMatchObject({ refused: "configuration-unchanged" });
});

test("the limits of a check are of one spec and stand among the settings once they are set", async () => {
  const subject = "chsi-blue:grayscale";
  const change = await proposed("check-limits", { warn: { min: 9 }, fail: { min: 5 } }, { subject });
  expect(await settingOf("check-limits", subject)).toMatchObject({ value: { warn: { min: 8 }, fail: { min: 4 } } });
  accepted(await handlers.confirmConfiguration(change, another));
  expect(await settingOf("check-limits", subject)).toMatchObject({ value: { fail: { min: 5 } }, waiting: null });
  expect(await settingOf("check-limits", "chsi-white:grayscale")).toBeUndefined();
});

test("words of reasons and canned answers are all shown, with our own words until others are set", async () => {
  const glasses = await settingOf("reason-advice", "glasses");
  expect(glasses).toMatchObject({ value: reviewReasons.glasses.advice, changeId: null });
  const other = { zh: "请摘下眼镜。", en: "Please take off your glasses." };
  await expect(propose("reason-advice", other, { subject: "glasses" })).resolves.toMatchObject({
    before: reviewReasons.glasses.advice,
    after: other,
  });
});

test("words of a text message that could not be sent as they are, or would lead elsewhere, are refused and nothing waits", async () => {
  const subject = "review-rejected";
  const en = "See why, retake free. {link}";
  for (const [zh, refused, details] of [
    ["请重拍。", "message-words-placeholder-missing", { placeholder: "{link}" }],
    ["{name}，请重拍。{link}", "message-words-placeholder-unknown", { placeholder: "{name}" }],
    ["【示例银行】请重拍。{link}", "message-words-signature", { mark: "【" }],
    ["请打开 photo.test.example.com 或 {link}", "message-words-foreign-link", { address: "photo.test.example.com" }],
    [`${"请重拍。".repeat(30)}{link}`, "message-words-too-long", { mostCharacters: 201 }],
  ] as const)
    expect(await propose("message-words", { zh, en }, { subject }), zh).toMatchObject({ refused, details });
  expect(await settingOf("message-words", subject)).toMatchObject({
    value: { zh: "审核未通过：请查看原因并免费重拍。{link}" },
    waiting: null,
  });
  accepted(await propose("message-words", { zh: "{school}：请重拍。{link}", en }, { subject }));
});

test("a canned answer is added by two operators under its title, and stays on the page when it is retired", async () => {
  const subject = addedAnswerCode(randomUUID());
  const answer = { zh: "请带学生证。", en: "Bring your card.", title: { zh: "证件", en: "Card" } };
  const change = await proposed("service-answer", answer, { subject });
  expect(await settingOf("service-answer", subject)).toMatchObject({
    label: { zh: "客服常用语：证件" },
    words: { zh: "还没有" },
    waiting: { words: { zh: "证件：请带学生证。" } },
  });
  accepted(await handlers.confirmConfiguration(change, another));
  const retired = await proposed("service-answer", { ...answer, retired: true }, { subject });
  accepted(await handlers.confirmConfiguration(retired, another));
  expect(await settingOf("service-answer", subject)).toMatchObject({
    label: { zh: "客服常用语：证件" },
    words: { zh: "已停用（原文：证件：请带学生证。）" },
    value: { zh: "请带学生证。" },
  });
});

test("the history has every proposal, latest first, page by page, and is narrowed to a setting", async () => {
  const { changes, next } = accepted(await handlers.listConfigurationChanges({ query: { limit: 2 } }, auditor));
  expect(next).not.toBeNull();
  expect(changes).toHaveLength(2);
  const ofOne = await handlers.listConfigurationChanges({ query: { limit: 10, item: "hotline" } }, auditor);
  expect(accepted(ofOne).changes).toMatchObject([
    { before: { zh: "010-1" }, after: { zh: "010-2" }, state: "confirmed", why: "高峰期" },
  ]);
});

test("a value is read as it was at a moment, and a transaction sees what was confirmed before it asks", async () => {
  const previous = world.deps.clock();
  world.passTime(60_000);
  accepted(await handlers.confirmConfiguration(await proposed("one-person-refund", 5000), another));
  const configuration = configured({ "one-person-refund": 1000 });
  expect((await configuration.read(db, previous))("one-person-refund")).toBe(1000);
  expect(await inTransaction(db, async (tx) => (await configuration.read(tx))("one-person-refund"))).toBe(5000);
});

test("a proposal whose operator is disabled or no operator any more is not confirmed, but can be declined", async () => {
  const missing = await world.addStaff("operator");
  const change = await proposed("known-photo-share", 0.3, { call: staffCall(missing, "operator") });
  const isMissing = eq(staff.id, missing);
  await db.update(staff).set({ disabledAt: world.deps.clock() }).where(isMissing);
  expect(await handlers.confirmConfiguration(change, another)).toMatchObject({
    refused: "configuration-proposer-gone",
  });
  await db.update(staff).set({ disabledAt: null, role: "reviewer" }).where(isMissing);
  expect(await handlers.confirmConfiguration(change, another)).toMatchObject({
    refused: "configuration-proposer-gone",
  });
  accepted(await handlers.declineConfiguration({ ...change, body: declining }, another));
});

test("one row that cannot be read leaves every other setting in force, and its own at the initial value", async () => {
  await confirmSetting(db, world.deps, "hidden-verdict-share", 0.4);
  await confirmSetting(db, world.deps, "check-limits", { warn: { min: 12 } }, "chsi-blue:low-contrast");
  const isOf = (item: Proposal["item"]) => eq(configurationChanges.item, item);
  const isThis = eq(configurationChanges.subject, "chsi-blue:low-contrast");
  await confirmSetting(db, world.deps, "check-limits", { warn: { min: 13 } }, "chsi-white:low-contrast");
  await db.update(configurationChanges).set({ value: "?" }).where(isOf("hidden-verdict-share"));
  await db.update(configurationChanges).set({ value: "?" }).where(isThis);
  const inForce = await configured({ "hidden-verdict-share": 0.25, "second-look-share": 0.9 }).read(db);
  expect([inForce("hidden-verdict-share"), inForce("second-look-share")]).toEqual([0.25, 0.1]);
  const limits = await readSetLimits(db);
  expect(limits["chsi-blue:low-contrast"]).toBeUndefined();
  expect(limits["chsi-white:low-contrast"]).toEqual({ warn: { min: 13 } });
});

test("a value above a cap that was drawn later is not shown as in force, and another is proposed from the one that is", async () => {
  const item = "one-person-refund";
  await confirmSetting(db, world.deps, item, 60_000);
  const { value: initial } = accepted(await handlers.readConfiguration({}, one)).settings.find(
    (match) => match.item === item,
  ) ?? { value: null };
  expect(initial).toBe((await configured().read(db))(item));
  expect(initial).not.toBe(60_000);
  expect(await settingOf(item)).toMatchObject({ since: null, proposedBy: null, confirmedBy: null });
  expect(accepted(await propose(item, 40_000))).toMatchObject({ before: { zh: "¥10.00" }, after: { zh: "¥400.00" } });
});

test("a proposal above a cap that was drawn later is not confirmed, but can be declined", async () => {
  const change = await proposed("one-person-refund-day", 400_000);
  const isThis = eq(configurationChanges.id, change.params.changeId);
  await db.update(configurationChanges).set({ value: 600_000 }).where(isThis);
  expect(await handlers.confirmConfiguration(change, another)).toMatchObject({ refused: "configuration-unfit" });
  accepted(await handlers.declineConfiguration({ ...change, body: declining }, another));
});

test("an answer of ours that is proposed as it stands is no change", async () => {
  const { text } = serviceMacros["call-again"];
  expect(await propose("service-answer", text, { subject: "call-again" })).toMatchObject({
    refused: "configuration-unchanged",
  });
});
