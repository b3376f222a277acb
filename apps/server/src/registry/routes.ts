/** Handlers for operators who supervise the batches. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, count, eq, inArray } from "drizzle-orm";
import { accountOf, handlersOf, refuse } from "../core/call.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { byTime, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { registryBatches, registryItems } from "../infra/db/schema/index.ts";
import { type EvidenceDeps, giveEvidence, readIdentityCheck } from "./identity-check.ts";
import { listIdentityChecks } from "./list-identity-checks.ts";
import { listRegistryRefusals, readRegistryFindings } from "./registry-findings.ts";
import { type TakeEvidenceDeps, takeEvidence } from "./take-evidence.ts";

type BatchRow = typeof registryBatches.$inferSelect;
type Counts = RouteAnswer<"readRegistryBatch">["counts"];

export type RegistryHandlerDeps = EvidenceDeps & TakeEvidenceDeps;

export const registryHandlers = (deps: RegistryHandlerDeps) =>
  handlersOf({
    readIdentityCheck: ({ params }, call) =>
      readIdentityCheck(deps.db, accountOf(call), params.collectionId),
    giveEvidence: ({ params, query: { evidenceKind: kind }, receivePicture }, call) =>
      giveEvidence(deps, { ...params, accountId: accountOf(call), kind, receivePicture }),
    listIdentityChecks: ({ params, query }, call) =>
      listIdentityChecks(deps, params.projectId, query, call),
    takeEvidence: ({ params }, call) => takeEvidence(deps, params.collectionId, call),
    ...batchHandlers(deps.db),
  });

const batchHandlers = (db: Database) =>
  handlersOf({
    readRegistryFindings: ({ query }) => readRegistryFindings(db, query),
    listRegistryRefusals: ({ query }) => listRegistryRefusals(db, query),

    listRegistryBatches: async ({ query }) => {
      const { rows, next } = await readPage(query, {
        key: byTime("latest-first", registryBatches.createdAt, registryBatches.id),
        select: ({ whereNext, order, limit }) =>
          db
            .select()
            .from(registryBatches)
            .where(whereNext)
            .orderBy(...order)
            .limit(limit),
        keyOf: ({ createdAt, id }) => ({ at: createdAt, id }),
      });
      const counts = await countItems(
        db,
        rows.map(({ id }) => id),
      );
      return { batches: rows.map((row) => presentBatch(row, counts(row.id))), next };
    },

    readRegistryBatch: async ({ params: { batchId } }) => {
      const [row] = await db.select().from(registryBatches).where(eq(registryBatches.id, batchId));
      if (!row) return refuse("not-found", {});
      const ofBatch = eq(registryItems.batchId, batchId);
      const items = await db
        .select()
        .from(registryItems)
        .where(ofBatch)
        .orderBy(asc(registryItems.id));
      const counts = await countItems(db, [batchId]);
      return {
        ...presentBatch(row, counts(batchId)),
        items: items.map(
          ({ id, collectionId, attemptId, state, receipt, reason, findingIds, settledAt }) => ({
            itemId: id,
            collectionId,
            attemptId,
            state,
            receipt,
            reason: reason === null ? null : reasonWords(reason),
            findingIds,
            settledAt: settledAt?.toISOString() ?? null,
          }),
        ),
      };
    },
  });

async function countItems(
  db: Database,
  batchIds: readonly string[],
): Promise<(batchId: string) => Counts> {
  const rows =
    batchIds.length === 0
      ? []
      : await db
          .select({ batchId: registryItems.batchId, state: registryItems.state, count: count() })
          .from(registryItems)
          .where(inArray(registryItems.batchId, [...batchIds]))
          .groupBy(registryItems.batchId, registryItems.state);
  return (batchId) => {
    const of = (state: (typeof rows)[number]["state"]): number =>
      rows.find((row) => row.batchId === batchId && row.state === state)?.count ?? 0;
    return { open: of("open"), accepted: of("accepted"), refused: of("refused") };
  };
}

const presentBatch = (
  { id, state, receipt, tries, lastFault, createdAt, sentAt, settledAt }: BatchRow,
  counts: Counts,
) => ({
  batchId: id,
  state,
  receipt,
  tries,
  lastFault,
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
  settledAt: settledAt?.toISOString() ?? null,
  counts,
});
