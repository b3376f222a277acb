/** Routes for projects. A draft changes freely; in a confirmed project, terms that students agreed to are fixed. */
import { z } from "zod";
import {
  bilingualSchema,
  chosenInstant,
  fen,
  id,
  instant,
  openCode,
  optionalWrittenText,
  pageQuery,
  schoolCode,
  typedText,
} from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allRefundRules } from "../payments/refund-states.ts";
import { photoSpecId } from "../photo-standard/spec-schemas.ts";
import { allEducationCategories, projectList } from "./lists.ts";

const staffEntryRoutesParams = z.object({ projectId: id });
const staffEntryRoutesRoles = ["school-admin", "operator"] as const;

/** Entry points of a project or school for students: a mini-program code for WeChat, and a link for any browser. */
export const staffEntryRoutes = {
  readProjectEntries: {
    summary: {
      zh: "项目与学校的入口链接，学生打开后学校已选好",
      en: "The links that lead to a project and to its school, which is chosen already where they lead",
    },
    roles: staffEntryRoutesRoles,
    params: staffEntryRoutesParams,
    answers: z.object({ projectLink: z.url(), schoolLink: z.url() }),
    errors: ["not-found"],
  },
  downloadMiniProgramCode: {
    summary: {
      zh: "下载小程序码",
      en: "The mini-program code of a project, or of its school, as a picture",
    },
    roles: staffEntryRoutesRoles,
    params: staffEntryRoutesParams,
    query: z.object({ of: z.enum(["project", "school"]) }),
    answers: z.object({}),
    errors: ["not-found", "wechat-unavailable"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const terms = {
  category: z.enum(allEducationCategories),
  graduationYear: z.int().min(2000).max(2999),
  feeFen: fen.max(100_000),
  opensAt: chosenInstant,
  closesAt: chosenInstant,
  specId: photoSpecId,
  /** `fileMinBytes` and `fileMaxBytes` must lie within the spec's `widestFile`, or within `file` where it has none. */
  fileMinBytes: z.int().min(1).max(10_000_000),
  fileMaxBytes: z.int().min(1).max(10_000_000),
  albumAllowed: z.boolean(),
  /** Students may try photos on their own phone before they pay. Not part of the terms. */
  tryBeforePay: z.boolean(),
  /** Photos without findings may be reviewed on a contact sheet. */
  sheetReview: z.boolean(),
  /** A photo whose metadata gives an older date gets a warning. */
  photoMaxAgeDays: z.int().min(30).max(3650),
  /** null: unlimited. */
  attemptsLimit: z.int().min(1).max(1000).nullable(),
  /** Duration of a review in working days. */
  reviewDays: z.int().min(1).max(30),
  /** Days after the end of the project. */
  retentionDays: z.int().min(1).max(3650),
  refundRule: z.enum(allRefundRules),
  hotline: typedText(40),
  /** Text for the students of the project; may be empty. */
  notice: optionalWrittenText(2000),
  /** Clothing rules in addition to the photo rules. */
  clothing: optionalWrittenText(60),
  /** Caption under each printed photo, for prints by the school and the student; may be empty. */
  printCaption: optionalWrittenText(60),
  /** Date by which students should confirm the photo at CHSI; null: the school sets none. Used for a reminder. */
  imageCheckBy: chosenInstant.nullable(),
};

/** Hash of the terms; changes whenever a term changes. */
const version = z.string().regex(/^[0-9a-f]{64}$/);

const params = z.object({ projectId: id });
const roles = ["school-admin", "operator"] as const;

const staffProjectSchema = itemOf(projectList, {
  projectId: id,
  schoolCode: z.string(),
  ...terms,
  category: openCode,
  specId: openCode,
  refundRule: openCode,
  refundRuleLabel: bilingualSchema,
  /** `draft`, `upcoming`, `open` or `closed`. */
  state: openCode,
  /** null: a draft, hidden from students. With started `collections`, the terms that students agreed to are fixed. */
  confirmedAt: instant.nullable(),
  version,
});

export const staffProjectRoutes = {
  listProjects: {
    summary: {
      zh: "采集项目列表，先截止的在前，已结束的在后；学校管理员只看到本校，院系管理员看到本校项目和本院系的人数",
      en: "Projects, the soonest end first and closed ones last; a school administrator sees the own school's alone, one of a department with that department's numbers",
    },
    roles: projectList.roles,
    query: z.object({
      ...filtersOf(projectList),
      /** The code of the school, or part of its name, alias or pinyin. */
      text: typedText(60).optional(),
      schoolCode: schoolCode.optional(),
      ...pageQuery,
    }),
    answers: z.object({ projects: z.array(staffProjectSchema), next: z.string().nullable() }),
  },
  readProjectDefaults: {
    summary: { zh: "新项目先填好的内容", en: "What a new project starts with" },
    roles,
    answers: z.object({ refundRule: openCode }),
  },
  readProject: {
    summary: { zh: "采集项目", en: "One project" },
    roles: projectList.roles,
    params,
    answers: staffProjectSchema,
    errors: ["not-found"],
  },
  createProject: {
    summary: {
      zh: "新建采集项目（草稿，确认后对学生可见）",
      en: "Add a project: a draft until it is confirmed",
    },
    roles,
    body: z.object({
      schoolCode,
      ...terms,
      /** Default: the rule that operators have set for new projects. */
      refundRule: terms.refundRule.optional(),
    }),
    answers: staffProjectSchema,
    errors: [
      "school-not-found",
      "project-exists",
      "project-window-reversed",
      "image-check-before-project",
      "print-caption-letters",
      "file-window-outside-spec",
      "album-not-for-kind",
      "photo-spec-not-offered",
    ],
  },
  changeProject: {
    summary: {
      zh: "修改采集项目；已有学生开始后，约定的条件不能再改，只有运营管理员能为之后开始的学生换规格",
      en: "Change a project; once students have started, what they agreed to stays; an operator alone can choose another spec for those to come",
    },
    roles,
    params,
    /** `version`: of the terms that the caller saw and changes. */
    body: z.object({ ...terms, version }),
    answers: staffProjectSchema,
    errors: [
      "not-found",
      "project-changed",
      "project-exists",
      "project-window-reversed",
      "image-check-before-project",
      "print-caption-letters",
      "file-window-outside-spec",
      "album-not-for-kind",
      "photo-spec-not-offered",
      "project-terms-fixed",
      "project-window-past",
      "project-attempts-lowered",
      "project-review-slower",
    ],
  },
  confirmProject: {
    summary: { zh: "确认项目，对学生可见", en: "Confirm a draft: students see it from now on" },
    roles,
    params,
    answers: staffProjectSchema,
    errors: ["not-found"],
  },
  copyProject: {
    summary: {
      zh: "复制为下一届：日期顺延一年，毕业年份加一，待确认",
      en: "Copy for the next year: dates a year later, graduation year plus one, a draft until confirmed",
    },
    roles,
    params,
    answers: staffProjectSchema,
    errors: ["not-found", "project-exists", "photo-spec-not-offered"],
  },
  discardProject: {
    summary: { zh: "丢弃草稿", en: "Discard a draft" },
    roles,
    params,
    answers: z.object({}),
    errors: ["not-found", "project-confirmed"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
