/**
 * Idempotency keys. A retry with the same key returns the stored response instead of repeating the work, even after a
 * restart.
 */
import { createHash } from "node:crypto";
import { and, eq, isNull, lt } from "drizzle-orm";
import { z } from "zod";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Database } from "../infra/db/database.ts";
import { idempotencyKeys } from "../infra/db/schema/index.ts";
import type { Sealed } from "../infra/sealing/seal.ts";

/** Time after which a request in progress has died with its process. None of these routes takes that long. */
const inWorkMs = 30_000;
const retentionMs = 24 * 3_600_000;

export interface IdempotentRequest {
  readonly accountId: string;
  readonly key: string;
  /** All data that distinguishes the request. */
  readonly request: unknown;
}

/**
 * Runs `work` or returns the stored response. A refusal changed nothing, so the same key may be used again after it.
 */
export type RunOnce = (act: IdempotentRequest, work: () => Promise<object>) => Promise<object>;

/** Stored response. It may contain names, so it is sealed. */
const stored = z.object({ sealed: z.templateLiteral(["sealed:", z.string()]) });

type Deps = Pick<ServiceDeps, "db" | "clock" | "sealer">;

export const createRunOnce = ({ db, clock, sealer }: Deps): RunOnce => {
  const placeOf = ({ accountId, key }: IdempotentRequest) => ({
    column: "idempotency_keys.answer",
    rowId: `${accountId}:${key}`,
  });

  /** Claims the key. Returns null when this call may do the work. */
  async function claim(
    act: IdempotentRequest,
    requestSha256: string,
    createdAt: Date,
  ): Promise<object | null> {
    const { accountId, key } = act;
    const whereThisKey = and(
      eq(idempotencyKeys.accountId, accountId),
      eq(idempotencyKeys.key, key),
    );
    const row = { accountId, key, requestSha256, createdAt };
    const claimed = await db.insert(idempotencyKeys).values(row).onConflictDoNothing().returning();
    if (claimed.length > 0) return null;
    const [earlier] = await db.select().from(idempotencyKeys).where(whereThisKey);
    // The other request released the key just now.
    if (!earlier) return refuse("idempotency-in-progress", {});
    if (earlier.requestSha256 !== requestSha256) return refuse("idempotency-key-reused", {});
    if (earlier.answer !== null) return unseal(stored.parse(earlier.answer).sealed, act);
    const cutOff = new Date(createdAt.getTime() - inWorkMs);
    const taken = await db
      .update(idempotencyKeys)
      .set({ createdAt })
      .where(
        and(whereThisKey, isNull(idempotencyKeys.answer), lt(idempotencyKeys.createdAt, cutOff)),
      )
      .returning();
    return taken.length > 0 ? null : refuse("idempotency-in-progress", {});
  }

  const unseal = (sealed: Sealed, act: IdempotentRequest): object =>
    z.record(z.string(), z.unknown()).parse(JSON.parse(sealer.open(sealed, placeOf(act))));

  return async (act, work) => {
    const requestSha256 = createHash("sha256").update(JSON.stringify(act.request)).digest("hex");
    const createdAt = clock();
    const previous = await claim(act, requestSha256, createdAt);
    if (previous) return previous;
    const own = and(
      eq(idempotencyKeys.accountId, act.accountId),
      eq(idempotencyKeys.key, act.key),
      eq(idempotencyKeys.createdAt, createdAt),
    );
    let answer: object | Refusal | null = null;
    try {
      answer = await work();
    } finally {
      if (answer === null || isRefusal(answer)) await db.delete(idempotencyKeys).where(own);
    }
    if (!isRefusal(answer)) {
      const sealed = sealer.seal(JSON.stringify(answer), placeOf(act));
      await db.update(idempotencyKeys).set({ answer: { sealed } }).where(own);
    }
    return answer;
  };
};

export async function deleteOldIdempotencyKeys(db: Database, now: Date): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - retentionMs)));
}
