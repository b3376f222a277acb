/** Attempts that wait for a job nobody has: after a restored backup, or an end that could not be written. */
import { and, eq, lte } from "drizzle-orm";
import { inTransaction } from "../../infra/db/database.ts";
import { attempts } from "../../infra/db/schema/index.ts";
import type { Sweep } from "../../infra/sweep.ts";
import type { PhotoNeeds } from "./photo-needs.ts";

type LostNeeds = Pick<PhotoNeeds, "db" | "clock" | "queue">;

/** Longer than a photo takes with every retry, unless many wait: then its job is still there. */
const waitsMs = 600_000;
const batch = 100;

async function giveJobsAgain({ db, clock, queue }: LostNeeds): Promise<number> {
  const since = new Date(clock().getTime() - waitsMs);
  const isWaiting = and(eq(attempts.state, "processing"), lte(attempts.createdAt, since));
  const waiting = await db.select({ id: attempts.id }).from(attempts).where(isWaiting).limit(batch);
  let given = 0;
  for (const { id } of waiting) {
    given += await inTransaction(db, async (tx) => {
      const [attempt] = await tx
        .select({ id: attempts.id })
        .from(attempts)
        .where(and(eq(attempts.id, id), isWaiting))
        .for("update", { skipLocked: true });
      if (!attempt || (await queue.isUnderWay(tx, "standardize-photo", "attemptId", id))) return 0;
      await queue.enqueue(tx, "standardize-photo", { attemptId: id });
      return 1;
    });
  }
  return given;
}

export const photoSweeps = (needs: LostNeeds): readonly Sweep[] => [
  { name: "give-lost-jobs-again", everyMs: 300_000, run: () => giveJobsAgain(needs) },
];
