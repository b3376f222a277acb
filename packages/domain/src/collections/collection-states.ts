/**
 * State table of a collection with all moves: the only table, used by clients for display and enforced by the server.
 */
import { defineStates, type Move } from "../core/define-states.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { collectionMoves } from "./collection-moves.ts";

/** The project window has ended; the project's refund rule decides what is refunded. */
const expire = { to: "closed", by: ["system"] } as const satisfies Move<"closed">;
/** The student quits: their data is deleted, and the project's refund rule decides what is refunded. */
const leave = { to: "closed", by: ["student"] } as const satisfies Move<"closed">;
/** Uploads are free and unlimited by this table; a helper uploads through a one-time link. */
const upload = {
  to: "processing",
  by: ["student", "helper"],
} as const satisfies Move<"processing">;
/** A refusal by the checks is not final: a person decides if the student asks for it. */
const requestPerson = {
  to: "in_review",
  by: ["student"],
  requirements: ["attempt", "reason"],
  handsTo: "senior-reviewer",
} as const satisfies Move<"in_review">;
/** Recalls another reviewer's decision, as long as nobody has acted on it. */
const recall = {
  to: "in_review",
  by: ["senior-reviewer"],
  requirements: ["reason"],
  handsTo: "senior-reviewer",
} as const satisfies Move<"in_review">;
/** Processes the same photo again after a failure of our own service. */
const reprocess = {
  to: "processing",
  by: ["operator"],
  requirements: ["attempt"],
} as const satisfies Move<"processing">;
const startRefund = {
  to: "refunding",
  by: ["service", "finance"],
  requirements: ["reason"],
} as const satisfies Move<"refunding">;
const accepted = {
  to: "completed",
  by: ["system"],
  requirements: ["receipt"],
} as const satisfies Move<"completed">;
const refusedByRegistry = {
  to: "returned",
  by: ["system"],
  requirements: ["receipt", "reason"],
} as const satisfies Move<"returned">;
const alreadyRegistered = {
  to: "closed",
  by: ["system"],
  requirements: ["receipt"],
} as const satisfies Move<"closed">;
const checkIdentity = {
  to: "identity_check",
  by: ["system"],
  requirements: ["receipt", "reason"],
} as const satisfies Move<"identity_check">;
/**
 * Needs both customer service, which opens it, and the student, who brings a new code. Order and payment are unchanged.
 */
const correctIdentity = { by: ["student"], requirements: ["opening", "reading"] } as const;

