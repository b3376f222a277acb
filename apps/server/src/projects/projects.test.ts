import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collectionHandlers } from "../collections/routes.ts";
import { projects } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { aYearLater } from "./terms-refusal.ts";
import { openProjectWorld, terms } from "./testing/project-world.ts";

const { db, pool, world, handlers, admin, other, operator, create, params, change } =
  await openProjectWorld();

test("a new project is a draft until a school confirms it", async () => {
  const project = await create();
  expect(project).toMatchObject({
    state: "draft",
    confirmedAt: null,
    collections: 0,
    schoolName: "暨南大学",
  });
  expect(() => routeDefinitions.createProject.answers.parse(project)).not.toThrow();
  const confirmed = accepted(await handlers.confirmProject(params(project.projectId), admin));
  expect(confirmed).toMatchObject({ state: "open", confirmedAt: world.deps.clock().toISOString() });
  expect(await handlers.discardProject(params(project.projectId), admin)).toMatchObject({
    refused: "project-confirmed",
  });
  const draft = await create();
  expect(await handlers.discardProject(params(draft.projectId), admin)).toEqual({});
  expect(await handlers.readProject(params(draft.projectId), admin)).toMatchObject({
    refused: "not-found",
  });
});

test("a project without a refund rule gets the default for new projects; existing projects retain theirs", async () => {
  const previous = await create();
  await confirmSetting(db, world.deps, "new-project-refund-rule", "until-photo");
  expect(await handlers.readProjectDefaults({}, admin)).toEqual({ refundRule: "until-photo" });
  const { refundRule: _, ...withoutRule } = terms;
  const body = { ...withoutRule, schoolCode: "10559", graduationYear: 2901 };
  expect(accepted(await handlers.createProject({ body }, admin))).toMatchObject({
    refundRule: "until-photo",
  });
  const text = { ...body, graduationYear: 2902, refundRule: "until-submitted" as const };
  expect(accepted(await handlers.createProject({ body: text }, admin))).toMatchObject({
    refundRule: "until-submitted",
  });
  expect(await handlers.readProject(params(previous.projectId), admin)).toMatchObject({
    refundRule: "until-submitted",
  });
});

test("a school admin can access only projects of their own school", async () => {
  const { projectId, version } = await create();
  const body = { ...terms, schoolCode: "10559" };
  expect(await handlers.createProject({ body }, other)).toMatchObject({
    refused: "school-not-found",
  });
  for (const answer of [
    await handlers.readProject(params(projectId), other),
    await handlers.changeProject({ ...params(projectId), body: { ...terms, version } }, other),
    await handlers.confirmProject(params(projectId), other),
    await handlers.copyProject(params(projectId), other),
    await handlers.discardProject(params(projectId), other),
    await handlers.readProjectProgress(params(projectId), other),
    await handlers.readProjectReport(params(projectId), other),
    await handlers.listStalledStudents(
      { ...params(projectId), query: { days: 3, limit: 10 } },
      other,
    ),
  ]) {
    expect(answer).toMatchObject({ refused: "not-found" });
  }
  const seen = accepted(
    await handlers.listProjects({ query: { limit: 100, schoolCode: "10559" } }, other),
  );
  expect(seen.projects).toEqual([]);
  const all = accepted(await handlers.listProjects({ query: { limit: 100 } }, operator));
  expect(all.projects.map((project) => project.projectId)).toContain(projectId);
});

test("refuses invalid terms, and a second project for the same category and year", async () => {
  const project = await create();
  const { projectId } = project;
  const wrong = async (fields: object) => change(projectId, { ...terms, ...fields });
  expect(await wrong({ closesAt: terms.opensAt })).toMatchObject({
    refused: "project-window-reversed",
  });
  expect(await wrong({ imageCheckBy: "2027-02-27T15:59:59.999Z" })).toMatchObject({
    refused: "image-check-before-project",
  });
  expect(await wrong({ printCaption: "毕业快乐🎓" })).toMatchObject({
    refused: "print-caption-letters",
    details: { letters: "🎓" },
  });
  const beyond = { refused: "file-window-outside-spec" };
  expect(await wrong({ fileMaxBytes: 901 * 1024 })).toMatchObject({
    ...beyond,
    details: { minKilobytes: 20, maxKilobytes: 900 },
  });
  expect(await wrong({ specId: "gaokao", fileMaxBytes: 41 * 1024 })).toMatchObject({
    ...beyond,
    details: { minKilobytes: 20, maxKilobytes: 40 },
  });
  expect(await wrong({ fileMinBytes: 41 * 1024, fileMaxBytes: 900 * 1024 })).toMatchObject({
    ...beyond,
    details: { lowerKilobytes: 40 },
  });
  expect(await wrong({ fileMinBytes: 30 * 1024, fileMaxBytes: 25 * 1024 })).toMatchObject({
    refused: "file-window-outside-spec",
  });
  expect(
    await wrong({ fileMinBytes: 39.5 * 1024, fileMaxBytes: 40 * 1024 }),
    "the encoder's maximum",
  ).toMatchObject(beyond);
  const taken = {
    body: { ...terms, feeFen: 2600, schoolCode: "10559", graduationYear: project.graduationYear },
  };
  expect(await handlers.createProject(taken, admin)).toMatchObject({ refused: "project-exists" });
  const second = await create();
  expect(await wrong({ graduationYear: second.graduationYear })).toMatchObject({
    refused: "project-exists",
  });
});

