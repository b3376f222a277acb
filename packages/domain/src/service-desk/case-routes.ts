/** Routes for cases of customer service: the caller's question, who calls back by when, and handovers with a note. */
import { z } from "zod";
import {
  bilingualSchema,
  chosenInstant,
  id,
  instant,
  openCode,
  pageQuery,
  writtenText,
} from "../core/fields.ts";
import { itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { serviceCaseList } from "./lists.ts";

const roles = serviceCaseList.roles;
const params = z.object({ caseId: id });

/** Optimistic locking: the update is refused if the case changed since the caller read this revision. */
const revision = z.int().min(1).max(1_000_000);

const dueAt = chosenInstant;

const facts = {
  caseId: id,
  collectionId: id,
  isAssignedToMe: z.boolean(),
  dueAt: instant,
  isOverdue: z.boolean(),
  revision,
};

export const serviceCaseSchema = z.object({
  ...facts,
  question: z.string(),
  owner: z.string(),
  openedBy: z.string(),
  openedAt: instant,
  /** null while it is open. */
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  /** Oldest first. */
  handOvers: z.array(z.object({ at: instant, from: z.string(), to: z.string(), note: z.string() })),
});

const written = z.object({ caseId: id, revision });
const stale = ["not-found", "case-closed", "case-changed-meanwhile"] as const;

export const serviceCaseRoutes = {
  readServiceMacros: {
    summary: { zh: "常用语", en: "Canned answers, as operators have set them" },
    roles,
    answers: z.object({
      macros: z.array(z.object({ code: openCode, label: bilingualSchema, text: bilingualSchema })),
    }),
  },
  listServiceCases: {
    summary: {
      zh: "未办结的工单，最早该回访的在前",
      en: "Open cases, the one that is due first in front",
    },
    roles,
    query: z.object({
      /** `handed-over`: assigned to the caller by a colleague. */
      whose: z.enum(["own", "handed-over", "all"]).default("own"),
      ...pageQuery,
    }),
    answers: z.object({
      cases: z.array(itemOf(serviceCaseList, facts)),
      next: z.string().nullable(),
    }),
  },
  openServiceCase: {
    summary: {
      zh: "登记工单：来电事由和回访时间，由登记人负责",
      en: "Open a case: reason for the call and when to call back; it is owned by the user who opens it",
    },
    roles,
    params: z.object({ collectionId: id }),
    body: z.object({ question: writtenText(1000), dueAt }),
    answers: written,
    errors: ["not-found", "case-due-past"],
  },
  postponeServiceCase: {
    summary: { zh: "改回访时间", en: "Change when to call back" },
    roles,
    params,
    body: z.object({ dueAt, revision }),
    answers: written,
    errors: [...stale, "case-due-past"],
  },
  handOverServiceCase: {
    summary: {
      zh: "转交给另一位客服，附说明",
      en: "Hand the case over to a colleague, with a note",
    },
    roles,
    params,
    body: z.object({ staffId: id, note: writtenText(500), revision }),
    answers: written,
    errors: [...stale, "case-owner-unfit"],
  },
  closeServiceCase: {
    summary: { zh: "办结工单", en: "Close the case" },
    roles,
    params,
    body: z.object({ revision }),
    answers: written,
    errors: stale,
  },
  listServiceColleagues: {
    summary: { zh: "可以接手工单的客服", en: "Who may take over a case" },
    roles,
    answers: z.object({
      colleagues: z.array(z.object({ staffId: id, name: z.string(), isMe: z.boolean() })),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
