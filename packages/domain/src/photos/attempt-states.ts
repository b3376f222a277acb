/** States of one uploaded photo, kinds of background jobs, and purposes for which staff view a picture. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import type { Role } from "../core/roles.ts";

/** Kinds of background jobs, with labels for operators. */
export const jobKinds = {
  "standardize-photo": { zh: "照片标准化", en: "Processing photos" },
  "settle-order": { zh: "确认未付订单", en: "Checking open orders" },
  "give-refund": { zh: "办理退款", en: "Refunds" },
  "compare-bill": { zh: "核对账单", en: "Comparing bills" },
  "send-message": { zh: "发送通知", en: "Sending messages" },
  "send-batch": { zh: "上传学信网", en: "Uploading to CHSI" },
  "notify-rejection": { zh: "告知审核未通过", en: "Rejection notices" },
  "query-batch": { zh: "查询学信网结果", en: "Asking CHSI for results" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type JobKind = keyof typeof jobKinds;

interface AttemptStateRow extends Bilingual {
  readonly tone: Tone;
}

export const attemptStates = {
  processing: { zh: "标准化中", en: "Being processed", tone: "info" },
  made: { zh: "已制作", en: "Processed", tone: "success" },
  refused: { zh: "未通过，请重拍", en: "Not accepted, please take it again", tone: "danger" },
  /** A fault of our own, never of the photo: operators are notified. */
  failed: {
    zh: "处理出错，照片已保留，请联系客服或重新上传",
    en: "Our processing failed; the photo is kept. Please upload again or contact customer service",
    tone: "danger",
  },
} as const satisfies Readonly<Record<string, AttemptStateRow>>;

export const allAttemptStates = keysOf(attemptStates);

/**
 * Source of a photo; some projects allow only cameras. `other-camera`: taken live on the page, with a lens that is not
 * the rear one or is not identified.
 */
export const photoSources = ["camera", "other-camera", "album"] as const;

export type PhotoSource = (typeof photoSources)[number];

export const isPhotoSource = (code: unknown): code is PhotoSource =>
  photoSources.some((source) => source === code);

/** Roles that take photos. */
export const photographers = ["student", "helper"] as const satisfies readonly Role[];

export type Photographer = (typeof photographers)[number];

/** Purposes for which staff may look at a student's picture. */
export const picturePurposes = {
  review: { zh: "审核", en: "review" },
  service: { zh: "客服", en: "customer service" },
  school: { zh: "学校", en: "school" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const isPicturePurpose = isKeyOf(picturePurposes);
