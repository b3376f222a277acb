/**
 * The only list of settings that operators may change at runtime, in page order. Without a confirmed value, an item has
 * its initial value or the value of the spec.
 */
import { collectionStates } from "../collections/collection-states.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import type { RefundRule } from "../payments/refund-states.ts";
import type { CheckLimits } from "../photo-standard/finding.ts";
import type { OwnPhotoSpec } from "../photo-standard/own-specs.ts";
import type { ServiceAnswer } from "../service-desk/service-macros.ts";

/** Full hours of a day in Beijing, 0 to 24; `until` is exclusive. */
export interface HoursOfDay {
  readonly from: number;
  readonly until: number;
}

/** Value types by kind of item. `share`: 0 to 1. */
export interface ConfigurationKinds {
  readonly minutes: number;
  readonly share: number;
  readonly fen: number;
  readonly messages: number;
  readonly milliseconds: number;
  readonly hours: HoursOfDay;
  readonly text: string;
  readonly bilingual: Bilingual;
  readonly limits: CheckLimits;
  readonly refundRule: RefundRule;
  readonly answer: ServiceAnswer;
  readonly spec: OwnPhotoSpec;
}

export type ConfigurationKind = keyof ConfigurationKinds;

export type AnyConfigurationValue = ConfigurationKinds[ConfigurationKind];

