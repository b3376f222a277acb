/**
 * Routes for an on-site day: staff open it, a helper's phone takes photos of a class through its link, and students
 * queue by number.
 */
import { z } from "zod";
import { codeText, lastFour } from "../codes/routes.ts";
import {
  bilingualSchema,
  dayQuery,
  id,
  idempotencyKey,
  instant,
  openCode,
  token,
  tone,
} from "../core/fields.ts";
import { everyone } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";

const staff = ["school-admin", "operator"] as const;
/** Any holder of a link, without signing in. */
const people = z.int().min(0);
const number = z.int().min(1);
const link = { token: token(100) };

const siteDaySchema = z.object({
  siteDayId: id,
  day: z.iso.date(),
  /** `upcoming`, `open` or `ended`. */
  state: openCode,
  label: bilingualSchema,
  tone,
  /** Address of the page where students take a number. */
  queueUrl: z.string(),
  /** Numbers of students and photos so far. */
  identified: people,
  taken: people,
  good: people,
  unfit: people,
  called: people,
  waiting: people,
});

/** The only answer that contains the link: only its hash is stored. */
const visible = siteDaySchema.extend({ shootingUrl: z.string() });

const line = {
  /** The number called last; null before the first call. */
  nowCalled: number.nullable(),
  waiting: people,
};

const place = z.object({
  number,
  /**
   * `waiting`, `called`, `missed`, or `cleared` with the complete queue: in that case the student takes a new number.
   */
  state: openCode,
  aheadCount: people,
  /** Estimated minutes by the rate of the last calls; null until there are enough, and once the number was called. */
  aboutMinutes: people.nullable(),
});

const where = { schoolName: z.string(), day: z.iso.date() };
const queue = z.object({ ...where, ...line, isOpen: z.boolean(), ticket: place.nullable() });

const ofLink = [
  "site-link-ended",
  "site-day-not-begun",
  "site-day-ended",
  "project-closed",
] as const;
const ofCode = [
  ...ofLink,
  "code-not-collection",
  "code-forged",
  "code-already-collected",
  "code-issuer-unavailable",
  "site-wrong-project",
  "last-four-locked",
] as const;

export const siteDayRoutes = {
  listSiteDays: {
    summary: { zh: "项目的现场拍摄日", en: "On-site days of a project, latest first" },
    roles: staff,
    params: z.object({ projectId: id }),
    answers: z.object({ siteDays: z.array(siteDaySchema) }),
    errors: ["not-found"],
  },
  openSiteDay: {
    summary: { zh: "新建现场拍摄日", en: "Open an on-site day: answers the camera link, once" },
    roles: staff,
    params: z.object({ projectId: id }),
    body: z.object({ day: dayQuery }),
    answers: visible,
    errors: ["not-found", "site-day-exists", "site-day-outside-project"],
  },
  renewShootingLink: {
    summary: { zh: "换新拍摄码，旧的失效", en: "Renew the camera code; the former one ends" },
    roles: staff,
    params: z.object({ siteDayId: id }),
    answers: visible,
    errors: ["not-found", "site-day-ended", "project-closed"],
  },
  endSiteDay: {
    summary: { zh: "结束现场拍摄日", en: "End an on-site day; photos under way still arrive" },
    roles: staff,
    params: z.object({ siteDayId: id }),
    answers: siteDaySchema,
    errors: ["not-found"],
  },
  clearSiteLine: {
    summary: {
      zh: "清空排队",
      en: "Clear the line: numbers that wait are void, and their phones may take new ones",
    },
    roles: staff,
    params: z.object({ siteDayId: id }),
    answers: siteDaySchema,
    errors: ["not-found", "site-day-ended", "project-closed"],
  },
  enterSiteDay: {
    summary: { zh: "打开拍摄链接", en: "The day and its queue, for a helper's phone" },
    roles: everyone,
    body: z.object(link),
    answers: z.object({
      ...where,
      ...line,
      siteDayId: id,
      categoryLabel: bilingualSchema,
      graduationYear: z.int(),
      endsAt: instant,
    }),
    errors: ofLink,
  },
  checkSiteCode: {
    summary: {
      zh: "现场核对采集码",
      en: "Whether a code belongs to this day, before the student types anything",
    },
    roles: everyone,
    body: z.object({ ...link, text: codeText }),
    answers: z.object({ attemptsLeft: people }),
    errors: ofCode,
  },
  identifySiteStudent: {
    summary: {
      zh: "现场核验学生",
      en: "Prove a student on site: answers a helper's session for this one collection",
    },
    roles: everyone,
    body: z.object({ ...link, text: codeText, lastFour }),
    /**
     * `expiresAt`: after the end of the day, so that a delayed upload still arrives, but never after the project has
     * closed.
     */
    answers: z.object({ token: z.string(), expiresAt: instant, nameMasked: z.string() }),
    errors: [
      ...ofCode,
      "last-four-wrong",
      "site-not-started",
      "site-not-paid",
      "site-consent-missing",
      "site-nothing-to-shoot",
    ],
  },
  callNextTicket: {
    summary: {
      zh: "叫下一位",
      en: "Call the next number; the same call key answers the same number",
    },
    roles: everyone,
    body: z.object({ ...link, callKey: idempotencyKey }),
    /** null: no student is waiting. */
    answers: z.object({ ...line, number: number.nullable() }),
    errors: ofLink,
  },
  takeTicket: {
    summary: {
      zh: "取号",
      en: "Take a number; the same ticket key answers the same one, until the line is cleared",
    },
    roles: everyone,
    body: z.object({ ...link, ticketKey: idempotencyKey }),
    answers: queue,
    errors: [...ofLink, "site-queue-full", "site-queue-sign-in"],
  },
  readSiteQueue: {
    summary: { zh: "排号", en: "The line, and the place of one's own number in it" },
    roles: everyone,
    query: z.object({ ...link, ticketKey: idempotencyKey.optional() }),
    answers: queue,
    errors: ["site-link-ended"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
