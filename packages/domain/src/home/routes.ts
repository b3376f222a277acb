/** What waits for whoever asks and for how long, and the first steps of an installation. */
import { z } from "zod";
import { bilingualSchema, openCode, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { homePaths } from "./paths.ts";
import { waitingRoles } from "./waiting-kinds.ts";

export const staffHomeRoutes = {
  readWaiting: {
    summary: { zh: "等待处理的事项", en: "What waits for whoever asks, of every kind that their role is told of" },
    roles: waitingRoles,
    answers: z.object({
      waiting: z.array(
        z.object({
          kind: openCode,
          label: bilingualSchema,
          tone,
          count: z.int().min(0),
          /** How long the oldest has waited; null where none does, or it is due in the future. */
          oldestS: z.number().min(0).nullable(),
          /** The page of the console that shows it; null: others act on it. */
          place: z.string().nullable(),
          /** Of which project, where it is told project by project. */
          project: bilingualSchema.nullable(),
        }),
      ),
    }),
    errors: [],
  },
  readFirstSteps: {
    summary: { zh: "开通准备：还缺什么", en: "What a new installation still needs before students can begin" },
    roles: ["operator"],
    answers: z.object({
      steps: z.array(z.object({ step: openCode, label: bilingualSchema, why: bilingualSchema, done: z.boolean() })),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof homePaths, RouteDefinition>>;
