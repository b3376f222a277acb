/** Finding the school, its education categories and the open project. */
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
import type { RouteDefinition } from "../core/route.ts";
import type { schoolPaths } from "./paths.ts";

const everyone = allRoles.filter((role) => role !== "system");

const school = {
  schoolCode,
  name: z.string(),
  /** null where the school publishes none. */
  nameEn: z.string().nullable(),
};

/** What a project promises; a collection keeps its own frozen copy. */
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
  /** What the photos are for. */
  kindLabel: bilingualSchema,
  albumAllowed: z.boolean(),
  /** The student may try photos on the phone before paying; nothing leaves it. */
  tryBeforePay: z.boolean(),
  /** Taken no longer ago, by the date in the file. */
  photoMaxAgeDays: z.int().min(1),
  /** null: as many as the student likes. */
  attemptsLimit: z.int().min(1).nullable(),
  /** Working days a review takes. */
  reviewDays: z.int().min(0),
  refundRule: bilingualSchema,
  customerService,
  /** What the school tells its students, in its own words; may be empty. */
  notice: z.string(),
  /** What the school asks of the clothes beyond the rules; empty: nothing. */
  clothing: z.string(),
  /** What the school wants to stand under the photo on a print sheet; may be empty. */
  printCaption: z.string(),
  /** By when the school wants the photo confirmed at CHSI; null: it names no day. */
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
    errors: [],
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
    /** `category` null: of the whole school. */
    answers: z.object({ schoolCode, category: openCode.nullable() }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<keyof typeof schoolPaths, RouteDefinition>>;
