import { randomUUID } from "node:crypto";
import { draftOf, type OwnPhotoSpec, ownPhotoSpecId, photoSpecOf } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { findPhotoSpec, readPhotoSpecs } from "../core/photo-standard/read-photo-specs.ts";
import { auditOutbox } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { configurationHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = configurationHandlers({
  ...world.deps,
  publicUrl: "https://photo.test",
  configuration: createConfiguration(),
});
const operator = staffCall(await world.addStaff("operator"), "operator");
const otherOperator = staffCall(await world.addStaff("operator"), "operator");

const blue = draftOf(photoSpecOf("chsi-blue"));
const named = (zh: string, changes: Partial<OwnPhotoSpec> = {}): OwnPhotoSpec => ({
  ...blue,
  name: { zh, en: `Spec ${zh}` },
  ...changes,
});

const propose = (subject: string, value: OwnPhotoSpec, seen: string | null = null) =>
  handlers.proposeConfiguration(
    { body: { item: "photo-spec", subject, value, seen, why: "学校要求" } },
    operator,
  );

const idOf = (from = "chsi-blue") => ownPhotoSpecId(from, randomUUID());

async function confirmed(value: OwnPhotoSpec, subject = idOf(), seen: string | null = null) {
  const { changeId } = accepted(await propose(subject, value, seen));
  accepted(await handlers.confirmConfiguration({ params: { changeId } }, otherOperator));
  return { subject, changeId };
}

test("a draft becomes a photo spec when a second operator confirms it, with the checks of its origin", async () => {
  const subject = idOf();
  const value = named("浅蓝加宽", { background: { r: 120, g: 205, b: 255 } });
  const proposal = accepted(await propose(subject, value));
  expect(proposal).toMatchObject({ before: { zh: "—" }, label: { zh: "自定义规格：浅蓝加宽" } });
  expect(await findPhotoSpec(db, subject)).toBeNull();
  const change = { params: { changeId: proposal.changeId } };
  expect(await handlers.confirmConfiguration(change, operator)).toMatchObject({
    refused: "configuration-own-proposal",
  });
  accepted(await handlers.confirmConfiguration(change, otherOperator));
  expect(await findPhotoSpec(db, subject)).toMatchObject({
    spec: {
      id: subject,
      background: { r: 120, g: 205, b: 255 },
      limits: photoSpecOf("chsi-blue").limits,
    },
    draftedFrom: "chsi-blue",
    isRetired: false,
  });
  const { specs } = accepted(await handlers.readPhotoSpecs({}, otherOperator));
  expect(specs.at(-1)?.spec.name.zh).toBe("浅蓝加宽");
  const entries = await db
    .select()
    .from(auditOutbox)
    .where(eq(auditOutbox.subject, `configuration:${proposal.changeId}`));
  expect(entries.map(({ action }) => action)).toEqual([
    "configuration-proposed",
    "configuration-confirmed",
  ]);
  expect(JSON.stringify(entries[1]?.details)).toContain("RGB 120, 205, 255");
  expect(JSON.stringify(entries[1]?.details)).toContain(value.source.zh);
});

test("a declined draft never becomes a photo spec, and its name is available for another draft", async () => {
  const subject = idOf();
  const { changeId } = accepted(await propose(subject, named("不同意的规格")));
  accepted(
    await handlers.declineConfiguration(
      { params: { changeId }, body: { why: "名称不清楚" } },
      otherOperator,
    ),
  );
  expect(await findPhotoSpec(db, subject)).toBeNull();
  await confirmed(named("不同意的规格"));
});

test("two operators can retire and re-enable a confirmed spec, but change nothing else", async () => {
  const value = named("不再改的规格");
  const { subject, changeId } = await confirmed(value);
  expect(await propose(subject, { ...value, dpi: 350 }, changeId)).toMatchObject({
    refused: "photo-spec-fixed",
  });
  expect(await propose(subject, { ...value, dpi: 350, retired: true }, changeId)).toMatchObject({
    refused: "photo-spec-fixed",
  });
  const retired = await confirmed({ ...value, retired: true }, subject, changeId);
  expect(await findPhotoSpec(db, subject)).toMatchObject({ isRetired: true, spec: { dpi: 300 } });
  await confirmed(value, subject, retired.changeId);
  expect(await findPhotoSpec(db, subject)).toMatchObject({ isRetired: false });
});

test("a draft can copy a custom spec; its id is still derived from the built-in spec at the root", async () => {
  const parent = await confirmed(
    named("新生浅蓝", { draftedFrom: "chsi-freshman" }),
    idOf("chsi-freshman"),
  );
  const own = (await readPhotoSpecs(db)).find(({ spec }) => spec.id === parent.subject);
  if (!own) throw new Error("the parent is gone");
  const child = { ...draftOf(own.spec), name: { zh: "新生浅蓝二", en: "Second" } };
  const { subject } = await confirmed(child, idOf(parent.subject));
  expect(await findPhotoSpec(db, subject)).toMatchObject({ draftedFrom: parent.subject });
  expect(subject.startsWith("chsi-freshman.")).toBe(true);
  const unknownOrigin = {
    ...child,
    name: { zh: "无来处", en: "Lost" },
    draftedFrom: idOf("chsi-freshman"),
  };
  expect(await propose(idOf(parent.subject), unknownOrigin)).toMatchObject({
    refused: "photo-spec-origin-unknown",
  });
});

test("refuses the second of two drafts whose names are equal after normalization", async () => {
  const first = accepted(await propose(idOf(), named("同名 A 规格")));
  const second = accepted(
    await propose(
      idOf(),
      named("同名\u200bａ规格", { name: { zh: "同名\u200bａ规格", en: "Twin" } }),
    ),
  );
  const confirm = ({ changeId }: typeof first) =>
    handlers.confirmConfiguration({ params: { changeId } }, otherOperator);
  const answers = await Promise.all([confirm(first), confirm(second)]);
  expect(answers.filter((answer) => "refused" in answer)).toMatchObject([
    { refused: "photo-spec-name-taken" },
  ]);
});

test("ignores a confirmed spec whose built-in origin is unknown to this version, and lists all others", async () => {
  const unknown = `passport.${randomUUID()}`;
  await confirmSetting(db, world.deps, "photo-spec", named("来自新版本"), unknown);
  const { specs } = accepted(await handlers.readPhotoSpecs({}, otherOperator));
  expect(specs.map(({ spec }) => spec.id)).toContain("chsi-blue");
  expect(specs.map(({ spec }) => spec.id)).not.toContain(unknown);
  accepted(await handlers.readConfiguration({}, otherOperator));
});

test("refuses inconsistent numbers and names already in use before a proposal is stored", async () => {
  const { geometry } = blue;
  const refusals = [
    [
      named("甲", { geometry: { ...geometry, hairTopPx: { min: 110, max: 50 } } }),
      "photo-spec-window-reversed",
    ],
    [named("甲", { aim: { faceWidthPx: 120, hairTopPx: 80 } }), "photo-spec-aim-outside"],
    [named("甲", { background: { r: 20, g: 60, b: 120 } }), "photo-spec-background-dark"],
    [named("学历证书电子注册照片（浅蓝底）"), "photo-spec-name-taken"],
  ] as const;
  for (const [value, refused] of refusals)
    expect(await propose(idOf(), value), refused).toMatchObject({ refused });
});