test("an existing caption with an unprintable letter does not block changes to other terms", async () => {
  const { projectId, graduationYear } = await create();
  const printCaption = "毕业快乐🎓";
  await db.update(projects).set({ printCaption }).where(eq(projects.id, projectId));
  const own = { ...terms, graduationYear, printCaption };
  expect(accepted(await change(projectId, { ...own, feeFen: 3000 }))).toMatchObject({
    feeFen: 3000,
    printCaption,
  });
  expect(await change(projectId, { ...own, printCaption: "祝贺🎓" })).toMatchObject({
    refused: "print-caption-letters",
  });
});

test("every term can change until a student starts; then agreed terms are fixed, and the refusal names the reason", async () => {
  const { projectId, graduationYear } = await create();
  const own = { ...terms, graduationYear, feeFen: 3000, specId: "chsi-white" as const };
  expect(accepted(await change(projectId, own))).toMatchObject({
    feeFen: 3000,
    specId: "chsi-white",
  });
  accepted(await handlers.confirmProject(params(projectId), admin));
  await world.addPaid(projectId);
  const wrong = async (fields: object) => change(projectId, { ...own, ...fields });
  for (const fields of [
    { feeFen: 3001 },
    { category: "graduate" },
    { graduationYear: 2999 },
    { specId: "chsi-blue" },
    { fileMinBytes: 21 * 1024 },
    { refundRule: "until-photo" },
    { retentionDays: 364 },
    { photoMaxAgeDays: 180 },
  ]) {
    expect(await wrong(fields), JSON.stringify(fields)).toMatchObject({
      refused: "project-terms-fixed",
    });
  }
  expect(await wrong({ opensAt: "2027-03-02T00:00:00Z" })).toMatchObject({
    refused: "project-window-past",
  });
  expect(await wrong({ closesAt: "2027-03-01T00:00:00Z" })).toMatchObject({
    refused: "project-window-past",
  });
  expect(await wrong({ attemptsLimit: 4 })).toMatchObject({ refused: "project-attempts-lowered" });
  expect(await wrong({ reviewDays: 3 })).toMatchObject({ refused: "project-review-slower" });
  const free = {
    closesAt: "2027-07-31T16:00:00.000Z",
    attemptsLimit: null,
    albumAllowed: false,
    tryBeforePay: true,
    sheetReview: true,
    hotline: "000-0000-0009",
    imageCheckBy: "2027-08-31T15:59:59.999Z",
  };
  expect(accepted(await wrong(free))).toMatchObject({ ...free, collections: 1 });
});

test("refuses the second of two conflicting changes, and the first change is not lost", async () => {
  const { projectId, graduationYear, version } = await create();
  const own = { ...terms, graduationYear };
  const save = (changed: typeof terms, seen: string, call = admin) =>
    handlers.changeProject({ ...params(projectId), body: { ...changed, version: seen } }, call);
  const first = accepted(await save({ ...own, hotline: "000-0000-0008" }, version));
  expect(first.version).not.toBe(version);
  expect(await save({ ...own, notice: "请带学生证" }, version, operator)).toMatchObject({
    refused: "project-changed",
  });
  const now = accepted(await handlers.readProject(params(projectId), operator));
  expect(now).toMatchObject({ hotline: "000-0000-0008", notice: "", version: first.version });
  accepted(await handlers.confirmProject(params(projectId), admin));
  await world.addPaid(projectId);
  const bothChanges = { ...own, hotline: "000-0000-0008", notice: "请带学生证" };
  expect(accepted(await save(bothChanges, now.version, operator))).toMatchObject({
    notice: "请带学生证",
    collections: 1,
  });
});

test("a repeated request to save the same changes succeeds and is written once", async () => {
  const { projectId, graduationYear, version } = await create();
  const body = { ...terms, graduationYear, hotline: "000-0000-0007", version };
  const first = accepted(await handlers.changeProject({ ...params(projectId), body }, admin));
  expect(accepted(await handlers.changeProject({ ...params(projectId), body }, admin))).toEqual(
    first,
  );
  const { rows } = await pool.query(
    "select from audit_entries where subject = $1 and action = 'project-changed'",
    [`project:${projectId}`],
  );
  expect(rows).toHaveLength(1);
});

