/** Kinds and states of projects, and the terms that are fixed once students have started. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { shippedSpecIdOf } from "../photo-standard/own-specs.ts";

interface ProjectKind {
  readonly label: Bilingual;
  /** False: photos must come from a camera. */
  readonly albumAllowed: boolean;
  /** How many years a code's graduation year may be after the current one. */
  readonly yearsAhead: number;
}

const graduation: ProjectKind = {
  label: { zh: "毕业", en: "Graduation" },
  albumAllowed: true,
  yearsAhead: 1,
};
const freshman: ProjectKind = {
  label: { zh: "新生", en: "New students" },
  albumAllowed: false,
  yearsAhead: 8,
};

/** `specId` null: the project is not known yet, and counts as one of graduates. */
export const projectKindOf = (specId: string | null): ProjectKind =>
  specId !== null && shippedSpecIdOf(specId) === "chsi-freshman" ? freshman : graduation;

/** Not confirmed yet, or relative to the time window. */
export const projectStates = {
  /** Visible only in the console until it is confirmed. */
  draft: { label: { zh: "待确认", en: "To be confirmed" }, tone: "warning" },
  upcoming: { label: { zh: "未开放", en: "Not open yet" }, tone: "neutral" },
  open: { label: { zh: "采集中", en: "Open" }, tone: "success" },
  closed: { label: { zh: "已结束", en: "Closed" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ProjectState = keyof typeof projectStates;

/** The window is open from `opensAt` (inclusive) to `closesAt` (exclusive). */
export function projectStateAt(
  now: Date,
  window: { readonly opensAt: Date; readonly closesAt: Date },
): Exclude<ProjectState, "draft"> {
  if (now < window.opensAt) return "upcoming";
  return now < window.closesAt ? "open" : "closed";
}

/** Services that one payment covers. */
export const feeCovers: readonly Bilingual[] = [
  {
    zh: "拍照或上传，提交前不限次数（项目另有规定的除外）",
    en: "Taking or uploading photos, as often as needed until you submit, unless the project sets a limit",
  },
  {
    zh: "照片标准化：裁剪、换底色、按规格输出，不修改面部",
    en: "Standardisation: crop, background and output to specification; the face is never edited",
  },
  { zh: "人工审核，未通过可免费重拍", en: "Review by a person; a retake is free of charge" },
  {
    zh: "审核通过后提交学信网，并提供标准照下载",
    en: "Handing the approved photo to CHSI, and its download",
  },
];

/** `attemptsLimit`: maximum number of photos; null: unlimited. */
export const onePaymentWords = (attemptsLimit: number | null): Bilingual => ({
  zh: `一次缴费，${attemptsLimit === null ? "多次拍摄" : `最多拍摄 ${attemptsLimit} 次`}，直到您拍摄满意提交为止`,
  en: `One payment, ${attemptsLimit === null ? "as many photos as you like" : `up to ${attemptsLimit} photos`} until you submit`,
});

/** Terms that a student has agreed to, or that a collection stores a frozen copy of. */
const agreed = [
  "category",
  "graduationYear",
  "feeFen",
  "photoMaxAgeDays",
  "retentionDays",
  "refundRule",
] as const;

/** Terms that photos are made by. Each collection stores a copy, so a wrong spec can be corrected for later ones. */
const ofSpec = ["specId", "fileMinBytes", "fileMaxBytes"] as const;

export type FixedTerm = (typeof agreed)[number] | (typeof ofSpec)[number];

interface Move {
  readonly before: string;
  readonly after: string;
}

/** Returns true if the change is to another spec of the same project kind. */
const movesSpec = ({ before: previous, after }: Move): boolean =>
  previous !== after && projectKindOf(previous) === projectKindOf(after);

/** Only an operator may move later collections to another spec, together with its file window. */
export const fixedTermsOf = (role: string, specs: Move): readonly FixedTerm[] =>
  role === "operator" && movesSpec(specs) ? agreed : [...agreed, ...ofSpec];
