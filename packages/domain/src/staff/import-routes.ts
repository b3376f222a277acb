/** Many accounts of staff at once, out of a sheet. */
import { z } from "zod";
import { bilingualSchema } from "../core/fields.ts";
import { allImportFates } from "../core/import-fates.ts";
import { plannedRow, sheetCell } from "../core/import-rows.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { staffPaths } from "./paths.ts";

/** Each gets a password, whose hash takes the machine a moment. */
export const mostStaffAtOnce = 200;

const cells = {
  /** Empty: one is proposed from the pinyin of the name. */
  username: sheetCell,
  name: sheetCell,
  /** In words or as its code. */
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
    /** One for each row, in their order. */
    answers: z.object({
      rows: z.array(
        z.object({
          username: z.string(),
          name: z.string(),
          roleLabel: bilingualSchema,
          schoolName: z.string().nullable(),
          fate: z.enum(allImportFates),
          /** Shown once, kept as a hash alone; null where no account was made. */
          initialPassword: z.string().nullable(),
        }),
      ),
    }),
    errors: ["import-faulty"],
  },
} as const satisfies Partial<Record<keyof typeof staffPaths, RouteDefinition>>;
