/** The student's own data: all of it to take along, and its deletion. */
import { z } from "zod";
import { fen, id, instant, openCode } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { retentionPaths } from "./paths.ts";

const person = z.object({
  name: z.string(),
  studentNumber: z.string(),
  schoolCode: z.string(),
  department: z.string(),
  major: z.string(),
  className: z.string(),
  level: z.string(),
});

const myCollection = z.object({
  collectionId: id,
  /** How many notes customer service keeps about it. */
  serviceNotes: z.int().min(0),
  state: openCode,
  feeFen: fen,
  /** What comes back when the student leaves it now; null where it cannot be left: it is over, or on its way to the registry. */
  refundOnLeavingFen: fen.nullable(),
  createdAt: instant,
  retainUntil: instant,
  person,
  /** A refund is of the whole amount, and the state says it. */
  orders: z.array(
    z.object({
      outTradeNo: z.string(),
      provider: openCode,
      amountFen: fen,
      state: openCode,
      createdAt: instant,
      paidAt: instant.nullable(),
    }),
  ),
  /** Given for a check of identity; `takenAt`: by the school. */
  evidence: z.array(z.object({ kind: openCode, givenAt: instant, takenAt: instant.nullable() })),
  history: z.array(
    z.object({ move: openCode, state: openCode, byRole: openCode, reason: z.string().nullable(), at: instant }),
  ),
  attempts: z.array(
    z.object({
      attemptId: id,
      number: z.int(),
      state: openCode,
      source: openCode,
      byRole: openCode,
      createdAt: instant,
      originalSha256: z.string(),
      photoSha256: z.string().nullable(),
      /** Of the smaller copy that is shown of the original. */
      shownSha256: z.string().nullable(),
      picturesDeletedAt: instant.nullable(),
      report: z.unknown(),
      /** Staff who looked at a picture: the role, never the person. */
      looks: z.array(z.object({ byRole: openCode, picture: openCode, purpose: openCode, at: instant })),
    }),
  ),
});

const left = z.object({
  deletedPictures: z.int().min(0),
  /** On its way back to where it was paid from. */
  refundFen: fen,
});

const leavingErrors = [
  "identity-proof-needed",
  "not-found",
  "move-not-allowed",
  "collection-frozen",
  "moved-meanwhile",
  "order-unsettled",
] as const;

export const myDataRoutes = {
  exportMyData: {
    summary: { zh: "导出我的数据", en: "Everything stored about the caller, and who looked at it" },
    roles: ["student"],
    answers: z.object({
      account: z.object({
        accountId: id,
        phone: z.string().nullable(),
        createdAt: instant,
        signIns: z.array(z.object({ appid: z.string(), since: instant })),
      }),
      consents: z.array(
        z.object({
          purpose: openCode,
          version: z.string(),
          recipient: z.string(),
          givenAt: instant,
          withdrawnAt: instant.nullable(),
        }),
      ),
      /** Of codes whose collection did not begin. */
      provenCodes: z.array(z.object({ provenAt: instant, expiresAt: instant, person })),
      collections: z.array(myCollection),
    }),
    errors: ["identity-proof-needed"],
  },
  deleteMyData: {
    summary: { zh: "删除我的数据", en: "Delete photos and personal data; the record that they were deleted stays" },
    roles: ["student"],
    answers: left.extend({
      /** Collections on their way to the registry, or being refunded: the rest goes when that has ended. */
      later: z.int().min(0),
    }),
    errors: leavingErrors,
  },
  leaveCollection: {
    summary: { zh: "退出采集", en: "Leave a collection: it is closed, its photos and its personal data are deleted" },
    roles: ["student"],
    params: z.object({ collectionId: id }),
    answers: left,
    errors: leavingErrors,
  },
} as const satisfies Partial<Record<keyof typeof retentionPaths, RouteDefinition>>;
