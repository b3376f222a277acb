/** The states of a collection and every move between them: the one table clients draw from and the server obeys. */

import { defineStates, type Move } from "../core/define-states.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { collectionMoves } from "./collection-moves.ts";

/** The window ended; the project's rule says what is refunded. */
const expire = { to: "closed", by: ["system"] } as const satisfies Move<"closed">;
/** The student wants no more of it: what is theirs is deleted, and the project's rule says what is refunded. */
const leave = { to: "closed", by: ["student"] } as const satisfies Move<"closed">;
/** Free of charge however often; a helper comes by a one-time link. */
const upload = { to: "processing", by: ["student", "helper"] } as const satisfies Move<"processing">;
/** What the checks refuse is no last word: a person decides, where the student asks for one. */
const askPerson = {
  to: "in_review",
  by: ["student"],
  asks: ["attempt", "reason"],
  handsTo: "senior-reviewer",
} as const satisfies Move<"in_review">;
/** Of what another reviewer decided, as long as nobody has acted on it. */
const recall = {
  to: "in_review",
  by: ["senior-reviewer"],
  asks: ["reason"],
  handsTo: "senior-reviewer",
} as const satisfies Move<"in_review">;
/** After a failure of our own, of the same photo. */
const makeAgain = { to: "processing", by: ["operator"], asks: ["attempt"] } as const satisfies Move<"processing">;
const startRefund = {
  to: "refunding",
  by: ["service", "finance"],
  asks: ["reason"],
} as const satisfies Move<"refunding">;
const accepted = { to: "completed", by: ["system"], asks: ["receipt"] } as const satisfies Move<"completed">;
const refusedByRegistry = {
  to: "returned",
  by: ["system"],
  asks: ["receipt", "reason"],
} as const satisfies Move<"returned">;
const alreadyRegistered = { to: "closed", by: ["system"], asks: ["receipt"] } as const satisfies Move<"closed">;
const checkIdentity = {
  to: "identity_check",
  by: ["system"],
  asks: ["receipt", "reason"],
} as const satisfies Move<"identity_check">;
/** Customer service opens it and the student brings a new code: neither can do it alone. Order and payment stay. */
const correctIdentity = { by: ["student"], asks: ["opening", "reading"] } as const;

export const collectionStates = defineStates(collectionMoves, {
  verified: {
    label: { zh: "待支付", en: "To be paid" },
    tone: "warning",
    moves: {
      pay: { to: "paid", by: ["system"], asks: ["payment"] },
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
      "make-again": makeAgain,
      appeal: askPerson,
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
      made: { to: "ready", by: ["system"], asks: ["attempt"] },
      refused: { to: "before", by: ["system"], asks: ["attempt"] },
      failed: { to: "before", by: ["system"], asks: ["attempt"] },
      leave,
      "correct-identity": { ...correctIdentity, to: "processing" },
    },
  },
  ready: {
    label: { zh: "待提交", en: "To be submitted" },
    tone: "warning",
    moves: {
      upload,
      "make-again": makeAgain,
      submit: { to: "in_review", by: ["student"], asks: ["attempt"] },
      appeal: askPerson,
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
      reject: { to: "rejected", by: ["reviewer", "senior-reviewer"], asks: ["reason"] },
      escalate: { to: "in_review", by: ["reviewer"], asks: ["reason"], handsTo: "senior-reviewer" },
      undo: { to: "in_review", by: ["reviewer"], samePerson: true, withinMinutes: 5 },
      // A rejection that its student is not told yet has not moved anything.
      recall,
      "grant-exception": { to: "approved", by: ["senior-reviewer"], asks: ["evidence"] },
      // What the checks refused, a person was asked about; taken back it is still nothing that could be submitted.
      withdraw: { to: "ready", withoutPhotoTo: "paid", by: ["student", "service"], asks: ["reason"] },
      leave,
      "correct-identity": { ...correctIdentity, to: "in_review" },
    },
  },
  rejected: {
    label: { zh: "审核未通过", en: "Not approved" },
    tone: "danger",
    moves: {
      upload,
      "make-again": makeAgain,
      appeal: { to: "in_review", by: ["student"], asks: ["reason"], handsTo: "senior-reviewer" },
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
      undo: { to: "in_review", by: ["reviewer", "senior-reviewer"], samePerson: true, withinMinutes: 5 },
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
  /** The registry still has the photo in hand; its last word may come at any time. */
  identity_check: {
    label: { zh: "身份核验", en: "Identity to be checked" },
    tone: "warning",
    moves: {
      upload,
      "make-again": makeAgain,
      "give-evidence": { to: "identity_check", by: ["student"], asks: ["evidence"] },
      "take-evidence": { to: "identity_check", by: ["school-admin"], asks: ["evidence"] },
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
      "make-again": makeAgain,
      appeal: askPerson,
      "start-refund": startRefund,
      expire,
      leave,
      // The photo is as good as it was: with the right data it is submitted once more.
      "correct-identity": { ...correctIdentity, to: "ready" },
    },
  },
  refunding: {
    label: { zh: "退款中", en: "Being refunded" },
    tone: "info",
    moves: {
      refunded: { to: "refunded", by: ["system"], asks: ["receipt"] },
      "refund-failed": { to: "before", by: ["system"], asks: ["reason"] },
    },
  },
  completed: { label: { zh: "采集完成", en: "Completed" }, tone: "success", frozen: true, moves: {} },
  closed: { label: { zh: "已关闭", en: "Closed" }, tone: "neutral", moves: {} },
  refunded: { label: { zh: "已退款", en: "Refunded" }, tone: "neutral", moves: {} },
});

export type CollectionState = keyof typeof collectionStates;

/** Where only the student can go on: to pay, to take or retake a photo, to submit it. */
export const waitingForStudent: readonly CollectionState[] = ["verified", "paid", "ready", "rejected", "returned"];

/** Where every collection begins. */
export const firstCollectionState: CollectionState = "verified";

export const isCollectionState = isKeyOf(collectionStates);

export const allCollectionStates: readonly CollectionState[] = Object.keys(collectionStates).filter(isCollectionState);
