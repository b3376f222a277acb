/** Rows of `review_tasks` for tests that need a leased or decided photo without running a review. */
import { randomUUID } from "node:crypto";
import type { reviewTasks } from "../infra/db/schema/index.ts";

type Row = typeof reviewTasks.$inferInsert;
type Input = Partial<Row> &
  Pick<Row, "collectionId" | "attemptId"> & { readonly reviewerId: string };

const leaseMs = 300_000;

/** Returns a submission that is leased since `takenAt`. */
export const leasedTask = (fields: Input & { readonly takenAt: Date }): Row => ({
  id: randomUUID(),
  kind: "submission",
  createdAt: fields.takenAt,
  submittedAt: fields.takenAt,
  dueAt: fields.takenAt,
  dueCertain: true,
  endsAt: new Date(fields.takenAt.getTime() + leaseMs),
  ...fields,
});

/** Returns a submission that was leased and decided at `at`. */
export const decidedTask = (
  fields: Input & { readonly at: Date; readonly decision: NonNullable<Row["decision"]> },
): Row => ({
  ...leasedTask({ ...fields, takenAt: fields.at }),
  decisionId: fields.decisionId ?? randomUUID(),
  madeAt: fields.at,
  lookMs: fields.lookMs ?? 2000,
});
