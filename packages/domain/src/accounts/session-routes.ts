/** Where a student is signed in: told to every device of theirs, ended by each. */
import { z } from "zod";
import { lastFour } from "../codes/routes.ts";
import { id, instant } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { accountPaths } from "./paths.ts";

export const accountSessionRoutes = {
  proveAccount: {
    summary: {
      zh: "核验本人：导出、删除、退出采集之前，输入证件号后四位",
      en: "Prove anew whose the account is, by the last four of the ID number, before data are taken out or deleted",
    },
    roles: ["student"],
    body: z.object({ lastFour }),
    answers: z.object({ provenUntil: instant }),
    errors: ["last-four-wrong", "last-four-locked"],
  },
  listAccountSessions: {
    summary: { zh: "我在哪些设备上登录", en: "Where I am signed in, the one used last first" },
    roles: ["student"],
    answers: z.object({
      sessions: z.array(
        z.object({
          accountSessionId: id,
          createdAt: instant,
          lastSeenAt: instant,
          expiresAt: instant,
          /** Such as `Chrome, Windows`; null when it did not say. */
          device: z.string().nullable(),
          current: z.boolean(),
          /** It began after this session, whose holder has not said yet that they know of it. */
          isNews: z.boolean(),
        }),
      ),
    }),
    errors: [],
  },
  acknowledgeAccountSessions: {
    summary: { zh: "这些登录都是我本人", en: "The sessions until then are known to me" },
    roles: ["student"],
    body: z.object({ seenUntil: instant }),
    answers: z.object({}),
    errors: [],
  },
  endAccountSession: {
    summary: { zh: "退出一台设备的登录", en: "End one session of mine" },
    roles: ["student"],
    params: z.object({ accountSessionId: id }),
    answers: z.object({}),
    errors: ["not-found"],
  },
  endOtherAccountSessions: {
    summary: { zh: "退出其他所有设备的登录", en: "End every session of mine but this one" },
    roles: ["student"],
    answers: z.object({ ended: z.int().min(0) }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof accountPaths, RouteDefinition>>;
