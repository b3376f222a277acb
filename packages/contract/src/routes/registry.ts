/** Batches of photos for the registry, as an operator sees them. */
import { z } from "zod";
import type { RouteName } from "../route-table.ts";
import { reasonSchema } from "./collections.ts";
import { id, instant, openCode, pageCursor, pageLimit } from "./fields.ts";
import type { RouteDefinition } from "./route.ts";

const count = z.int().min(0);

const batch = {
  batchId: id,
  /** queued, sent or settled. */
  state: openCode,
  /** The registry's, of the upload. */
  receipt: z.string().nullable(),
  /** Since the last success. */
  tries: count,
  lastFault: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  settledAt: instant.nullable(),
  counts: z.object({ open: count, accepted: count, refused: count }),
};

export const registryRoutes = {
  listRegistryBatches: {
    summary: { zh: "上网批次", en: "Batches for the registry, latest first" },
    roles: ["operator"],
    query: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    answers: z.object({ batches: z.array(z.object(batch)), next: z.string().nullable() }),
    errors: [],
  },
  readRegistryBatch: {
    summary: { zh: "查看上网批次", en: "One batch with every photo's answer" },
    roles: ["operator"],
    params: z.object({ batchId: id }),
    answers: z.object({
      ...batch,
      items: z.array(
        z.object({
          itemId: id,
          collectionId: id,
          attemptId: id,
          state: openCode,
          receipt: z.string().nullable(),
          reason: reasonSchema.nullable(),
          /** Our own findings on the matter that was refused. */
          findingIds: z.array(openCode),
          settledAt: instant.nullable(),
        }),
      ),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
