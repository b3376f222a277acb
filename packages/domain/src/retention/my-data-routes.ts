/** Routes for the student's own data: export and deletion. */
import { z } from "zod";
import { languages } from "../core/bilingual.ts";
import { fen, id, instant, openCode } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";

const person = z.object({
  name: z.string(),
  studentNumber: z.string(),
  schoolCode: z.string(),
  department: z.string(),
  major: z.string(),
  className: z.string(),
  level: z.string(),
});

const myOrder = z.object({
  orderId: id,
  outTradeNo: z.string(),
  provider: openCode,
  channel: openCode,
  amountFen: fen,
  state: openCode,
  createdAt: instant,
  paidAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** The provider's transaction number. */
  transactionId: z.string().nullable(),
  /** False for a duplicate or late payment, which is refunded automatically. */
  counts: z.boolean(),
  /** Oldest first; each refund covers the full amount. */
  refunds: z.array(
    z.object({
      outRefundNo: z.string(),
      cause: openCode,
      amountFen: fen,
      state: openCode,
      byRole: openCode,
      reason: z.string().nullable(),
      declineReason: z.string().nullable(),
      createdAt: instant,
      endedAt: instant.nullable(),
    }),
  ),
  /** null: none was requested, or it was deleted with the person. */
  invoice: z
    .object({
      title: z.string(),
      taxNumber: z.string().nullable(),
      email: z.string(),
      requestedAt: instant,
      issuedAt: instant.nullable(),
      invoiceNumber: z.string().nullable(),
      fileSha256: z.string().nullable(),
    })
    .nullable(),
});

const myCollection = z.object({
  collectionId: id,
  /** Number of notes that customer service stores about the collection. */
  serviceNotes: z.int().min(0),
  /** Number of cases that customer service stores about the collection. */
  serviceCases: z.int().min(0),
  state: openCode,
  feeFen: fen,
  /**
   * Amount refunded if the student quits the collection now; null if it cannot be quit: it has ended, or is in transfer
   * to the registry.
   */
  refundOnLeavingFen: fen.nullable(),
  createdAt: instant,
  retainUntil: instant,
  person,
  orders: z.array(myOrder),
  /** Evidence submitted for an identity check; `takenAt`: downloaded by the school. */
  evidence: z.array(
    z.object({
      kind: openCode,
      grantedAt: instant,
      takenAt: instant.nullable(),
      sha256: z.string().nullable(),
    }),
  ),
  /** Photos in transfer to the registry, with its answers. */
  registry: z.array(
    z.object({
      attemptId: id,
      state: openCode,
      /** Result of the registry's comparison with the face on record; null if it returned none. */
      identity: openCode.nullable(),
      reason: z.string().nullable(),
      receipt: z.string().nullable(),
      sentAt: instant.nullable(),
      settledAt: instant.nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      template: openCode,
      state: openCode,
      channel: openCode.nullable(),
      createdAt: instant,
    }),
  ),
  /** Staff access to data other than pictures, including evidence downloads: the role, never the person. */
  looks: z.array(z.object({ byRole: openCode, what: openCode, at: instant })),
  /** false: older access records, here and of the photos, are lost or damaged in the store. */
  looksComplete: z.boolean(),
  history: z.array(
    z.object({
      move: openCode,
      state: openCode,
      byRole: openCode,
      reason: z.string().nullable(),
      at: instant,
    }),
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
      /** Hash of the reduced copy that is displayed instead of the original. */
      displaySha256: z.string().nullable(),
      picturesDeletedAt: instant.nullable(),
      report: z.unknown(),
      /** Staff access to a picture: the role, never the person. */
      looks: z.array(
        z.object({ byRole: openCode, picture: openCode, purpose: openCode, at: instant }),
      ),
    }),
  ),
});

const left = z.object({
  deletedPictures: z.int().min(0),
  /** Amount being refunded to the payment's source. */
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
      /** All stored sessions, latest first; `endedAt`: time of an explicit end, by the student or anyone else. */
      sessions: z.array(
        z.object({
          /** A helper's phone has a session too. */
          role: openCode,
          device: z.string().nullable(),
          createdAt: instant,
          lastSeenAt: instant,
          expiresAt: instant,
          endedAt: instant.nullable(),
        }),
      ),
      consents: z.array(
        z.object({
          purpose: openCode,
          version: z.string(),
          recipient: z.string(),
          grantedAt: instant,
          withdrawnAt: instant.nullable(),
        }),
      ),
      /** Proven codes for which no collection was started. */
      provenCodes: z.array(z.object({ provenAt: instant, expiresAt: instant, person })),
      collections: z.array(myCollection),
    }),
    errors: ["identity-proof-needed"],
  },
  downloadMyData: {
    summary: {
      zh: "下载我的数据（ZIP）：同样的信息，加上仍保存的照片、收据和发票",
      en: "The same as a ZIP, with every picture that is still kept, receipts and invoices",
    },
    roles: ["student"],
    /** Language of the receipts. */
    query: z.object({ language: z.enum(languages) }),
    answers: z.object({}),
    errors: ["identity-proof-needed"],
  },
  deleteMyData: {
    summary: {
      zh: "删除我的数据",
      en: "Delete photos and personal data; the record that they were deleted stays",
    },
    roles: ["student"],
    answers: left.extend({
      /** Collections in transfer to the registry or being refunded: their remaining data is deleted afterwards. */
      later: z.int().min(0),
    }),
    errors: leavingErrors,
  },
  leaveCollection: {
    summary: {
      zh: "退出采集",
      en: "Leave a collection: it is closed, its photos and its personal data are deleted",
    },
    roles: ["student"],
    params: z.object({ collectionId: id }),
    answers: left,
    errors: leavingErrors,
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
