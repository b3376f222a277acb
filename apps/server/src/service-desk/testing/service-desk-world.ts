/** Test environment with a school, an open project, customer service staff, and orders. */
import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect } from "vitest";
import { openAttemptWorld } from "../../collections/testing/attempt-world.ts";
import { orders } from "../../infra/db/schema/index.ts";
import { createRateLimits } from "../../infra/rate-limit.ts";
import { accepted, staffCall } from "../../testing/calls.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { serviceDeskHandlers } from "../routes.ts";

export const params = (collectionId: string) => ({ params: { collectionId } });

export async function openServiceDeskWorld() {
  const database = await openTestDatabase();
  const { db } = database;
  const world = openAttemptWorld(db);
  const handlers = serviceDeskHandlers({
    ...world.deps,
    rateLimits: createRateLimits(world.deps),
    resendStatus: async () => ({ refusal: null, message: null }),
    refundStatus: async () => ({ refusal: null, order: null }),
  });
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  const serviceId = await world.addStaff("service");
  const service = staffCall(serviceId, "service");

  return {
    ...database,
    world,
    projectId,
    handlers,
    serviceId,
    service,
    read: async (collectionId: string) => {
      const answer = accepted(
        await handlers.readCollectionForService(params(collectionId), service),
      );
      expect(() => routeDefinitions.readCollectionForService.answers.parse(answer)).not.toThrow();
      return answer;
    },
    addNote: async (collectionId: string, note: string, call = service) =>
      accepted(await handlers.addServiceNote({ ...params(collectionId), body: { note } }, call)),
    /** Adds a paid order of 25 yuan. */
    addOrder: async (collectionId: string, id: string = randomUUID()) => {
      const now = world.deps.clock();
      const times = { createdAt: now, expiresAt: new Date(now.getTime() + 1000) };
      const paid = {
        state: "paid",
        counts: true,
        transactionId: id.replace(/\D/g, "").padEnd(28, "4"),
        paidAt: now,
      } as const;
      const outTradeNo = id.replaceAll("-", "");
      const row = {
        id,
        collectionId,
        outTradeNo,
        provider: "wechat-pay",
        channel: "native",
        appid: "wx",
        amountFen: 2500,
      } as const;
      const [order] = await db
        .insert(orders)
        .values({ ...row, ...paid, ...times })
        .returning();
      if (!order) throw new Error("no order");
      return order;
    },
  };
}
