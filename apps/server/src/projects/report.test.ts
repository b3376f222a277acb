import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { reviewTasks } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { decidedTask } from "../testing/review-task-rows.ts";
import { openProjectWorld } from "./testing/project-world.ts";

const { db, world, handlers, admin, create, params } = await openProjectWorld();
const hourMs = 3_600_000;

const report = async (projectId: string) => {
  const answer = accepted(await handlers.readProjectReport(params(projectId), admin));
  expect(() => routeDefinitions.readProjectReport.answers.parse(answer)).not.toThrow();
  return answer;
};

test("the report of a project without students is empty", async () => {
  const { projectId } = await create();
  const none = { students: 0, medianS: null, ninetiethS: null };
  expect(await report(projectId)).toEqual({
    photos: 0,
    checks: [],
    reviewers: [],
    registry: [],
    times: {
      startToSubmit: none,
      submitToDecision: none,
      approvalToRegistry: none,
      startToCompletion: none,
    },
  });
});

test("counts photos by each failed check, and rejections by each reason that students were notified of", async () => {
  const [{ projectId }, otherProject] = [await create(), await create()];
  for (let count = 0; count < 2; count++)
    await world.addRefused((await world.addPaid(projectId)).collectionId);
  await world.addRefused((await world.addPaid(otherProject.projectId)).collectionId);
  const { collectionId, attemptId } = await world.addApproved(projectId, { blur: "pass" });
  const reviewerId = await world.addStaff("reviewer");
  const [at, undoneAt, heldUntil] = [world.deps.clock(), world.deps.clock(), world.deps.clock()];
  const rejection = { collectionId, attemptId, reviewerId, at, decision: "reject" } as const;
  const first = decidedTask({ ...rejection, reasons: ["glasses", "background"] });
  await db
    .insert(reviewTasks)
    .values([
      first,
      decidedTask({ ...rejection, reasons: ["glasses"] }),
      decidedTask({ ...rejection, reasons: ["clothing"], undoneAt }),
      decidedTask({ ...rejection, reasons: ["clothing"], heldUntil }),
      decidedTask({ ...rejection, reasons: ["clothing"], kind: "second-look", ofTaskId: first.id }),
    ]);
  const { photos, checks, reviewers } = await report(projectId);
  expect(photos).toBe(3);
  expect(checks).toMatchObject([{ code: "blur", count: 2, label: { zh: expect.any(String) } }]);
  expect(reviewers).toMatchObject([
    { code: "glasses", count: 2 },
    { code: "background", count: 1 },
  ]);
});

test("counts each student once per step, and reports the median and the 90th percentile", async () => {
  const { projectId } = await create();
  for (const hours of [1, 2, 10]) {
    const { collectionId } = await world.addPaid(projectId);
    world.passTime(hours * hourMs);
    const attempt = await world.addMade(collectionId);
    await world.move(collectionId, "submit", "student", { attempt });
    world.passTime(hourMs);
    await world.move(
      collectionId,
      "reject",
      "reviewer",
      { reason: { serverText: "x" } },
      await world.addStaff("reviewer"),
    );
  }
  const { startToSubmit, submitToDecision, startToCompletion } = (await report(projectId)).times;
  expect(startToSubmit).toMatchObject({ students: 3, medianS: 2 * 3600 });
  expect(startToSubmit.ninetiethS).toBeCloseTo(8.4 * 3600, 3);
  expect(submitToDecision).toEqual({ students: 3, medianS: 3600, ninetiethS: 3600 });
  expect(startToCompletion).toEqual({ students: 0, medianS: null, ninetiethS: null });
});
