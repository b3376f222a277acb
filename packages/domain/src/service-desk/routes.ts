/** Routes for customer service: the search, a collection with its complete history, and the actions on it. */
import { z } from "zod";
import {
  collectionPageFields,
  collectionSchema,
  reasonSchema,
  statusFields,
} from "../collections/routes.ts";
import {
  bilingualSchema,
  fen,
  id,
  instant,
  openCode,
  pageCursor,
  schoolCode,
  tone,
  typedText,
  writtenText,
} from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { findingSchema } from "../photo-standard/schemas.ts";
import { attemptSchema } from "../photos/routes.ts";
import { serviceCaseRoutes, serviceCaseSchema } from "./case-routes.ts";
import { allPhoneLookReasons } from "./time-line-kinds.ts";

const params = z.object({ collectionId: id });
const reason = writtenText(500);

/** The measured value, the allowed range, and the clause of the rules. */
const measured = findingSchema.pick({ message: true, clause: true });

/** One fault of a photo, in the text that the student saw. */
const describedMatter = findingSchema
  .pick({ id: true, verdict: true, title: true, advice: true })
  .extend({
    ...measured.shape,
    /** Other measurements of the same fault. */
    also: z.array(measured),
  });

/** One entry of the time line; a client displays an unknown kind by its text. */
const timeLineEntry = z.object({
  kind: openCode,
  at: instant,
  title: bilingualSchema,
  tone,
  /** The role, with the name for customer service; null for automatic events. */
  byLabel: bilingualSchema.nullable(),
  /** Text written by a person. */
  words: z.string().nullable(),
  /** Reasons of a rejection. */
  reasons: z.array(reasonSchema),
  /** Findings of an attempt that refused or warned. */
  findings: z.array(describedMatter),
  attemptId: id.nullable(),
  amountFen: fen.nullable(),
  /** Number of an order, a payment or a refund, as displayed on the payer's bill. */
  number: z.string().nullable(),
});

/** An action of customer service; `refusal` is the reason why it is not possible now, null if it is. */
const possible = { refusal: bilingualSchema.nullable() };

const message = z.object({
  label: bilingualSchema,
  state: openCode,
  stateLabel: bilingualSchema,
  tone,
});

export const serviceDeskRoutes = {
  findCollections: {
    summary: {
      zh: "按手机号、学号、订单号、支付平台单号、采集编号，或院校与全名查找，一个搜索框",
      en: "Find collections by whatever the text may be: phone, student, order, payment or collection number, or a full name within a school; latest first",
    },
    roles: ["service"],
    // In the body, because URLs are written to logs by intermediaries.
    body: z.object({
      text: typedText(64),
      /** Names are searched within one school only. */
      schoolCode: schoolCode.optional(),
      limit: z.int().min(1).max(100).default(20),
      after: pageCursor.optional(),
    }),
    answers: z.object(collectionPageFields),
  },
  readCollectionForService: {
    summary: {
      zh: "客服查看采集",
      en: "One collection with its whole story, newest first, and what may be done",
    },
    roles: ["service"],
    params,
    answers: collectionSchema.omit({ history: true, moves: true }).extend({
      timeLine: z.array(timeLineEntry),
      /** True if the time line omits entries of some kind. */
      timeLineCut: z.boolean(),
      cases: z.array(serviceCaseSchema),
      actions: z.object({
        withdraw: z.object(possible),
        openCorrection: z.object(possible),
        resendMessage: z.object({ ...possible, message: message.nullable() }),
        startRefund: z.object({
          ...possible,
          /** The payment that would be refunded, and whether finance must decide first; null if there is none. */
          order: z.object({ orderId: id, amountFen: fen, waitsForFinance: z.boolean() }).nullable(),
        }),
      }),
    }),
    errors: ["not-found"],
  },
  readAttemptForService: {
    summary: {
      zh: "客服查看一次拍摄",
      en: "One photo with its findings and pictures; each look is recorded",
    },
    roles: ["service"],
    params: params.extend({ attemptId: id }),
    answers: attemptSchema,
    errors: ["not-found"],
  },
  checkPhone: {
    summary: {
      zh: "核对来电人说出的手机号后四位，不显示号码",
      en: "Whether the last four digits that a caller says are those of the student's phone; each check is recorded",
    },
    roles: ["service"],
    params,
    body: z.object({ lastFourDigits: z.string().regex(/^\d{4}$/) }),
    answers: z.object({ fits: z.boolean() }),
    errors: ["not-found", "no-phone-stored", "phone-checks-used-up"],
  },
  showPhone: {
    summary: {
      zh: "查看手机号，学生可以看到这次查看和原因",
      en: "The student's whole phone number; the look and its reason are recorded, and the student sees both",
    },
    roles: ["service"],
    params,
    body: z.object({ why: z.enum(allPhoneLookReasons) }),
    answers: z.object({ phone: z.string() }),
    errors: ["not-found", "no-phone-stored"],
  },
  withdrawSubmission: {
    summary: { zh: "撤回提交", en: "Take a submission back for the student" },
    roles: ["service"],
    params,
    body: z.object({ reason }),
    answers: z.object(statusFields),
    errors: ["not-found", "move-not-allowed", "collection-frozen", "moved-meanwhile"],
  },
  openCorrection: {
    summary: { zh: "开通信息更正", en: "Let the student put a new code in place of wrong data" },
    roles: ["service"],
    params,
    body: z.object({ reason }),
    answers: z.object({ correctionOpenedAt: instant }),
    errors: ["not-found", "move-not-allowed", "collection-frozen"],
  },
  resendMessage: {
    summary: {
      zh: "重发最近一条通知；一分钟内重复请求只发一次",
      en: "Send the last message again; asked again within a minute, it is the same one",
    },
    roles: ["service", "operator"],
    params,
    answers: message,
    errors: ["not-found", "no-message-to-resend", "message-consent-missing"],
  },
  ...serviceCaseRoutes,
  addServiceNote: {
    summary: {
      zh: "添加备注，学生看不到内容",
      en: "Keep a note on a collection, which the student does not read; the same again within a minute is one",
    },
    roles: ["service"],
    params,
    body: z.object({ note: writtenText(1000) }),
    answers: z.object({ noteId: id, at: instant }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
