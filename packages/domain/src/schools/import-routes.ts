/** Routes that import many schools from a sheet. */
import { z } from "zod";
import { typedText } from "../core/fields.ts";
import { plannedRow, sheetCell } from "../core/import-rows.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { schoolPaths } from "./paths.ts";

export const mostSchoolsAtOnce = 500;

const cells = {
  schoolCode: sheetCell,
  name: sheetCell,
  /** One cell may contain several, separated by 、 or another mark. */
  aliases: sheetCell,
  pinyin: sheetCell,
  hotline: sheetCell,
  serviceHours: sheetCell,
  /** The name or the code of the province. */
  province: sheetCell,
};

const body = z.object({ rows: z.array(z.object(cells)).min(1).max(mostSchoolsAtOnce) });

export const schoolImportRoutes = {
  planSchoolImport: {
    summary: { zh: "批量导入院校前的预览", en: "What an import of schools would do, row by row; nothing is written" },
    roles: ["operator"],
    body,
    answers: z.object({ rows: z.array(plannedRow(cells)) }),
    errors: [],
  },
  importSchools: {
    summary: {
      zh: "批量导入院校：全部写入，或一行不写",
      en: "Add and change many schools: all of them, or none while a row is faulty",
    },
    roles: ["operator"],
    body,
    answers: z.object({ created: z.int().min(0), changed: z.int().min(0), same: z.int().min(0) }),
    errors: ["import-faulty"],
  },
  spellSchool: {
    summary: { zh: "院校名称的拼音", en: "A school's name in pinyin" },
    roles: ["operator"],
    body: z.object({ name: typedText(60) }),
    /** Empty if no character has a pinyin. */
    answers: z.object({ pinyin: z.string() }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof schoolPaths, RouteDefinition>>;
