/** Health of the service in plain text: every part, its last activity, and the action needed. */
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
      /** The most severe tone of all parts. */
      tone,
      label: bilingualSchema,
      parts: z.array(
        z.object({
          part: openCode,
          label: bilingualSchema,
          tone,
          /** The observed condition. */
          says: bilingualSchema,
          /** null if no action is needed. */
          todo: bilingualSchema.nullable(),
          /**
           * External systems of this part that an operator may test. `last`: result of the last test; null: never
           * tested.
           */
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
