/** Consents of a student: purpose, wording and recipient of the data for each. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

interface ConsentRow {
  /** Incremented with every change of the wording; a consent is valid only for its version. */
  readonly version: string;
  /** `school`: the school of the collection. */
  readonly recipient: "service" | "school" | "registry";
  readonly recipientLabel: Bilingual;
  /** No photo is taken without this consent. */
  readonly requiredForPhoto: boolean;
  readonly title: Bilingual;
  readonly text: Bilingual;
}

export const consents = {
  service: {
    version: "1",
    recipient: "service",
    recipientLabel: { zh: "毕业证照", en: "GradPhoto" },
    requiredForPhoto: true,
    title: { zh: "服务内容与退款规则", en: "The service and its refund rule" },
    text: {
      zh: "我已阅读服务内容、费用和退款规则，同意使用本服务。",
      en: "I have read what the service covers, its fee and its refund rule, and agree to use it.",
    },
  },
  face: {
    version: "1",
    recipient: "service",
    recipientLabel: { zh: "毕业证照", en: "GradPhoto" },
    requiredForPhoto: true,
    title: {
      zh: "处理人脸照片（敏感个人信息）",
      en: "Handling photos of my face (sensitive personal data)",
    },
    text: {
      zh: "我单独同意为制作和审核毕业证照处理我的人脸照片。照片只用于这次采集，到保存期限后删除；不同意则无法制作证照。",
      en: "I separately agree that photos of my face are handled to make and review the certificate photo. They serve this collection alone and are deleted when their retention period ends; without this no photo can be made.",
    },
  },
  school: {
    version: "1",
    recipient: "school",
    recipientLabel: { zh: "您的学校", en: "Your school" },
    requiredForPhoto: true,
    title: { zh: "向学校提供", en: "Sharing with the school" },
    text: {
      zh: "我单独同意把审核通过的证照和采集进度提供给我的学校，用于毕业证书和学籍管理。",
      en: "I separately agree that the approved photo and the progress of the collection are given to my school, for the diploma and its student records.",
    },
  },
  registry: {
    version: "1",
    recipient: "registry",
    recipientLabel: { zh: "学信网", en: "CHSI, the national registry" },
    requiredForPhoto: true,
    title: { zh: "向学信网提供", en: "Handing to the registry" },
    text: {
      zh: "我单独同意把审核通过的证照提交给学信网，用于学历电子注册图像。",
      en: "I separately agree that the approved photo is handed to CHSI as the picture of my electronic registration.",
    },
  },
  /** Requested when evidence is submitted, and only from students whom the registry's comparison does not recognize. */
  evidence: {
    version: "1",
    recipient: "school",
    recipientLabel: {
      zh: "您的学校，由学校转交学信网",
      en: "Your school, which passes it to CHSI",
    },
    requiredForPhoto: false,
    title: {
      zh: "处理身份材料（敏感个人信息）",
      en: "Handling evidence of my identity (sensitive personal data)",
    },
    text: {
      zh: "我单独同意处理我提交的身份材料（手持身份证照片、以往证件照、情况说明），并交给我的学校，由学校转学信网人工核验。比对不能确认是我时才需要，不用于其他目的；手持证件的照片一旦外泄，可能被人用来冒充我，所以要遮住证件号码。材料加密保存，与照片一起删除；撤回同意，本服务保存的立即删除，学校已取走的由我联系学校。不同意不影响重拍照片，我也可以直接联系学校。",
      en: "I separately agree that the evidence I hand in (me holding my ID card, an older photo, a statement) is handled and given to my school, which passes it to CHSI for a person to look at. It is needed only where the comparison cannot tell that it is me, and serves nothing else; whoever got hold of a picture with the card might pass for me, so the ID number is to be covered. It is kept encrypted and deleted with my photos; when I take this back, what this service holds is deleted at once, and for what my school took I ask my school. Without it I can still retake the photo, or contact my school directly.",
    },
  },
} as const satisfies Readonly<Record<string, ConsentRow>>;

export type ConsentPurpose = keyof typeof consents;

export const isConsentPurpose = isKeyOf(consents);

export const allConsentPurposes: readonly ConsentPurpose[] =
  Object.keys(consents).filter(isConsentPurpose);
