import { randomUUID } from "node:crypto";
import { staffRoles, waitingRoles } from "@gradphoto/domain";
import { eq, ne } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Call } from "../core/call.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import type { Database } from "../infra/db/database.ts";
import {
  billDays,
  honeypots,
  paymentDifferences,
  refunds,
  reviewTasks,
  serviceCaseHandOvers,
  serviceCases,
  staff,
  staffPosts,
} from "../infra/db/schema/index.ts";
import { openReviewWorld } from "../reviews/testing/review-world.ts";
import { openServiceDeskWorld } from "../service-desk/testing/service-desk-world.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { decidedTask } from "../testing/review-task-rows.ts";
import { readWaiting } from "./read-waiting.ts";

const {
  db,
  world,
  withHold,
  handlersWithHold,
  sampled,
  reviewer,
  otherReviewer,
  senior,
  take,
  addSubmission,
  addLeased,
} = await openReviewWorld();
const desk = await openServiceDeskWorld();
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const waitingIn = async (of: Database, clock: () => Date, call: Call) => {
  const { waiting } = await readWaiting(
    { db: of, clock, configuration: createConfiguration() },
    call,
  );
  return Object.fromEntries(
    waiting.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]),
  );
};
const toReview = (call: Call) => waitingIn(db, world.deps.clock, call);
const toCall = (call: Call) => waitingIn(desk.db, desk.world.deps.clock, call);

test("every role except auditors and province administrators has waiting work", () => {
  expect(staffRoles.filter((role) => !waitingRoles.includes(role))).toEqual([
    "province-admin",
    "auditor",
  ]);
});

describe("waiting work of a reviewer", () => {
  test("counts all, overdue and due reviews of the reviewer's queue, including leased ones, without escalated ones", async () => {
    await addSubmission();
    const handed = await addSubmission();
    expect(await toReview(reviewer)).toEqual({ reviews: 2 });
    await take(reviewer, 2);
    accepted(await withHold.escalate(handed.collectionId, reviewer));
    expect(await toReview(senior)).toEqual({ reviews: 2, "reviews-for-senior": 1 });
    world.passTime(10 * dayMs);
    const overdue = { reviews: 1, "reviews-overdue": 1 };
    expect(await toReview(otherReviewer)).toEqual(overdue);
    expect(await toReview(senior)).toEqual({
      reviews: 2,
      "reviews-overdue": 2,
      "reviews-for-senior": 1,
    });
    expect(await take(otherReviewer)).toHaveLength(1);
    expect(await toReview(otherReviewer)).toEqual(overdue);
    expect(await toReview(reviewer), "a colleague who goes away is no news").toEqual(overdue);
  });

  test("excludes a rejected collection while it is held", async () => {
    const { collectionId } = await addSubmission();
    world.passTime(10 * dayMs);
    await take(otherReviewer);
    accepted(await withHold.reject(collectionId, otherReviewer));
    expect(await toReview(reviewer)).toEqual({});
  });

  test("excludes a senior's own escalation while another senior is available", async () => {
    const staffId = reviewer.caller.staffId ?? "";
    const post = {
      id: randomUUID(),
      staffId,
      role: "senior-reviewer",
      addedAt: world.deps.clock(),
    } as const;
    await db.insert(staffPosts).values(post);
    const asSenior = staffCall(staffId, "senior-reviewer");
    const { collectionId } = await addLeased(reviewer);
    accepted(await withHold.escalate(collectionId, reviewer));
    const escalated = { reviews: 1, "reviews-for-senior": 1 };
    expect(await toReview(senior)).toEqual(escalated);
    expect(await toReview(asSenior)).toEqual({});
    await db.update(staff).set({ disabledAt: world.deps.clock() }).where(ne(staff.id, staffId));
    expect(await toReview(asSenior)).toEqual(escalated);
    await db.update(staff).set({ disabledAt: null });
    await db.delete(staffPosts);
  });

  test("includes a decision that a senior recalled, for three days and only for its reviewer", async () => {
    const made = await addLeased(reviewer);
    sampled.add("secondLook");
    const { decisionId } = accepted(await withHold.approve(made.collectionId, reviewer));
    expect(await toReview(senior)).toEqual({ "second-looks": 1 });
    expect(await toReview(reviewer)).toEqual({});
    const look = await withHold.takeLook(senior);
    if (!look) throw new Error("No second look waits");
    const otherSenior = staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer");
    expect(await toReview(otherSenior)).toEqual({});
    accepted(await withHold.decideTask(look, senior, { outcome: "reject", reasons: ["glasses"] }));
    accepted(await handlersWithHold.recallDecision({ params: { decisionId } }, senior));
    expect(await toReview(reviewer)).toEqual({ "decisions-recalled": 1 });
    expect(await toReview(otherReviewer)).toEqual({});
    expect(await toReview(senior)).toEqual({ reviews: 1 });
    world.passTime(4 * dayMs);
    expect(await toReview(reviewer)).not.toHaveProperty("decisions-recalled");
  });

  test("excludes second looks at a senior's own decision", async () => {
    const made = await addLeased(senior);
    sampled.add("secondLook");
    accepted(await withHold.approve(made.collectionId, senior));
    expect(await toReview(senior)).toEqual({});
  });
});

