/** Subscribe messages that a student may allow us to send, with their text in each language. */
import type { CollectionMove } from "../collections/collection-moves.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

export interface MessageTemplate {
  /**
   * The move that the message reports; an approval is reported once it can no longer be undone. null: the message is
   * triggered by time.
   */
  readonly move: CollectionMove | null;
  /** At most five Chinese characters: WeChat's limit for a `phrase` field. */
  readonly phrase: string;
  readonly label: Bilingual;
  /** What to do next; at most twenty characters, WeChat's limit for a `thing` field. */
  readonly next: Bilingual;
  /** Longer English version for a text message; follows the label and a colon. */
  readonly nextInText: string;
  /** The page that a tap on the message opens. */
  readonly page: "collection" | "completed";
}

export const messageTemplates = {
  "review-approved": {
    move: "queue-upload",
    phrase: "审核通过",
    label: { zh: "审核通过通知", en: "Photo approved" },
    next: { zh: "照片正在上网，请等待采集完成", en: "Uploading to CHSI" },
    nextInText: "it is being uploaded to CHSI",
    page: "collection",
  },
  "review-rejected": {
    move: "reject",
    phrase: "审核未通过",
    label: { zh: "审核未通过通知", en: "Photo not approved" },
    next: { zh: "请查看原因并免费重拍", en: "See why, retake free" },
    nextInText: "see why and retake it for free",
    page: "collection",
  },
  completed: {
    move: "accepted",
    phrase: "采集完成",
    label: { zh: "采集完成通知", en: "Collection completed" },
    next: { zh: "请按学校要求到学信网校对图像", en: "Confirm it at CHSI" },
    nextInText: "please confirm your photo at CHSI",
    page: "collection",
  },
  "registry-returned": {
    move: "refused-by-registry",
    phrase: "学信网退回",
    label: { zh: "学信网退回通知", en: "Sent back by CHSI" },
    next: { zh: "请查看原因并免费重拍", en: "See why, retake free" },
    nextInText: "see why and retake it for free",
    page: "collection",
  },
  "already-registered": {
    move: "already-registered",
    phrase: "已采集过",
    label: { zh: "学信网已有照片通知", en: "Already registered" },
    next: { zh: "学信网已有您的照片，费用全额退回", en: "Fee refunded in full" },
    nextInText: "your fee will be refunded in full",
    page: "collection",
  },
  "identity-check": {
    move: "check-identity",
    phrase: "身份核验",
    label: { zh: "学信网身份核验通知", en: "Identity check" },
    next: { zh: "请查看结果，重拍或提交身份材料", en: "Retake or send proof" },
    nextInText: "see the result; retake or send documents",
    page: "collection",
  },
  "closes-soon": {
    move: null,
    phrase: "即将截止",
    label: { zh: "采集即将截止提醒", en: "Closes soon" },
    next: { zh: "请尽快完成证照采集", en: "Please finish soon" },
    nextInText: "please finish before collection closes",
    page: "collection",
  },
  unfinished: {
    move: null,
    phrase: "尚未完成",
    label: { zh: "采集未完成提醒", en: "Not finished yet" },
    next: { zh: "证照采集还差几步，请点开继续", en: "A few steps are left" },
    nextInText: "a few steps are left; tap to go on",
    page: "collection",
  },
  "image-check": {
    move: null,
    phrase: "图像校对",
    label: { zh: "图像校对截止提醒", en: "CHSI photo check" },
    next: { zh: "请在学校截止日前到学信网完成图像校对", en: "Confirm it at CHSI" },
    nextInText: "confirm by your school's deadline",
    page: "completed",
  },
  refunded: {
    move: "refunded",
    phrase: "已退款",
    label: { zh: "退款通知", en: "Refunded" },
    next: { zh: "款项已原路退回，请查收", en: "Back to your account" },
    nextInText: "the money went back to the account you paid from",
    page: "collection",
  },
} as const satisfies Readonly<Record<string, MessageTemplate>>;

export type MessageTemplateCode = keyof typeof messageTemplates;

export const isMessageTemplate = isKeyOf(messageTemplates);

export const messageTemplateCodes: readonly MessageTemplateCode[] =
  Object.keys(messageTemplates).filter(isMessageTemplate);
