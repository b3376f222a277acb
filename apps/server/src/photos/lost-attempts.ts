/** Attempts that wait for a job nobody has: after a restored backup, or an end that could not be written. */
import { and, asc, eq, lte } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";
import type { Sweep } from "../infra/sweep.ts";
import type { PhotoDeps } from "./deps.ts";

type LostDeps = Pick<PhotoDeps, "db" | "clock" | "queue">;

/** Longer than a photo takes with every retry, unless many wait: then its job is still there. */
const waitsMs = 600_000;
const batch = 1000;

async function giveJobsAgain({ db, clock, queue }: LostDeps): Promise<number> {
  const since = new Date(clock().getTime() - waitsMs);
  const isWaiting = and(eq(attempts.state, "processing"), lte(attempts.createdAt, since));
  // All of them: however many wait with their job, those without are found.
  const waiting = await db.select({ id: attempts.id }).from(attempts).where(isWaiting).orderBy(asc(attempts.createdAt));
  let given = 0;
  for (let from = 0; from < waiting.length; from += batch) {
    const ids = waiting.slice(from, from + batch).map(({ id }) => id);
    const underWay = await queue.findUnderWay(db, "standardize-photo", "attemptId", ids);
    for (const id of ids) if (!underWay.has(id)) given += await giveJobAgain(id);
  }
  return given;

  function giveJobAgain(id: string): Promise<number> {
    return inTransaction(db, async (tx) => {
      const [attempt] = await tx
        .select({ id: attempts.id })
        .from(attempts)
        .where(and(eq(attempts.id, id), isWaiting))
        .for("update", { skipLocked: true });
      if (!attempt || (await queue.findUnderWay(tx, "standardize-photo", "attemptId", [id])).has(id)) return 0;
      await queue.enqueue(tx, "standardize-photo", { attemptId: id });
      return 1;
    });
  }
}

export const photoSweeps = (deps: LostDeps): readonly Sweep[] => [
  { name: "give-lost-jobs-again", everyMs: 300_000, run: () => giveJobsAgain(deps) },
];
