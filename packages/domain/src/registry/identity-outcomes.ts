/**
 * 身份核验: outcomes of the registry's comparison of a photo with the face on record, and the evidence that a student can
 * provide.
 */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

interface OutcomeRow extends Bilingual {
  readonly tone: Tone;
  readonly advice: Bilingual;
}

/** 通过 is not listed: in that case the photo is accepted. */
export const identityOutcomes = {
  failed: {
    zh: "身份核验未通过",
    en: "The face did not match",
    tone: "danger",
    advice: {
      zh: "学信网比对后认为照片与登记的人像不符。多因化妆、美颜、眼镜或光线：请素颜、摘下眼镜，在明亮处重拍，不另收费。确认是本人、重拍仍不通过的，提交身份材料，由学校交学信网人工核验。",
      en: "CHSI's comparison says that the photo does not match the face it has. Make-up, filters, glasses or light are the usual causes: please retake without them in good light, free of charge. If it is you and it fails again, hand in evidence; your school passes it to CHSI, where a person looks.",
    },
  },
  doubtful: {
    zh: "身份核验不确定",
    en: "The comparison is not sure",
    tone: "warning",
    advice: {
      zh: "学信网的比对不能确定是不是您本人，要人工核验。请提交下面的身份材料，学校会交给学信网；也可以素颜、在明亮处重拍，不另收费。",
      en: "CHSI's comparison cannot tell whether it is you, so a person has to look. Please hand in the evidence below, which your school passes on; or retake without make-up in good light, free of charge.",
    },
  },
  abnormal: {
    zh: "身份核验异常",
    en: "The comparison could not be made",
    tone: "warning",
    advice: {
      zh: "学信网暂时无法比对，常见原因是没有您以往的人像。您的照片没有问题，不用重拍：请提交下面的身份材料，由学校联系学信网处理。",
      en: "CHSI could not compare, often because it has no earlier photo of you. Nothing is wrong with your photo and you need not retake it: please hand in the evidence below; your school takes it up with CHSI.",
    },
  },
} as const satisfies Readonly<Record<string, OutcomeRow>>;

export type IdentityOutcome = keyof typeof identityOutcomes;

export const allIdentityOutcomes = keysOf(identityOutcomes);

interface EvidenceRow {
  readonly label: Bilingual;
  readonly about: Bilingual;
}

/** Pictures, at most one of each kind; a later one replaces the previous one. */
export const evidenceKinds = {
  "id-card-held": {
    label: { zh: "手持身份证照片", en: "You, holding your ID card" },
    about: {
      zh: "本人正面，身份证人像面朝外，脸、姓名和证件照清楚；用手指或纸条遮住证件号码和住址",
      en: "Your face from the front with the card's photo side; face, name and its photo sharp, number and address covered by a finger or a strip of paper",
    },
  },
  "older-photo": {
    label: { zh: "以往证件照", en: "An older ID photo" },
    about: {
      zh: "高考报名照、学生证或其他证件上的照片",
      en: "From the college entrance examination, a student card or another document",
    },
  },
  statement: {
    label: { zh: "情况说明", en: "A statement" },
    about: {
      zh: "手写说明容貌变化等情况，签名和日期，拍照上传",
      en: "Written by hand, for instance how your looks changed; signed, dated and photographed",
    },
  },
} as const satisfies Readonly<Record<string, EvidenceRow>>;

export type EvidenceKind = keyof typeof evidenceKinds;

export const isEvidenceKind = isKeyOf(evidenceKinds);

export const allEvidenceKinds = keysOf(evidenceKinds);
