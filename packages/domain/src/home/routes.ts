/** Routes for the caller's pending work, the figures of the last days, and the first steps of an installation. */
import { z } from "zod";
import { bilingualSchema, fen, openCode, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { waitingRoles } from "./waiting-kinds.ts";

const amount = z.int().min(0);

export const staffHomeRoutes = {
  readWaiting: {
    summary: {
      zh: "等待处理的事项",
      en: "Pending items for the caller, of every kind that their role is notified of",
    },
    roles: waitingRoles,
    answers: z.object({
      waiting: z.array(
        z.object({
          kind: openCode,
          label: bilingualSchema,
          tone,
          count: z.int().min(0),
          /** Age in seconds of the oldest item; null if nothing waits, or it is due in the future. */
          oldestS: z.number().min(0).nullable(),
          /** The page of the console that lists it; null: other roles act on it. */
          place: z.string().nullable(),
          /** The project, for kinds that are listed per project. */
          project: bilingualSchema.nullable(),
        }),
      ),
    }),
  },
  readDailyFigures: {
    summary: {
      zh: "近七天的审核与收退款",
      en: "Decisions and money of each of the last seven days, today last",
    },
    roles: ["operator", "finance"],
    answers: z.object({
      days: z.array(
        z.object({
          day: z.iso.date(),
          decisions: amount,
          rejections: amount,
          paidFen: fen,
          refundedFen: fen,
        }),
      ),
    }),
  },
  readFirstSteps: {
    summary: {
      zh: "开通准备：还缺什么",
      en: "What a new installation still needs before students can begin",
    },
    roles: ["operator"],
    answers: z.object({
      steps: z.array(
        z.object({
          step: openCode,
          label: bilingualSchema,
          why: bilingualSchema,
          done: z.boolean(),
        }),
      ),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
