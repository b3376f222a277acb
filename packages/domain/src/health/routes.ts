/** How the service is, in words: every part, what it last did, and what to do about it. */
import { z } from "zod";
import { bilingualSchema, instant, openCode, tone } from "../core/fields.ts";
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
          /** Outside systems of this part that an operator may check. `last`: how each was when last checked; null: never. */
          checks: z.array(
            z.object({
              connection: openCode,
              label: bilingualSchema,
              last: z.object({ at: instant, label: bilingualSchema, tone }).nullable(),
            }),
          ),
        }),
      ),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof healthPaths, RouteDefinition>>;
