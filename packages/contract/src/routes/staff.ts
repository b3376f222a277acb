/** Signing in to the console, and the person behind a staff session; `signOut` ends it. */
import { z } from "zod";
import { staffRoles } from "../roles.ts";
import type { RouteName } from "../route-table.ts";
import { bilingualSchema } from "../schemas.ts";
import { id, instant, openCode, typedText } from "./fields.ts";
import type { RouteDefinition } from "./route.ts";

export const staffAccountSchema = z.object({
  staffId: id,
  username: z.string(),
  name: z.string(),
  role: openCode,
  roleLabel: bilingualSchema,
  /** Of staff who see one school alone. */
  school: z.object({ schoolCode: z.string(), name: z.string() }).nullable(),
});

export const staffRoutes = {
  staffSignIn: {
    summary: { zh: "员工登录：密码与动态码", en: "Sign in to the console with password and one-time code" },
    roles: ["anonymous", ...staffRoles],
    body: z.object({
      username: typedText(64),
      // As it was typed: blanks and full-width forms belong to it.
      password: z
        .string()
        .min(1)
        .max(200)
        .refine((text) => !text.includes("\0")),
      oneTimeCode: typedText(12).regex(/^\d{6}$/),
    }),
    answers: z.object({ token: z.string(), expiresAt: instant, account: staffAccountSchema }),
    errors: ["staff-sign-in-refused", "staff-sign-in-locked"],
  },
  readStaffAccount: {
    summary: { zh: "我的员工账号", en: "The staff member behind the session" },
    roles: staffRoles,
    answers: staffAccountSchema,
    errors: [],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
