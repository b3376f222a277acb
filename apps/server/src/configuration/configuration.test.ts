import { randomUUID } from "node:crypto";
import { addedAnswerCode, reviewReasons, serviceMacros } from "@gradphoto/domain";
import { eq, type SQL } from "drizzle-orm";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { createConfiguration, readSetLimits } from "../core/configuration/read-configuration.ts";
import { inTransaction } from "../infra/db/database.ts";
import { auditOutbox, configurationChanges, staff } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { configurationHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const deps = { ...world.deps, publicUrl: "https://photo.test" };
const configuration = createConfiguration({ hotline: "010-1", "decision-hold": 5 });
const handlers = configurationHandlers({ ...deps, configuration });
const operator = staffCall(await world.addStaff("operator"), "operator");
const otherOperator = staffCall(await world.addStaff("operator"), "operator");
const auditor = staffCall(await world.addStaff("auditor"), "auditor");

type Proposal = Parameters<typeof handlers.proposeConfiguration>[0]["body"];

const settings = async (call = operator) =>
  accepted(await handlers.readConfiguration({}, call)).settings;
const settingOf = async (item: Proposal["item"], subject = "", call = operator) =>
  (await settings(call)).find((match) => match.item === item && match.subject === subject);

const propose = async (
  item: Proposal["item"],
  value: Proposal["value"],
  { subject = "", call = operator } = {},
) => {
  const seen = (await settingOf(item, subject))?.changeId ?? null;
  return handlers.proposeConfiguration(
    { body: { item, subject, value, seen, why: "高峰期" } },
    call,
  );
};
const proposed = async (...rest: Parameters<typeof propose>) => ({
  params: { changeId: accepted(await propose(...rest)).changeId },
});

type Change = Awaited<ReturnType<typeof proposed>>;
const confirm = (change: Change, call = otherOperator) =>
  handlers.confirmConfiguration(change, call);
const decline = ({ params }: Change, { why = "先看看再说", call = otherOperator } = {}) =>
  handlers.declineConfiguration({ params, body: { why } }, call);
const withdraw = (change: Change, call = operator) => handlers.withdrawConfiguration(change, call);
const setRow = (row: SQL | undefined, values: Partial<typeof configurationChanges.$inferInsert>) =>
  db.update(configurationChanges).set(values).where(row);
const whereThisChange = ({ params }: Change) => eq(configurationChanges.id, params.changeId);

test("lists every setting with one value in list order, with its initial value until it is changed", async () => {
  expect(await settingOf("hotline")).toMatchObject({
    value: "010-1",
    changeId: null,
    since: null,
    waiting: null,
  });
  expect((await settings()).map(({ item }) => item).slice(0, 2)).toEqual([
    "decision-hold",
    "second-look-share",
  ]);
  expect(await settingOf("check-limits")).toBeUndefined();
});

test("a proposal changes nothing until another operator confirms it, and then applies to every process at once", async () => {
  const other = createConfiguration({ hotline: "elsewhere" });
  const change = await proposed("hotline", "010-2");
  expect((await createConfiguration().read(db))("hotline")).not.toBe("010-2");
  expect(await settingOf("hotline")).toMatchObject({
    value: "010-1",
    waiting: { value: "010-2", why: "高峰期", mayDecide: false, mayWithdraw: true },
  });
  expect(await settingOf("hotline", "", otherOperator)).toMatchObject({
    waiting: { mayDecide: true, mayWithdraw: false },
  });
  expect(await settingOf("hotline", "", auditor)).toMatchObject({
    waiting: { mayDecide: false, mayWithdraw: false },
  });
  expect(await confirm(change, operator)).toMatchObject({ refused: "configuration-own-proposal" });
  expect(await decline(change, { call: operator })).toMatchObject({
    refused: "configuration-own-proposal",
  });
  accepted(await confirm(change));
  expect((await other.read(db))("hotline")).toBe("010-2");
  const setting = await settingOf("hotline");
  expect(setting).toMatchObject({ value: "010-2", ...change.params, waiting: null });
  expect(
    [setting?.proposedBy, setting?.confirmedBy].every((name) => typeof name === "string"),
  ).toBe(true);
  expect(setting?.proposedBy).not.toBe(setting?.confirmedBy);
  const whereAboutChange = eq(auditOutbox.subject, `configuration:${change.params.changeId}`);
  const entries = await db.select().from(auditOutbox).where(whereAboutChange);
  const details = { item: "hotline", was: "010-1", value: "010-2" };
  expect(entries.map((entry) => [entry.action, entry.actor, entry.details])).toEqual([
    ["configuration-proposed", `operator:${operator.caller.staffId}`, details],
    ["configuration-confirmed", `operator:${otherOperator.caller.staffId}`, details],
  ]);
});

test("shows the proposer the reason for a declined change, and stores that reason encrypted", async () => {
  const change = await proposed("reminder-messages", 250);
  const why = "下个月再改，合同还没签";
  accepted(await decline(change, { why }));
  const { changes } = accepted(
    await handlers.listConfigurationChanges({ query: { limit: 100 } }, operator),
  );
  const declined = changes.find(({ changeId }) => changeId === change.params.changeId);
  expect(declined).toMatchObject({ state: "declined", declinedWhy: why });
  const [row] = await db.select().from(configurationChanges).where(whereThisChange(change));
  expect(row?.declinedWhy).toMatch(/^sealed:/);
  await expect(setRow(whereThisChange(change), { state: "withdrawn" })).rejects.toThrow();
});

test("only one of two parallel confirmations succeeds; the database requires two different operators", async () => {
  const thirdOperator = staffCall(await world.addStaff("operator"), "operator");
  const change = await proposed("reminder-messages", 200);
  const answers = await Promise.all([confirm(change), confirm(change, thirdOperator)]);
  expect(answers.filter((answer) => "refused" in answer)).toMatchObject([
    { refused: "configuration-not-waiting" },
  ]);
  const next = await proposed("reminder-messages", 300);
  const single = {
    state: "confirmed",
    decidedBy: operator.caller.staffId,
    decidedAt: new Date(),
  } as const;
  await expect(setRow(whereThisChange(next), single)).rejects.toThrow();
  accepted(await decline(next));
  expect(await settingOf("reminder-messages")).toMatchObject({ value: 200, waiting: null });
});

test("allows one waiting proposal per setting, even in parallel; only its proposer can withdraw it", async () => {
  const proposals = [
    propose("decision-hold", 10),
    propose("decision-hold", 20, { call: otherOperator }),
  ];
  const answers = await Promise.all(proposals);
  expect(answers.filter((answer) => "refused" in answer)).toMatchObject([
    { refused: "configuration-waits" },
  ]);
  const [waiting] = answers.filter((answer) => !("refused" in answer)).map(accepted);
  const change = { params: { changeId: waiting?.changeId ?? "" } };
  const [proposer, otherCall] =
    waiting?.after.zh === "10 分钟" ? [operator, otherOperator] : [otherOperator, operator];
  expect(await withdraw(change, otherCall)).toMatchObject({
    refused: "configuration-others-proposal",
  });
  accepted(await withdraw(change, proposer));
  expect(await confirm(change, otherCall)).toMatchObject({ refused: "configuration-not-waiting" });
  expect(await settingOf("decision-hold")).toMatchObject({ value: 5, waiting: null });
});

test("refuses to propose or confirm a change that is based on an outdated value", async () => {
  const change = await proposed("second-look-share", 0.1);
  const otherConfiguration = createConfiguration({ "second-look-share": 0.5 });
  const otherProcess = configurationHandlers({ ...deps, configuration: otherConfiguration });
  const answer = await otherProcess.confirmConfiguration(change, otherOperator);
  expect(answer).toMatchObject({ refused: "configuration-changed" });
  accepted(await confirm(change));
  const stale = {
    item: "second-look-share",
    subject: "",
    value: 0.2,
    seen: null,
    why: "旧页面",
  } as const;
  const repeated = await handlers.proposeConfiguration({ body: stale }, operator);
  expect(repeated).toMatchObject({ refused: "configuration-value-changed" });
  expect(await propose("second-look-share", 0.1)).toMatchObject({
    refused: "configuration-unchanged",
  });
});

test("check limits belong to one photo spec and appear among the settings once they are set", async () => {
  const subject = "chsi-blue:grayscale";
  const change = await proposed(
    "check-limits",
    { warn: { min: 9 }, fail: { min: 5 } },
    { subject },
  );
  expect(await settingOf("check-limits", subject)).toMatchObject({
    value: { warn: { min: 8 }, fail: { min: 4 } },
  });
  accepted(await confirm(change));
  expect(await settingOf("check-limits", subject)).toMatchObject({
    value: { fail: { min: 5 } },
    waiting: null,
  });
  expect(await settingOf("check-limits", "chsi-white:grayscale")).toBeUndefined();
});

test("lists all reason advice and canned answers, with the default text until it is changed", async () => {
  const glasses = await settingOf("reason-advice", "glasses");
  expect(glasses).toMatchObject({ value: reviewReasons.glasses.advice, changeId: null });
  const other = { zh: "请摘下眼镜。", en: "Please take off your glasses." };
  const answer = accepted(await propose("reason-advice", other, { subject: "glasses" }));
  expect(answer).toMatchObject({ before: reviewReasons.glasses.advice, after: other });
});

test("refuses text message templates that are unsendable or contain foreign links, and stores no proposal", async () => {
  const subject = "review-rejected";
  const en = "See why, retake free. {link}";
  for (const [zh, refused, details] of [
    ["请重拍。", "message-words-placeholder-missing", { placeholder: "{link}" }],
    ["{name}，请重拍。{link}", "message-words-placeholder-unknown", { placeholder: "{name}" }],
    ["【示例银行】请重拍。{link}", "message-words-signature", { mark: "【" }],
    [
      "请打开 photo.test.example.com 或 {link}",
      "message-words-foreign-link",
      { address: "photo.test.example.com" },
    ],
    [`${"请重拍。".repeat(30)}{link}`, "message-words-too-long", { mostCharacters: 201 }],
  ] as const)
    expect(await propose("message-words", { zh, en }, { subject }), zh).toMatchObject({
      refused,
      details,
    });
  expect(await settingOf("message-words", subject)).toMatchObject({
    value: { zh: "审核未通过：请查看原因并免费重拍。{link}" },
    waiting: null,
  });
  accepted(await propose("message-words", { zh: "{school}：请重拍。{link}", en }, { subject }));
});

test("two operators add a canned answer with a title; it is still listed after it is retired", async () => {
  const subject = addedAnswerCode(randomUUID());
  const answer = { zh: "请带学生证。", en: "Bring your card.", title: { zh: "证件", en: "Card" } };
  const change = await proposed("service-answer", answer, { subject });
  expect(await settingOf("service-answer", subject)).toMatchObject({
    label: { zh: "客服常用语：证件" },
    words: { zh: "还没有" },
    waiting: { words: { zh: "证件：请带学生证。" } },
  });
  accepted(await confirm(change));
  const retired = await proposed("service-answer", { ...answer, retired: true }, { subject });
  accepted(await confirm(retired));
  expect(await settingOf("service-answer", subject)).toMatchObject({
    label: { zh: "客服常用语：证件" },
    words: { zh: "已停用（原文：证件：请带学生证。）" },
    value: { zh: "请带学生证。" },
  });
});

test("the change history lists every proposal, latest first and page by page, and filters by setting", async () => {
  const { changes, next } = accepted(
    await handlers.listConfigurationChanges({ query: { limit: 2 } }, auditor),
  );
  expect(next).not.toBeNull();
  expect(changes).toHaveLength(2);
  const ofHotline = await handlers.listConfigurationChanges(
    { query: { limit: 10, item: "hotline" } },
    auditor,
  );
  expect(accepted(ofHotline).changes).toMatchObject([
    { before: { zh: "010-1" }, after: { zh: "010-2" }, state: "confirmed", why: "高峰期" },
  ]);
});

test("reads a setting as of an earlier time, and a transaction sees changes confirmed before its read", async () => {
  const previous = world.deps.clock();
  world.passTime(60_000);
  accepted(await confirm(await proposed("one-person-refund", 5000)));
  const configuration = createConfiguration({ "one-person-refund": 1000 });
  expect((await configuration.read(db, previous))("one-person-refund")).toBe(1000);
  expect(
    await inTransaction(db, async (tx) => (await configuration.read(tx))("one-person-refund")),
  ).toBe(5000);
});

test("a proposal by a disabled or former operator cannot be confirmed, but can be declined", async () => {
  const formerOperatorId = await world.addStaff("operator");
  const change = await proposed("known-photo-share", 0.3, {
    call: staffCall(formerOperatorId, "operator"),
  });
  const whereFormerOperator = eq(staff.id, formerOperatorId);
  await db.update(staff).set({ disabledAt: world.deps.clock() }).where(whereFormerOperator);
  expect(await confirm(change)).toMatchObject({ refused: "configuration-proposer-not-operator" });
  await db.update(staff).set({ disabledAt: null, role: "reviewer" }).where(whereFormerOperator);
  expect(await confirm(change)).toMatchObject({ refused: "configuration-proposer-not-operator" });
  accepted(await decline(change));
});

test("a row that cannot be parsed affects only its own setting, which uses the initial value", async () => {
  await confirmSetting(db, world.deps, "hidden-verdict-share", 0.4);
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { warn: { min: 12 } },
    "chsi-blue:low-contrast",
  );
  await confirmSetting(
    db,
    world.deps,
    "check-limits",
    { warn: { min: 13 } },
    "chsi-white:low-contrast",
  );
  await setRow(eq(configurationChanges.item, "hidden-verdict-share"), { value: "?" });
  await setRow(eq(configurationChanges.subject, "chsi-blue:low-contrast"), { value: "?" });
  const inForce = await createConfiguration({
    "hidden-verdict-share": 0.25,
    "second-look-share": 0.9,
  }).read(db);
  expect([inForce("hidden-verdict-share"), inForce("second-look-share")]).toEqual([0.25, 0.1]);
  const limits = await readSetLimits(db);
  expect(limits["chsi-blue:low-contrast"]).toBeUndefined();
  expect(limits["chsi-white:low-contrast"]).toEqual({ warn: { min: 13 } });
});

test("a stored value above a cap that was lowered later is ignored, and proposals start from the initial value", async () => {
  const item = "one-person-refund";
  await confirmSetting(db, world.deps, item, 60_000);
  const initial = (await settingOf(item))?.value;
  expect(initial).toBe((await createConfiguration().read(db))(item));
  expect(initial).not.toBe(60_000);
  expect(await settingOf(item)).toMatchObject({ since: null, proposedBy: null, confirmedBy: null });
  expect(accepted(await propose(item, 40_000))).toMatchObject({
    before: { zh: "¥10.00" },
    after: { zh: "¥400.00" },
  });
});

test("a proposal above a cap that was lowered later cannot be confirmed, but can be declined", async () => {
  const change = await proposed("one-person-refund-day", 400_000);
  await setRow(whereThisChange(change), { value: 600_000 });
  expect(await confirm(change)).toMatchObject({ refused: "configuration-unfit" });
  accepted(await decline(change));
});

test("refuses a proposal that equals the default canned answer", async () => {
  const { text } = serviceMacros["call-again"];
  const answer = await propose("service-answer", text, { subject: "call-again" });
  expect(answer).toMatchObject({ refused: "configuration-unchanged" });
});
