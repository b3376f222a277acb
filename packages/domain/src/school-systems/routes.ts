/** Routes that a school's own systems call with an API key. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, pageLimit } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { changeKinds } from "./changes.ts";

const roles = ["school-system"] as const;
const people = z.int().min(0);
const project = {
  projectId: id,
  categoryLabel: bilingualSchema,
  graduationYear: z.int(),
  opensAt: instant,
  closesAt: instant,
};
/** `expected` null: the school has not entered a number. */
const group = {
  expected: people.nullable(),
  total: people,
  completed: people,
  states: z.array(z.object({ state: openCode, count: people })),
};

/** Position in the feed: `next` of the previous page. */
const cursor = z.string().regex(/^\d{1,15}$/);

const student = z.object({
  studentNumber: z.string(),
  name: z.string(),
  department: z.string(),
  major: z.string(),
  className: z.string(),
});

const change = z.object({
  collectionId: id,
  projectId: id,
  /** `shared`: the student consented to the school. `deleted`: delete what you hold. */
  kind: z.enum(changeKinds),
  /** State after this change; null for `deleted`. */
  state: openCode.nullable(),
  stateLabel: bilingualSchema.nullable(),
  at: instant,
  /** null for `deleted`. */
  student: student.nullable(),
  /** Reasons of a refusal by a reviewer or by CHSI; otherwise empty. */
  reasons: z.array(z.object({ code: openCode, label: bilingualSchema })),
  /** Finished photo of a completed collection. */
  photo: z.object({ sha256: z.string(), bytes: z.int().min(1) }).nullable(),
});

const sampleId = (last: number): string => `0191e3a0-7c1f-4abc-8def-01234567890${last}`;

const completed = {
  ...{ collectionId: sampleId(1), projectId: sampleId(2), kind: "state", state: "completed" },
  stateLabel: { zh: "采集完成", en: "Completed" },
  at: "2027-03-01T02:00:00.000Z",
  student: {
    studentNumber: "2023000001",
    name: "测试甲",
    department: "文学院",
    major: "汉语言文学",
    className: "一班",
  },
  reasons: [],
  photo: { sha256: "0".repeat(64), bytes: 30_720 },
};
const deleted = {
  ...completed,
  kind: "deleted",
  state: null,
  stateLabel: null,
  student: null,
  photo: null,
};

export const schoolSystemRoutes = {
  readSystemProjects: {
    summary: { zh: "密钥可用的采集项目", en: "Projects that the key covers" },
    roles,
    answers: z.object({ projects: z.array(z.object(project)) }),
    example: {
      projects: [
        {
          projectId: sampleId(2),
          categoryLabel: { zh: "普通本科", en: "Regular undergraduate" },
          graduationYear: 2027,
          opensAt: "2027-03-01T00:00:00.000Z",
          closesAt: "2027-09-01T00:00:00.000Z",
        },
      ],
    },
  },
  readSystemProgress: {
    summary: {
      zh: "一个项目按院系和班级的进度",
      en: "Progress of a project by department and class",
    },
    roles,
    query: z.object({ projectId: id }),
    answers: z.object({
      ...group,
      departments: z.array(z.object({ department: z.string(), ...group })),
      classes: z.array(z.object({ department: z.string(), className: z.string(), ...group })),
    }),
    errors: ["not-found"],
  },
  readSystemChanges: {
    summary: {
      zh: "cursor 之后的变更，按提交先后；每条恰好一次",
      en: "Changes after the cursor in the order of their commits, each exactly once",
    },
    roles,
    query: z.object({ cursor: cursor.default("0"), limit: pageLimit }),
    /** `next`: the cursor of the next page, also when there is none yet. */
    answers: z.object({ changes: z.array(change), next: cursor, more: z.boolean() }),
    example: { changes: [completed, deleted], next: "1042", more: false },
  },
  readSystemPhoto: {
    summary: { zh: "一位学生的成品照片", en: "Finished photo of one student" },
    roles,
    params: z.object({ collectionId: id }),
    answers: z.object({}),
    errors: ["not-found"],
  },
  readSystemPhotos: {
    summary: {
      zh: "一页变更的成品照片，ZIP，文件名是 collectionId",
      en: "Finished photos of one page of changes as a ZIP, named by collectionId",
    },
    roles,
    /** The cursor of the page, and its `next`. */
    query: z.object({ cursor: cursor.default("0"), through: cursor }),
    answers: z.object({}),
    errors: ["school-page-too-large"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