export const collectionStates = defineStates(collectionMoves, {
  verified: {
    label: { zh: "待支付", en: "To be paid" },
    tone: "warning",
    moves: {
      pay: { to: "paid", by: ["system"], requirements: ["payment"] },
      expire,
      leave,
      "correct-identity": { ...correctIdentity, to: "verified" },
    },
  },
  paid: {
    label: { zh: "待拍照", en: "Photo to be taken" },
    tone: "warning",
    moves: {
      upload,
      "make-again": reprocess,
      appeal: requestPerson,
      "start-refund": startRefund,
      expire,
      leave,
      "correct-identity": { ...correctIdentity, to: "paid" },
    },
  },
  processing: {
    label: { zh: "标准化中", en: "Being processed" },
    tone: "info",
    moves: {
      made: { to: "ready", by: ["system"], requirements: ["attempt"] },
      refused: { to: "before", by: ["system"], requirements: ["attempt"] },
      failed: { to: "before", by: ["system"], requirements: ["attempt"] },
      leave,
      "correct-identity": { ...correctIdentity, to: "processing" },
    },
  },
  ready: {
    label: { zh: "待提交", en: "To be submitted" },
    tone: "warning",
    moves: {
      upload,
      "make-again": reprocess,
      submit: { to: "in_review", by: ["student"], requirements: ["attempt"] },
      appeal: requestPerson,
      "start-refund": startRefund,
      expire,
      leave,
      "correct-identity": { ...correctIdentity, to: "ready" },
    },
  },
  in_review: {
    label: { zh: "审核中", en: "In review" },
    tone: "info",
    moves: {
      approve: { to: "approved", by: ["reviewer", "senior-reviewer"] },
      reject: { to: "rejected", by: ["reviewer", "senior-reviewer"], requirements: ["reason"] },
      escalate: {
        to: "in_review",
        by: ["reviewer"],
        requirements: ["reason"],
        handsTo: "senior-reviewer",
      },
      undo: { to: "in_review", by: ["reviewer"], samePerson: true, withinMinutes: 5 },
      // A rejection that is still on hold has not changed the state yet.
      recall,
      "grant-exception": { to: "approved", by: ["senior-reviewer"], requirements: ["evidence"] },
      // The checks refused the photo and the student asked for a person; after withdrawal it still cannot be submitted.
      withdraw: {
        to: "ready",
        withoutPhotoTo: "paid",
        by: ["student", "service"],
        requirements: ["reason"],
      },
      leave,
      "correct-identity": { ...correctIdentity, to: "in_review" },
    },
  },
  rejected: {
    label: { zh: "审核未通过", en: "Not approved" },
    tone: "danger",
    moves: {
      upload,
      "make-again": reprocess,
      appeal: {
        to: "in_review",
        by: ["student"],
        requirements: ["reason"],
        handsTo: "senior-reviewer",
      },
      "start-refund": startRefund,
      expire,
      leave,
      "correct-identity": { ...correctIdentity, to: "rejected" },
    },
  },
  approved: {
    label: { zh: "审核通过", en: "Approved" },
    tone: "success",
    frozen: true,
    moves: {
      undo: {
        to: "in_review",
        by: ["reviewer", "senior-reviewer"],
        samePerson: true,
        withinMinutes: 5,
      },
      recall,
      "queue-upload": { to: "uploading", by: ["system"] },
    },
  },
  uploading: {
    label: { zh: "上网中", en: "Being uploaded" },
    tone: "info",
    frozen: true,
    moves: {
      accepted,
      "refused-by-registry": refusedByRegistry,
      "already-registered": alreadyRegistered,
      "check-identity": checkIdentity,
    },
  },
  /** The registry is still processing the photo; its final answer may arrive at any time. */
  identity_check: {
    label: { zh: "身份核验", en: "Identity to be checked" },
    tone: "warning",
    moves: {
      upload,
      "make-again": reprocess,
      "give-evidence": { to: "identity_check", by: ["student"], requirements: ["evidence"] },
      "take-evidence": { to: "identity_check", by: ["school-admin"], requirements: ["evidence"] },
      "check-identity": checkIdentity,
      accepted,
      "refused-by-registry": refusedByRegistry,
      "already-registered": alreadyRegistered,
      "start-refund": startRefund,
      leave,
    },
  },
  returned: {
    label: { zh: "学信网退回", en: "Sent back by CHSI" },
    tone: "danger",
    moves: {
      upload,
      "make-again": reprocess,
      appeal: requestPerson,
      "start-refund": startRefund,
      expire,
      leave,
      // The photo is still valid: with the corrected data it is submitted again.
      "correct-identity": { ...correctIdentity, to: "ready" },
    },
  },
  refunding: {
    label: { zh: "退款中", en: "Being refunded" },
    tone: "info",
    moves: {
      refunded: { to: "refunded", by: ["system"], requirements: ["receipt"] },
      "refund-failed": { to: "before", by: ["system"], requirements: ["reason"] },
    },
  },
  completed: {
    label: { zh: "采集完成", en: "Completed" },
    tone: "success",
    frozen: true,
    moves: {},
  },
  closed: { label: { zh: "已关闭", en: "Closed" }, tone: "neutral", moves: {} },
  refunded: { label: { zh: "已退款", en: "Refunded" }, tone: "neutral", moves: {} },
});

export type CollectionState = keyof typeof collectionStates;

/** States in which only the student can continue: pay, take or retake a photo, submit it. */
export const waitingForStudent: readonly CollectionState[] = [
  "verified",
  "paid",
  "ready",
  "rejected",
  "returned",
];

/** Initial state of every collection. */
export const firstCollectionState: CollectionState = "verified";

export const isCollectionState = isKeyOf(collectionStates);

export const allCollectionStates: readonly CollectionState[] =
  Object.keys(collectionStates).filter(isCollectionState);