test("a repeated request to create the same draft succeeds and creates it once", async () => {
  const { refundRule: _, ...withoutRule } = terms;
  const body = { ...withoutRule, schoolCode: "10559", graduationYear: 2903 };
  const first = accepted(await handlers.createProject({ body }, admin));
  expect(accepted(await handlers.createProject({ body }, admin))).toEqual(first);
  const parallelRequest = { body: { ...body, graduationYear: 2904 } };
  const [answer, otherAnswer] = await Promise.all([
    handlers.createProject(parallelRequest, admin),
    handlers.createProject(parallelRequest, operator),
  ]);
  expect(accepted(answer)).toEqual(accepted(otherAnswer));
  const { rows } = await pool.query(
    "select from audit_entries where subject = $1 and action = 'project-created'",
    [`project:${first.projectId}`],
  );
  expect(rows).toHaveLength(1);
  expect(
    await handlers.createProject({ body: { ...body, notice: "请带学生证" } }, admin),
  ).toMatchObject({
    refused: "project-exists",
  });
  accepted(await handlers.confirmProject(params(first.projectId), admin));
  expect(await handlers.createProject({ body }, admin)).toMatchObject({
    refused: "project-exists",
  });
});

test("trying before payment can be switched at any time, and students see the current value", async () => {
  const { projectId, graduationYear } = await create({ tryBeforePay: true });
  accepted(await handlers.confirmProject(params(projectId), admin));
  const { accountId, collectionId } = await world.addPaid(projectId);
  const student = collectionHandlers(world.deps);
  const sentTo = async () =>
    accepted(await student.readCollection({ params: { collectionId } }, studentCall(accountId)));
  expect((await sentTo()).project.tryBeforePay).toBe(true);
  expect(
    accepted(await change(projectId, { ...terms, graduationYear, tryBeforePay: false })),
  ).toMatchObject({
    tryBeforePay: false,
    collections: 1,
  });
  expect((await sentTo()).project.tryBeforePay).toBe(false);
});

test("contact sheets can be switched on and off at any time, also after students have started", async () => {
  const { projectId, graduationYear } = await create();
  accepted(await handlers.confirmProject(params(projectId), admin));
  await world.addPaid(projectId);
  for (const sheetReview of [true, false]) {
    const changed = accepted(await change(projectId, { ...terms, graduationYear, sheetReview }));
    expect(changed).toMatchObject({ sheetReview, collections: 1 });
    expect(await db.select().from(projects).where(eq(projects.id, projectId))).toMatchObject([
      { sheetReview },
    ]);
  }
});

test("copies a project for the next year once, as a draft with dates a year later", async () => {
  const { projectId, graduationYear } = await create({
    notice: "请带学生证",
    tryBeforePay: true,
    sheetReview: true,
    imageCheckBy: "2027-08-31T15:59:59.999Z",
  });
  accepted(await handlers.confirmProject(params(projectId), admin));
  const copy = accepted(await handlers.copyProject(params(projectId), admin));
  expect(copy).toMatchObject({
    graduationYear: graduationYear + 1,
    opensAt: "2028-02-29T16:00:00.000Z",
    closesAt: "2028-06-30T16:00:00.000Z",
    notice: "请带学生证",
    tryBeforePay: true,
    sheetReview: true,
    imageCheckBy: "2028-08-31T15:59:59.999Z",
    state: "draft",
  });
  expect(await handlers.copyProject(params(projectId), admin)).toMatchObject({
    refused: "project-exists",
  });
});

test("one year later is the same Beijing day, and February 28 for February 29", () => {
  expect(aYearLater(new Date("2027-12-31T16:00:00Z")).toISOString()).toBe(
    "2028-12-31T16:00:00.000Z",
  );
  expect(aYearLater(new Date("2028-02-28T16:00:00Z")).toISOString()).toBe(
    "2029-02-27T16:00:00.000Z",
  );
});

test("every project change is in the audit log, with the previous and the new values", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query(
    "select action, details from audit_entries where subject like 'project:%'",
  );
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set([
      "project-created",
      "project-changed",
      "project-confirmed",
      "project-copied",
      "project-discarded",
    ]),
  );
  expect(rows.map(({ details }) => details)).toContainEqual({
    was: { feeFen: 2500, specId: "chsi-blue" },
    value: { feeFen: expect.any(Number), specId: expect.any(String) },
  });
  expect(rows.map(({ details }) => details)).toContainEqual({
    was: { tryBeforePay: true },
    value: { tryBeforePay: false },
  });
});
