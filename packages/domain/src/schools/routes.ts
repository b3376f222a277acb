/** Routes of schools: search by students, the list of the operators, import from a sheet. */
import { z } from "zod";
import {
  bilingualSchema,
  customerService,
  fen,
  id,
  instant,
  openCode,
  pageLimit,
  plannedRow,
  province,
  schoolCode,
  sheetCell,
  token,
  tone,
  typedText,
} from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import { everyone } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { schoolList } from "./lists.ts";

const school = {
  schoolCode,
  name: z.string(),
  /** null if the school has no published English name. */
  nameEn: z.string().nullable(),
};

/** Terms of a project; a collection stores its own frozen copy. */
export const projectSchema = z.object({
  projectId: id,
  schoolCode,
  schoolName: z.string(),
  category: openCode,
  categoryLabel: bilingualSchema,
  graduationYear: z.int(),
  opensAt: instant,
  closesAt: instant,
  feeFen: fen,
  specId: openCode,
  /** Purpose of the photos. */
  kindLabel: bilingualSchema,
  albumAllowed: z.boolean(),
  /** Students may try photos on the phone before they pay; no photo leaves the phone. */
  tryBeforePay: z.boolean(),
  /** Maximum age of the photo in days, by the date in its metadata. */
  photoMaxAgeDays: z.int().min(1),
  /** null: unlimited. */
  attemptsLimit: z.int().min(1).nullable(),
  /** Duration of a review in working days. */
  reviewDays: z.int().min(0),
  refundRule: bilingualSchema,
  customerService,
  /** The school's text for its students; may be empty. */
  notice: z.string(),
  /** The school's clothing rules in addition to the photo rules; empty: none. */
  clothing: z.string(),
  /** Caption under the photo on a print sheet; may be empty. */
  printCaption: z.string(),
  /** Date by which the school wants the photo confirmed at CHSI; null: none is set. */
  imageCheckBy: instant.nullable(),
});

export const schoolRoutes = {
  findSchools: {
    summary: {
      zh: "按名称、简称、拼音首字母查找院校",
      en: "Find schools by name, alias or pinyin initials, nearest first",
    },
    roles: everyone,
    query: z.object({
      query: typedText(60),
      limit: z.coerce.number<number | string>().int().min(1).max(50).default(10),
    }),
    /** `customerService`: for students who do not find their school; null until operators have set a hotline. */
    answers: z.object({
      schools: z.array(z.object(school)),
      customerService: customerService.nullable(),
    }),
  },
  readSchool: {
    summary: {
      zh: "院校开放的学历类别",
      en: "The education categories a school offers, with their project's state",
    },
    roles: everyone,
    params: z.object({ schoolCode }),
    answers: z.object({
      ...school,
      categories: z.array(
        z.object({
          category: openCode,
          label: bilingualSchema,
          /** The open ones, the first to close first; otherwise the one that opens next or closed last. */
          projects: z.array(
            z.object({
              graduationYear: z.int(),
              state: openCode,
              label: bilingualSchema,
              tone,
              opensAt: instant,
              closesAt: instant,
            }),
          ),
        }),
      ),
      customerService,
    }),
    errors: ["school-not-found"],
  },
  readOpenProject: {
    summary: { zh: "正在采集的项目", en: "The open project of a school and category" },
    roles: everyone,
    params: z.object({ schoolCode, category: z.string().regex(/^[a-z-]{1,40}$/) }),
    answers: projectSchema,
    errors: ["school-not-found", "category-not-offered", "project-not-open", "project-closed"],
  },
  readScene: {
    summary: {
      zh: "小程序码所指的院校与学历类别",
      en: "The school, and the category, that a mini-program code leads to; not found where the project has closed",
    },
    roles: everyone,
    params: z.object({ scene: token(32) }),
    /** `category` null: applies to all categories of the school. */
    answers: z.object({ schoolCode, category: openCode.nullable() }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** Rows of one imported sheet. */
const mostSchoolsAtOnce = 500;

const importCells = {
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

const importBody = z.object({ rows: z.array(z.object(importCells)).min(1).max(mostSchoolsAtOnce) });

export const schoolImportRoutes = {
  planSchoolImport: {
    summary: {
      zh: "批量导入院校前的预览",
      en: "What an import of schools would do, row by row; nothing is written",
    },
    roles: ["operator"],
    body: importBody,
    answers: z.object({ rows: z.array(plannedRow(importCells)) }),
  },
  importSchools: {
    summary: {
      zh: "批量导入院校：全部写入，或一行不写",
      en: "Add and change many schools: all of them, or none while a row is faulty",
    },
    roles: ["operator"],
    body: importBody,
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

const staffSchoolSchema = itemOf(schoolList, {
  pinyinInitials: z.string(),
  province: openCode.nullable(),
});

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
    summary: {
      zh: "院校已有学生的院系",
      en: "The departments of a school that have students, those with most first",
    },
    roles: ["operator", "school-admin"],
    params: z.object({ schoolCode }),
    /** Department names as in the registry's data, in the spelling used for most students. */
    answers: z.object({
      departments: z.array(z.object({ department: z.string(), students: z.int().min(1) })),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
