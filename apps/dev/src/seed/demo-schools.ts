/** The demo's schools and projects. A school that does not exist is marked 测试; real ones carry their real codes. */
import type { EducationCategory, PhotoSpecId, Province, RefundRule } from "@gradphoto/domain";

export interface DemoSchool {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly pinyin: string;
  readonly pinyinInitials: string;
  /** Where it really is. */
  readonly province?: Province;
  readonly projects: readonly DemoProject[];
}

export interface DemoProject {
  readonly category: EducationCategory;
  /** Years after the present one. */
  readonly yearsAhead: 0 | 1;
  readonly window: DemoWindow;
  readonly feeFen: number;
  readonly specId: PhotoSpecId;
  readonly albumAllowed: boolean;
  readonly tryBeforePay: boolean;
  readonly attemptsLimit: number | null;
  /** Working days. */
  readonly reviewDays: number;
  readonly refundRule: RefundRule;
}

/** Days from today on which the project opens and closes. */
export type DemoWindow = keyof typeof demoWindows;
export const demoWindows = {
  open: { opensInDays: -30, closesInDays: 180 },
  "ends-soon": { opensInDays: -60, closesInDays: 7 },
  upcoming: { opensInDays: 30, closesInDays: 120 },
  closed: { opensInDays: -120, closesInDays: -10 },
} as const;

const usual = {
  yearsAhead: 1,
  window: "open",
  feeFen: 2500,
  specId: "chsi-blue",
  albumAllowed: true,
  tryBeforePay: true,
  attemptsLimit: null,
  reviewDays: 2,
  refundRule: "until-submitted",
} as const;

export const demoSchools: readonly DemoSchool[] = [
  {
    code: "10559",
    name: "暨南大学",
    aliases: ["暨大", "JNU"],
    pinyin: "ji nan da xue",
    pinyinInitials: "jndx",
    province: "44",
    projects: [
      { ...usual, category: "bachelor" },
      { ...usual, category: "bachelor", yearsAhead: 0, window: "ends-soon" },
      { ...usual, category: "graduate", feeFen: 3000 },
      { ...usual, category: "adult", feeFen: 3500, albumAllowed: false, refundRule: "until-photo" },
      { ...usual, category: "online", window: "upcoming" },
    ],
  },
  {
    code: "10558",
    name: "中山大学",
    aliases: ["中大", "SYSU"],
    pinyin: "zhong shan da xue",
    pinyinInitials: "zsdx",
    province: "44",
    projects: [
      { ...usual, category: "bachelor", feeFen: 2000, attemptsLimit: 20 },
      { ...usual, category: "graduate", yearsAhead: 0, reviewDays: 3 },
    ],
  },
  {
    code: "10561",
    name: "华南理工大学",
    aliases: ["华工", "SCUT"],
    pinyin: "hua nan li gong da xue",
    pinyinInitials: "hnlgdx",
    province: "44",
    projects: [
      { ...usual, category: "bachelor", specId: "chsi-white" },
      { ...usual, category: "adult", yearsAhead: 0, feeFen: 3500, refundRule: "until-photo" },
    ],
  },
  {
    code: "99901",
    name: "测试职业技术学院",
    aliases: ["测试职院"],
    pinyin: "ce shi zhi ye ji shu xue yuan",
    pinyinInitials: "cszyjsxy",
    projects: [
      { ...usual, category: "associate", feeFen: 1500, albumAllowed: false, attemptsLimit: 5 },
      { ...usual, category: "vocational", window: "closed", feeFen: 1500 },
    ],
  },
  {
    code: "99902",
    name: "测试开放大学",
    aliases: ["测试开大"],
    pinyin: "ce shi kai fang da xue",
    pinyinInitials: "cskfdx",
    projects: [
      { ...usual, category: "online", window: "upcoming" },
      { ...usual, category: "self-study", window: "closed", feeFen: 0 },
    ],
  },
];