test("seniors see each active reviewer whose contact sheets are withdrawn since their last answer", async () => {
  const { collectionId, attemptId } = await addSubmission();
  const failHoneypots = async (by: Call, count: number) => {
    for (let number = 0; number < count; number++) {
      const [honeypotId, reviewerId, at] = [
        randomUUID(),
        by.caller.staffId ?? "",
        world.deps.clock(),
      ];
      const of = { collectionId, attemptId };
      const added = { addedBy: reviewerId, createdAt: at, endedAt: at };
      await db.insert(honeypots).values({ id: honeypotId, ...of, decision: "reject", ...added });
      const answer = { kind: "honeypot", honeypotId, decision: "approve", onSheet: true } as const;
      await db.insert(reviewTasks).values(decidedTask({ ...of, reviewerId, at, ...answer }));
    }
  };
  await failHoneypots(reviewer, 5);
  await failHoneypots(otherReviewer, 4);
  expect(await toReview(senior)).toEqual({ reviews: 1, "sheets-withdrawn": 1 });
  expect(await toReview(reviewer)).toEqual({ reviews: 1 });
  world.passTime(hourMs);
  await failHoneypots(otherReviewer, 1);
  const { waiting } = await readWaiting(
    { db, clock: world.deps.clock, configuration: createConfiguration() },
    senior,
  );
  expect(waiting.find(({ kind }) => kind === "sheets-withdrawn")).toMatchObject({
    count: 2,
    oldestS: 3600,
    place: "/review-quality",
  });
  const whereReviewer = eq(staff.id, reviewer.caller.staffId ?? "");
  await db.update(staff).set({ disabledAt: world.deps.clock() }).where(whereReviewer);
  expect(await toReview(senior)).toEqual({ reviews: 1, "sheets-withdrawn": 1 });
  await db.update(staff).set({ disabledAt: null }).where(whereReviewer);
});

test("customer service sees its own due call-backs and open cases handed over by colleagues", async () => {
  const { world: service, service: me, serviceId } = desk;
  const colleagueId = await service.addStaff("service");
  const colleague = staffCall(colleagueId, "service");
  const now = service.deps.clock();
  const { collectionId } = await service.addPaid(desk.projectId);
  const add = async (ownerId: string, dueInMs: number) => {
    const id = randomUUID();
    const question = service.deps.sealer.seal("来电", {
      column: "service_cases.question",
      rowId: id,
    });
    const dueAt = new Date(now.getTime() + dueInMs);
    const row = { id, collectionId, ownerId, openedBy: ownerId, openedAt: now, question, dueAt };
    await desk.db.insert(serviceCases).values(row);
    return id;
  };
  await add(serviceId, -hourMs);
  await add(serviceId, hourMs);
  await add(serviceId, 3 * dayMs);
  expect(await toCall(me)).toEqual({ "cases-overdue": 1, "cases-due-today": 1 });
  expect(await toCall(colleague)).toEqual({});
  const caseId = await add(serviceId, 3 * dayMs);
  const note = { staffId: colleagueId, note: "请接手", revision: 1 };
  const { revision } = accepted(
    await desk.handlers.handOverServiceCase({ params: { caseId }, body: note }, me),
  );
  expect(await toCall(colleague)).toEqual({ "cases-handed-over": 1 });
  expect(await toCall(me)).toEqual({ "cases-overdue": 1, "cases-due-today": 1 });
  const handedOver = accepted(
    await desk.handlers.listServiceCases({ query: { whose: "handed-over", limit: 50 } }, colleague),
  );
  expect(handedOver.cases.map((one) => one.caseId)).toEqual([caseId]);
  expect(
    accepted(
      await desk.handlers.listServiceCases({ query: { whose: "handed-over", limit: 50 } }, me),
    ).cases,
  ).toEqual([]);
  accepted(
    await desk.handlers.closeServiceCase({ params: { caseId }, body: { revision } }, colleague),
  );
  expect(await toCall(colleague)).toEqual({});
  expect(await desk.db.$count(serviceCaseHandOvers)).toBe(1);
});

test("finance sees refunds started by others, requested or abnormal refunds, and differences", async () => {
  const [own, colleague] = [staffCall(randomUUID(), "finance"), staffCall(randomUUID(), "finance")];
  const addRefund = async (
    state: "requested" | "waiting" | "abnormal" | "succeeded",
    startedBy: string | null,
  ) => {
    const { collectionId } = await desk.world.addPaid(desk.projectId);
    const { id: orderId } = await desk.addOrder(collectionId);
    const started = startedBy && {
      startedBy,
      startedByRole: "finance" as const,
      startedAt: desk.world.deps.clock(),
    };
    const id = randomUUID();
    const outRefundNo = id.replaceAll("-", "");
    await desk.db.insert(refunds).values({
      ...{
        id,
        orderId,
        outRefundNo,
        state,
        cause: "requested",
        amountFen: 2500,
        requestedByRole: "student",
      },
      ...{ createdAt: desk.world.deps.clock(), ...started },
    });
  };
  await addRefund("waiting", own.caller.staffId);
  await addRefund("waiting", colleague.caller.staffId);
  await addRefund("waiting", null);
  await addRefund("requested", null);
  await addRefund("abnormal", own.caller.staffId);
  await addRefund("succeeded", colleague.caller.staffId);
  const bill = { provider: "wechat-pay", day: "2027-03-01" } as const;
  await desk.db.insert(billDays).values({ ...bill, state: "open" });
  const [discoveredAt, settledAt] = [desk.world.deps.clock(), desk.world.deps.clock()];
  const difference = {
    ...bill,
    kind: "payment-missing-there",
    outRefundNo: "",
    discoveredAt,
  } as const;
  await desk.db.insert(paymentDifferences).values([
    { ...difference, id: randomUUID(), outTradeNo: "1" },
    { ...difference, id: randomUUID(), outTradeNo: "2", settledAt, settledBy: randomUUID() },
  ]);
  const also = { "refunds-requested": 1, "refunds-abnormal": 1, "differences-open": 1 };
  expect(await toCall(own)).toEqual({ "refunds-waiting": 2, ...also });
  expect(await toCall(staffCall(randomUUID(), "finance"))).toEqual({
    "refunds-waiting": 3,
    ...also,
  });
});
