import { randomUUID } from "node:crypto";
import { type OwnPhotoSpecId, photoSpecOf, storedOwnSpec } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import type { SpecFiles } from "../core/photo-standard/spec-files.ts";
import { configurationChanges } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { sealWhy } from "./change-rows.ts";
import { configurationHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const openHandlers = (specFiles: SpecFiles) =>
  configurationHandlers({
    ...world.deps,
    publicUrl: "https://photo.test",
    configuration: createConfiguration(),
    specFiles,
  });
const handlers = openHandlers(world.deps.specFiles);
const proposer = await world.addStaff("operator");
const operator = staffCall(await world.addStaff("operator"), "operator");
await world.addSchool();

const blue = photoSpecOf("chsi-blue");
const named = (zh: string) => ({ ...blue, name: { zh, en: `Spec ${zh}` }, draftedFrom: blue.id });
const specsOf = async (by = handlers, caller = operator) =>
  routeDefinitions.readPhotoSpecs.answers.parse(accepted(await by.readPhotoSpecs({}, caller)))
    .specs;

test("lists the shipped specs, then those of files and those confirmed before; a file takes precedence", async () => {
  const both: OwnPhotoSpecId = `chsi-blue.${randomUUID()}`;
  const confirmed: OwnPhotoSpecId = `chsi-blue.${randomUUID()}`;
  await confirmSetting(db, world.deps, "photo-spec", named("乙"), both);
  await confirmSetting(db, world.deps, "photo-spec", { ...named("丙"), retired: true }, confirmed);
  await confirmSetting(
    db,
    world.deps,
    "photo-spec",
    named("来自新版本"),
    `passport.${randomUUID()}`,
  );
  const specs = [storedOwnSpec(both, named("甲"))];
  const listed = await specsOf(openHandlers({ specs, faults: [] }));
  expect(listed[0]).toMatchObject({ spec: { id: "chsi-blue" }, isShipped: true });
  const own = listed.filter(({ isShipped }) => !isShipped);
  expect(own.map(({ spec, isRetired }) => [spec.id, spec.name.zh, isRetired])).toEqual([
    [confirmed, "丙", true],
    [both, "甲", false],
  ]);
  expect(own[0]?.spec.limits).toEqual(blue.limits);
});

test("counts the open projects that use a spec, for a school only its own", async () => {
  await world.addProject();
  const countFor = async (schoolCode: string) => {
    const admin = staffCall(
      await world.addStaff("school-admin", schoolCode),
      "school-admin",
      schoolCode,
    );
    return (await specsOf(handlers, admin))[0]?.projects;
  };
  expect((await specsOf())[0]?.projects).toBe(1);
  await world.addSchool({ code: "10558", name: "中山大学" });
  expect([await countFor("10559"), await countFor("10558")]).toEqual([1, 0]);
});

test("a spec that was proposed before specs were files can be declined, but not confirmed; the history has it", async () => {
  const [id, subject] = [randomUUID(), `chsi-blue.${randomUUID()}`];
  const value = named("从前的提议");
  const change = {
    item: "photo-spec",
    subject,
    before: { ...value, name: { zh: "", en: "" } },
    value,
  } as const;
  await db.insert(configurationChanges).values({
    ...{ id, ...change, why: sealWhy(world.deps.sealer, id, "测试"), state: "proposed" },
    ...{ proposedBy: proposer, proposedAt: world.deps.clock() },
  });
  const params = { changeId: id };
  expect(await handlers.confirmConfiguration({ params }, operator)).toMatchObject({
    refused: "configuration-unfit",
  });
  const body = { why: "改用文件" };
  expect(accepted(await handlers.declineConfiguration({ params, body }, operator))).toMatchObject({
    label: { zh: "自定义规格：从前的提议" },
    before: { zh: "—" },
    after: { zh: "从前的提议" },
  });
  const { settings } = accepted(await handlers.readConfiguration({}, operator));
  expect(settings.map(({ item }) => item)).not.toContain("photo-spec");
  const proposal = { item: "photo-spec", subject, value, seen: null, why: "再来" };
  expect(routeDefinitions.proposeConfiguration.body.safeParse(proposal).success).toBe(false);
});
