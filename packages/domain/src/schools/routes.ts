/** Routes for students that search for a school, its education categories and its open project. */
import { z } from "zod";
import {
  bilingualSchema,
  customerService,
  fen,
  id,
  instant,
  openCode,
  schoolCode,
  token,
  tone,
  typedText,
} from "../core/fields.ts";
import { allRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";

const everyone = allRoles.filter((role) => role !== "system");

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
    answers: z.object({ schools: z.array(z.object(school)), customerService: customerService.nullable() }),
  },
  readSchool: {
    summary: { zh: "院校开放的学历类别", en: "The education categories a school offers, with their project's state" },
    roles: everyone,
    params: z.object({ schoolCode }),
    answers: z.object({
      ...school,
      categories: z.array(
        z.object({
          category: openCode,
          label: bilingualSchema,
          project: z.object({
            state: openCode,
            label: bilingualSchema,
            tone,
            opensAt: instant,
            closesAt: instant,
          }),
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
