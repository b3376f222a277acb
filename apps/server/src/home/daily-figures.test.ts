import { beijingDay } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { reviewTasks } from "../infra/db/schema/index.ts";
import { openPayWorld } from "../payments/testing/pay-world.ts";
import { refundActs } from "../payments/testing/refund-acts.ts";
import { decidedTask } from "../testing/review-task-rows.ts";
import { readDailyFigures } from "./daily-figures.ts";

const world = await openPayWorld();
const { db, deps } = world;
const { startRefund, settle } = refundActs(world);
const { addStaff, addMade } = openAttemptWorld(db);
const dayMs = 24 * 3_600_000;
const none = { decisions: 0, rejections: 0, paidFen: 0, refundedFen: 0 };

test("counts decisions and money by day, and lists the days without any", async () => {
  const refunded = await world.addPaid();
  const { collectionId } = await world.addPaid({ feeFen: 3500 });
  await startRefund(refunded.order.orderId);
  await settle();
  const [reviewerId, attemptId] = [await addStaff("reviewer"), await addMade(collectionId)];
  const now = deps.clock();
  const decide = (decision: "approve" | "reject", daysAgo: number) => {
    const at = new Date(now.getTime() - daysAgo * dayMs);
    const reasons = decision === "reject" ? ["glasses"] : [];
    return decidedTask({ collectionId, attemptId, reviewerId, at, decision, reasons });
  };
  const undone = { ...decide("reject", 0), undoneAt: now };
  const decided = [
    decide("approve", 0),
    decide("reject", 0),
    decide("reject", 1),
    decide("approve", 8),
    undone,
  ];
  await db.insert(reviewTasks).values(decided);
  const { days } = routeDefinitions.readDailyFigures.answers.parse(await readDailyFigures(deps));
  expect(days).toHaveLength(7);
  const { day, ...today } = days.at(-1) ?? {};
  expect(day).toBe(beijingDay(now.getTime()));
  expect(today).toEqual({ decisions: 2, rejections: 1, paidFen: 6000, refundedFen: 2500 });
  expect(days.at(-2)).toMatchObject({ ...none, decisions: 1, rejections: 1 });
  expect(days[0]).toMatchObject(none);
});
