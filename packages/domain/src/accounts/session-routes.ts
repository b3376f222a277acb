/** Sessions of a student: each signed-in device can list all of them and end any. */
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
          /** For example `Chrome, Windows`; null if the client sent no device information. */
          device: z.string().nullable(),
          current: z.boolean(),
          /** True if this session began after the current one and the user has not yet acknowledged it. */
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
