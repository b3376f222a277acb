/** Routes for the tasks of a reviewer: lease, read, return and release, for all kinds of tasks. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import { reasonSchema } from "../collections/routes.ts";
import { bilingualSchema, id, instant, openCode, pageQuery, schoolCode } from "../core/fields.ts";
import { itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { reportSchema } from "../photo-standard/schemas.ts";
import { leaseList } from "./lists.ts";
import { reviewerReasonCodes } from "./review-reasons.ts";
import { maxLeasedTasks, taskQueues } from "./task-kinds.ts";

const params = z.object({ taskId: id });
const reviewers = ["reviewer", "senior-reviewer"] as const;
const amount = z.int().min(0);
const waiting = { waiting: amount, dueToday: amount, overdue: amount };

export const pastDecisionSchema = z.object({
  decisionId: id,
  attemptId: id,
  decision: openCode,
  reasons: z.array(reasonSchema),
  words: z.string().nullable(),
  at: instant,
  undone: z.boolean(),
});

/** One photo to decide. It contains no full name, no ID number, and nothing that discloses the kind of the task. */
export const taskSchema = z.object({
  taskId: id,
  collectionId: id,
  /** End of the caller's exclusive lease; null if the caller only views the task. */
  leaseEndsAt: instant.nullable(),
  /** True if a senior reviewer must decide. */
  forSenior: z.boolean(),
  submittedAt: instant,
  dueAt: instant,
  /** False if the holidays of the year are not published yet. */
  dueCertain: z.boolean(),
  student: maskedStudentSchema,
  /** `clothing`: the school's clothing rules in addition to the photo rules; empty: none. */
  project: z.object({
    projectId: id,
    schoolName: z.string(),
    categoryLabel: bilingualSchema,
    graduationYear: z.int(),
    clothing: z.string(),
  }),
  specId: openCode,
  attempt: z.object({
    attemptId: id,
    number: z.int(),
    source: openCode,
    byRole: openCode,
    createdAt: instant,
  }),
  /** Without findings while the machine's verdict is hidden. */
  report: reportSchema,
  /** True for a random sample until it is decided, so that the reviewer judges independently. */
  machineHidden: z.boolean(),
  /** An earlier, nearly identical photo: `own` if it is the student's, otherwise of another account. null: none. */
  seenBefore: z
    .object({ own: z.boolean(), createdAt: instant, originalUrl: z.string().nullable() })
    .nullable(),
  earlierAttempts: z.array(
    z.object({ attemptId: id, number: z.int(), state: openCode, createdAt: instant }),
  ),
  /** Oldest first. */
  decisions: z.array(pastDecisionSchema),
  /** Reason that the student or the previous reviewer gave for the handover. */
  handedOverBecause: z.string().nullable(),
  /** The move that handed it over: `appeal` by the student, `escalate` by a reviewer, `recall` by a senior reviewer. */
  handedOverBy: openCode.nullable(),
  /** null once the pictures are deleted. */
  pictures: z.object({ originalUrl: z.string().nullable(), photoUrl: z.string().nullable() }),
});

const queue = z.object({
  ...waiting,
  /** Number of waiting tasks that only a senior reviewer may decide. */
  forSenior: amount,
  /** Appeals and second looks that wait for the caller; 0 for reviewers who are not senior. */
  appeals: amount,
  secondLooks: amount,
  projects: z.array(
    z.object({
      projectId: id,
      schoolCode: z.string(),
      schoolName: z.string(),
      categoryLabel: bilingualSchema,
      graduationYear: z.int(),
      ...waiting,
      /** The most frequent reasons in this project, in descending order. */
      mostMissed: z.array(z.enum(reviewerReasonCodes)).max(4),
    }),
  ),
  sheet: z.object({
    /** `withdrawn`: the caller missed too many honeypots on contact sheets. `off`: no project uses contact sheets. */
    state: z.enum(["off", "open", "withdrawn"]),
    waiting: amount,
    /** Minimum time for which each photo must be visible before a contact sheet is decided. */
    leastLookMs: amount,
  }),
});

export const taskRoutes = {
  readReasonAdvice: {
    summary: {
      zh: "各条原因下学生看到的说明",
      en: "What students read under each reason, as operators have set it",
    },
    roles: reviewers,
    answers: z.object({ reasons: z.array(z.object({ code: openCode, advice: bilingualSchema })) }),
  },
  takeTasks: {
    summary: {
      zh: "领取待审：已领的续期，再补足到所需份数；同时告知待审数量",
      en: "Renew what the caller has in hand and fill it up to so many, with how much waits",
    },
    roles: reviewers,
    /**
     * `projectId`: only tasks of this project. `schoolCode`: tasks of all projects of this school.
     * `except`: leased tasks of other projects, whose lease is renewed as well.
     */
    body: z.object({
      queue: z.enum(taskQueues),
      count: z.int().min(1).max(maxLeasedTasks),
      projectId: id.optional(),
      schoolCode: schoolCode.optional(),
      except: z.array(id).max(maxLeasedTasks).optional(),
    }),
    answers: z.object({ tasks: z.array(taskSchema), queue }),
    errors: ["sheet-not-open"],
  },
  listLeases: {
    summary: { zh: "谁手上有哪些待审照片", en: "Who has which submission in hand" },
    roles: leaseList.roles,
    query: z.object(pageQuery),
    answers: z.object({
      tasks: z.array(itemOf(leaseList, { taskId: id })),
      next: z.string().nullable(),
    }),
  },
  readTask: {
    summary: {
      zh: "查看一份送审",
      en: "One task: in hand, decided by the caller, or any for a senior reviewer",
    },
    roles: reviewers,
    params,
    answers: taskSchema,
    errors: ["not-found"],
  },
  readEarlierPhoto: {
    summary: {
      zh: "查看同一学生此前的一张照片",
      en: "An earlier photo of the student whose photo the caller has in hand or decided",
    },
    roles: reviewers,
    params: z.object({ taskId: id, attemptId: id }),
    answers: z.object({
      attemptId: id,
      number: z.int(),
      createdAt: instant,
      /** null once the pictures are deleted. */
      originalUrl: z.string().nullable(),
      photoUrl: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
  lookCloser: {
    summary: {
      zh: "细看：从快审页移到同一位审核员的单张审核",
      en: "Move a task from the caller's contact sheet to their desk",
    },
    roles: reviewers,
    params,
    answers: z.object({ leaseEndsAt: instant }),
    errors: ["review-taken", "review-lease-ended"],
  },
  releaseTask: {
    summary: {
      zh: "放回：留给别人（十分钟内不再给自己），或只是离开一会儿",
      en: "Release a task undecided: to others, who have priority for ten minutes, or to anyone",
    },
    roles: reviewers,
    params,
    body: z.object({ leftTo: z.enum(["others", "anyone"]) }),
    answers: z.object({}),
  },
  endLease: {
    summary: {
      zh: "收回审核占用，放回队列",
      en: "Take a submission out of a reviewer's hand, back into the queue",
    },
    roles: leaseList.roles,
    params,
    answers: z.object({}),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
