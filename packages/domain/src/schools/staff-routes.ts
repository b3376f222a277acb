/** Routes with which operators manage schools. */
import { z } from "zod";
import { openCode, pageLimit, province, schoolCode, typedText } from "../core/fields.ts";
import { plannedRow, sheetCell } from "../core/import-rows.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { schoolList } from "./lists.ts";

/** Routes that import many schools from a sheet. */
const mostSchoolsAtOnce = 500;

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
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const facts = {
  name: typedText(60),
  aliases: z.array(typedText(60)).max(20),
  /** Syllables in lower case, such as `ji nan da xue`; the initials are derived from it. */
  pinyin: typedText(300)
    .toLowerCase()
    .regex(/^[a-z]+( [a-z]+)*$/),
  hotline: typedText(40),
  /** For example `09:00–18:00`. */
  serviceHours: typedText(60),
  /** null: unknown, and the school is not part of any province's figures. Absent: unchanged. */
  province: province.nullable().optional(),
};

const staffSchoolSchema = itemOf(schoolList, { pinyinInitials: z.string(), province: openCode.nullable() });

export const staffSchoolRoutes = {
  listSchools: {
    summary: { zh: "院校列表", en: "Schools by code" },
    roles: schoolList.roles,
    query: z.object({
      ...filtersOf(schoolList),
      limit: pageLimit,
      /** `next` of the previous page. */
      after: schoolCode.optional(),
    }),
    answers: z.object({ schools: z.array(staffSchoolSchema), next: schoolCode.nullable() }),
  },
  createSchool: {
    summary: { zh: "新建院校", en: "Add a school" },
    roles: ["operator"],
    body: z.object({ schoolCode, ...facts }),
    answers: staffSchoolSchema,
    errors: ["school-exists"],
  },
  changeSchool: {
    summary: { zh: "修改院校", en: "Change a school" },
    roles: ["operator"],
    params: z.object({ schoolCode }),
    body: z.object(facts),
    answers: staffSchoolSchema,
    errors: ["school-not-found"],
  },
  listDepartments: {
    summary: { zh: "院校已有学生的院系", en: "The departments of a school that have students, those with most first" },
    roles: ["operator"],
    params: z.object({ schoolCode }),
    /** Department names as in the registry's data, in the spelling used for most students. */
    answers: z.object({ departments: z.array(z.object({ department: z.string(), students: z.int().min(1) })) }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