export const configurationGroups = {
  reviews: { zh: "审核", en: "Reviews" },
  refunds: { zh: "退款", en: "Refunds" },
  reminders: { zh: "催办与提醒", en: "Reminders" },
  service: { zh: "客服", en: "Customer service" },
  specs: { zh: "照片规格", en: "Photo specs" },
  checks: { zh: "照片检查", en: "Checks of photos" },
  words: { zh: "用语", en: "Words" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ConfigurationGroup = keyof typeof configurationGroups;

export const allConfigurationGroups = keysOf(configurationGroups);

/**
 * The subjects for which an item may have one value each: an operator's own spec, a check of a spec, a message, a
 * canned answer, a reason for rejection.
 */
export type SubjectKind = "spec" | "check" | "message" | "answer" | "reason";

interface ItemRow {
  readonly group: ConfigurationGroup;
  readonly kind: ConfigurationKind;
  /** The item has one value per subject of this kind; null: it has a single value. */
  readonly of: SubjectKind | null;
  readonly label: Bilingual;
  /** Describes the effect in one sentence. */
  readonly about: Bilingual;
  /** Bounds of a number, or of the length of a text. */
  readonly min: number;
  readonly max: number;
  /** For an item with a single value: used until operators confirm another. An empty text is not displayed. */
  readonly initial?: AnyConfigurationValue;
}

/** A decision must stay in place for as long as its reviewer may undo it. */
const undoWithinMin = collectionStates.approved.moves.undo?.withinMinutes ?? 0;

const share = { group: "reviews", kind: "share", of: null, min: 0, max: 1 } as const;
/** Upper bounds for one refund and for one day, which hold however many operators agree. */
const refund = { group: "refunds", kind: "fen", of: null, min: 0 } as const;
const mostRefundFen = 50_000;
const mostRefundDayFen = 500_000;

export const configurationItems = {
  "decision-hold": {
    ...{ group: "reviews", kind: "minutes", of: null, min: undoWithinMin, max: 1440 },
    initial: undoWithinMin,
    label: { zh: "决定生效前的等待时间", en: "Hold before decisions take effect" },
    about: {
      zh: "审核员作出决定后，等多久才告知学生或上传学信网。等待期间可以撤回，但通过的最多五分钟",
      en: "How long a decision is held before the student is notified or the photo is uploaded. A decision can be undone during the hold, an approval for five minutes at most",
    },
  },
  "second-look-share": {
    ...share,
    initial: 0.05,
    label: { zh: "抽查复核比例", en: "Share of second looks" },
    about: {
      zh: "审核决定中由复核员盲审再看一遍的比例",
      en: "The share of decisions that a senior reviewer judges again without seeing them",
    },
  },
  "hidden-verdict-share": {
    ...share,
    initial: 0.05,
    label: { zh: "不显示机器结论的比例", en: "Reviewed without machine results" },
    about: {
      zh: "待审照片中不向审核员显示机器结论的比例",
      en: "The share of photos that reviewers judge without seeing what the checks found",
    },
  },
  "known-photo-share": {
    ...share,
    initial: 0.02,
    label: { zh: "质检样片比例", en: "Share of test photos" },
    about: {
      zh: "给审核员的照片中混入质检样片的比例",
      en: "How often a test photo is mixed into a reviewer's photos",
    },
  },
  "sheet-look": {
    ...{ group: "reviews", kind: "milliseconds", of: null, min: 300, max: 10_000 },
    initial: 700,
    label: { zh: "快审每张至少看多久", en: "Least look per photo on a contact sheet" },
    about: {
      zh: "快审时每张照片至少显示这么久，整页才能提交",
      en: "How long each photo must have been visible before a contact sheet can be decided",
    },
  },
  "sheet-miss-limit": {
    ...share,
    initial: 0.2,
    label: { zh: "快审漏判上限", en: "Missed test photos on sheets" },
    about: {
      zh: "审核员近两周快审中判错的质检样片超过这个比例时，自动停用快审，并通知复核员",
      en: "Once a reviewer misses more than this share of the test photos on sheets in two weeks, sheets are closed to them and the senior reviewers are notified",
    },
  },
  "one-person-refund": {
    ...{ ...refund, max: mostRefundFen },
    initial: 1000,
    label: { zh: "单人单笔退款限额", en: "Largest refund by one person" },
    about: {
      zh: "单笔退款不超过此金额时一人即可办理，超过的由另一位财务复核",
      en: "A refund up to this amount needs one person; above it a second person in finance decides",
    },
  },
  "one-person-refund-day": {
    ...{ ...refund, max: mostRefundDayFen },
    initial: 10_000,
    label: { zh: "单人每日退款限额", en: "Refunds by one person a day" },
    about: {
      zh: "一人一天内办理的退款累计超过此金额后，其余由另一位财务复核",
      en: "Once one person's refunds in a day add up to more than this, a second person in finance decides the rest",
    },
  },
  // Operators choose only which rule applies. Its text stays the one in `refundRules` because students agreed to it;
  // existing projects keep their rule.
  "new-project-refund-rule": {
    ...{ group: "refunds", kind: "refundRule", of: null, min: 0, max: 0 },
    initial: "until-submitted",
    label: { zh: "新项目的退款规则", en: "Refund rule of new projects" },
    about: {
      zh: "新建采集项目时先填好的规则，项目里可以另选。规则的文字学生付费前已经同意，所以不在这里改；已有的项目不变",
      en: "What a new project starts with; it may choose another. Students agree to the words of a rule before they pay, so the words are not set here; existing projects keep their rule",
    },
  },
  "reminder-messages": {
    ...{ group: "reminders", kind: "messages", of: null, min: 0, max: 1_000_000 },
    initial: 1000,
    label: { zh: "每校每天的催办短信", en: "Reminders by text message" },
    about: {
      zh: "一所学校一天最多用多少条短信催办学生；微信通知不计",
      en: "How many text messages a school may send its students as reminders in a day; WeChat messages do not count",
    },
  },
  "reminder-hours": {
    ...{ group: "reminders", kind: "hours", of: null, min: 0, max: 24 },
    initial: { from: 9, until: 21 },
    label: { zh: "可以催办的时段", en: "Hours of reminders" },
    about: {
      zh: "北京时间一天中可以提醒学生的时段，其余时间不打扰",
      en: "The hours of the day, Beijing time, in which students may be reminded; nobody is disturbed outside them",
    },
  },
  hotline: {
    ...{ group: "service", kind: "text", of: null, min: 1, max: 40 },
    initial: "",
    label: { zh: "客服热线", en: "Hotline" },
    about: {
      zh: "学生找不到自己的学校时看到的电话",
      en: "The telephone number shown to students who cannot find their school",
    },
  },
  "service-hours": {
    ...{ group: "service", kind: "bilingual", of: null, min: 1, max: 60 },
    initial: { zh: "", en: "" },
    label: { zh: "服务时间", en: "Service hours" },
    about: { zh: "写在客服热线旁的接听时间", en: "The hours shown next to the hotline" },
  },
  "sms-codes-hour": {
    ...{ group: "service", kind: "messages", of: null, min: 1, max: 10_000_000 },
    initial: 20_000,
    label: { zh: "每小时的登录短信", en: "Sign-in text messages an hour" },
    about: {
      zh: "全服务一小时最多发多少条验证码短信；用到一半告警，用完后短信登录停到这个小时结束",
      en: "How many codes the service sends in an hour; an alert comes at half of it, and at its end sign-in by text message waits for the next hour",
    },
  },
  "sms-codes-day": {
    ...{ group: "service", kind: "messages", of: null, min: 1, max: 100_000_000 },
    initial: 100_000,
    label: { zh: "每天的登录短信", en: "Sign-in text messages a day" },
    about: {
      zh: "全服务一天最多发多少条验证码短信",
      en: "How many codes the service sends in a day",
    },
  },
  "face-filing": {
    ...{ group: "service", kind: "text", of: null, min: 1, max: 60 },
    initial: "",
    label: { zh: "人脸信息备案编号", en: "Filing of stored faces" },
    about: {
      zh: "人脸信息达 10 万人后向网信部门备案所得的编号；填写后告警停止",
      en: "The number under which 100,000 stored faces were filed with the cyberspace authority; it ends the alerts",
    },
  },
  // Cannot be proposed: specs are files. Projects and the history still read those that operators confirmed before.
  "photo-spec": {
    ...{ group: "specs", kind: "spec", of: "spec", min: 0, max: 0 },
    label: { zh: "自定义规格", en: "Custom spec" },
    about: {
      zh: "以前在工作台起草并确认的规格。现在规格由部署时的文件提供，这里只留记录",
      en: "Specs that were drafted and confirmed in the console. Specs are files of the installation now; only the history is here",
    },
  },
  "check-limits": {
    ...{ group: "checks", kind: "limits", of: "check", min: -999_999_999, max: 999_999_999 },
    label: { zh: "检查阈值", en: "Limits of a check" },
    about: {
      zh: "照片测得多少不通过、多少提示审核员；在“照片规格”的“阈值试算”里试过再采用",
      en: "From which value a photo is refused or flagged for reviewers; adopted under Photo specs, Try limits",
    },
  },
  "message-words": {
    ...{ group: "words", kind: "bilingual", of: "message", min: 1, max: 200 },
    label: { zh: "短信内容", en: "Words of a text message" },
    about: {
      zh: "没有订阅微信通知的学生收到的短信，不超过三条短信的长度。微信订阅消息的文字由微信的模板固定，这里改不了；能设的只有模板编号，在部署设置里",
      en: "Sent to students who did not subscribe on WeChat; no longer than three text messages. WeChat fixes the words of its own messages: only the IDs of their templates can be set, when the service is set up",
    },
  },
  "service-answer": {
    ...{ group: "words", kind: "answer", of: "answer", min: 1, max: 200 },
    label: { zh: "客服常用语", en: "Canned answer" },
    about: {
      zh: "客服写备注和原因时可以直接插入的话；已停用的不再提供，已经写下的备注不变",
      en: "What customer service can insert into a note or a reason; a retired answer is no longer offered, and notes written with it stay",
    },
  },
  "reason-advice": {
    ...{ group: "words", kind: "bilingual", of: "reason", min: 1, max: 200 },
    label: { zh: "未通过原因的说明", en: "Advice for each reason" },
    about: {
      zh: "照片未通过时，学生在这条原因下看到的做法",
      en: "What a student whose photo was refused reads under this reason: what to do next",
    },
  },
} as const satisfies Readonly<Record<string, ItemRow>>;

export type ConfigurationItem = keyof typeof configurationItems;

export const isConfigurationItem = isKeyOf(configurationItems);

export const allConfigurationItems = keysOf(configurationItems);

/** The kind of each item. */
export type KindOf = {
  readonly [Item in ConfigurationItem]: (typeof configurationItems)[Item]["kind"];
};

export type ConfigurationValue<Item extends ConfigurationItem> = ConfigurationKinds[KindOf[Item]];

/** Items with a single value. */
export type SingleItem = {
  [Item in ConfigurationItem]: (typeof configurationItems)[Item]["of"] extends null ? Item : never;
}[ConfigurationItem];

export const isSingleItem = (item: ConfigurationItem): item is SingleItem =>
  configurationItems[item].of === null;

export type InitialConfiguration = { readonly [Item in SingleItem]: ConfigurationValue<Item> };
