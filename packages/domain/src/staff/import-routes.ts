/** Routes that import many staff accounts from a sheet. */
import { z } from "zod";
import { bilingualSchema } from "../core/fields.ts";
import { allImportFates } from "../core/import-fates.ts";
import { plannedRow, sheetCell } from "../core/import-rows.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { staffPaths } from "./paths.ts";

/** Upper bound, because hashing a password for each account takes time. */
export const mostStaffAtOnce = 200;

const cells = {
  /** Empty: a user name is proposed from the pinyin of the name. */
  username: sheetCell,
  name: sheetCell,
  /** The label or the code of the role. */
  role: sheetCell,
  schoolCode: sheetCell,
};

const body = z.object({ rows: z.array(z.object(cells)).min(1).max(mostStaffAtOnce) });

export const staffImportRoutes = {
  planStaffImport: {
    summary: { zh: "批量导入员工前的预览", en: "What an import of staff would do, row by row; nothing is written" },
    roles: ["operator"],
    body,
    answers: z.object({ rows: z.array(plannedRow(cells)) }),
    errors: [],
  },
  importStaff: {
    summary: {
      zh: "批量新建员工，取得初始密码；有误时一行不写",
      en: "Create many accounts and get their initial passwords; none while a row is faulty",
    },
    roles: ["operator"],
    body,
    /** One result for each row, in the same order. */
    answers: z.object({
      rows: z.array(
        z.object({
          username: z.string(),
          name: z.string(),
          roleLabel: bilingualSchema,
          schoolName: z.string().nullable(),
          fate: z.enum(allImportFates),
          /** Displayed once, only its hash is stored; null if no account was created. */
          initialPassword: z.string().nullable(),
        }),
      ),
    }),
    errors: ["import-faulty"],
  },
} as const satisfies Partial<Record<keyof typeof staffPaths, RouteDefinition>>;
