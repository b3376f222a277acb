/** Common steps of refund tests: start, decide and complete a refund as staff, change the state of the collection. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { moveCollection } from "../../core/collection/move-collection.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { refunds } from "../../infra/db/schema/index.ts";
import { staffCall } from "../../testing/calls.ts";
import type { PayWorld } from "./pay-world.ts";

const student = { role: "student", id: randomUUID() } as const;
const reviewer = { role: "reviewer", id: randomUUID() } as const;
const system = { role: "system", id: null } as const;
const actors = { upload: student, made: system, submit: student, approve: reviewer } as const;

export function refundActs({ deps, handlers, work, passTime, deliver }: PayWorld) {
  const service = staffCall(randomUUID(), "service");
  const finance = staffCall(randomUUID(), "finance");
  return {
    finance,
    decide: (refundId: string, call = finance) =>
      handlers.confirmRefund(
        { params: { refundId }, body: { outcome: { decision: "confirm" } } },
        call,
      ),
    decline: (refundId: string, reason: string) =>
      handlers.confirmRefund(
        { params: { refundId }, body: { outcome: { decision: "decline", reason } } },
        finance,
      ),
    startRefund: (orderId: string, call = service) =>
      handlers.startRefund({ params: { orderId }, body: { reason: "因故不拍" } }, call),
    /**
     * Requests the refund and lets WeChat Pay complete it. The service then learns the result from a query or a
     * notification.
     */
    settle: async (): Promise<void> => {
      await work("give-refund");
      await passTime(20);
      await deliver();
      await work("give-refund");
    },
    refundsOf: (orderId: string) =>
      deps.db.select().from(refunds).where(eq(refunds.orderId, orderId)),
    move: (collectionId: string, move: keyof typeof actors, input = {}) =>
      inTransaction(deps.db, (tx) =>
        moveCollection(tx, deps.clock, {
          collectionId,
          move,
          actor: actors[move],
          details: { attempt: "attempt", ...input },
        }),
      ),
  };
}
