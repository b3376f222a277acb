/** How the service is, in words: every part, what it last did, and what to do about it. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { healthPaths } from "./paths.ts";

export const staffHealthRoutes = {
  readHealth: {
    summary: { zh: "系统状态", en: "The state of every part of the service" },
    roles: ["operator"],
    answers: z.object({
      checkedAt: instant,
      /** The loudest of all parts. */
      tone,
      label: bilingualSchema,
      parts: z.array(
        z.object({
          part: openCode,
          label: bilingualSchema,
          tone,
          /** What was found. */
          says: bilingualSchema,
          /** null where there is nothing to do. */
          todo: bilingualSchema.nullable(),
        }),
      ),
      processes: z.array(
        z.object({
          processId: id,
          kind: openCode,
          kindLabel: bilingualSchema,
          host: z.string(),
          startedAt: instant,
          seenAt: instant,
          /** Heard of within the last minute. */
          alive: z.boolean(),
          /** Before the database's clock; negative: behind it. */
          clockAheadMs: z.int(),
          memoryBytes: z.int().min(0),
          diskFreeBytes: z.number().min(0).nullable(),
          serviceVersion: z.string(),
        }),
      ),
      versions: z.array(z.object({ what: openCode, label: bilingualSchema, version: z.string() })),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof healthPaths, RouteDefinition>>;
