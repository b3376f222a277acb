/** Conversion of a project's terms between the form and the route. */
import {
  defaultPhotoSpecId,
  type FileSize,
  isEducationCategory,
  isPhotoSpecId,
  isRefundRule,
  type PhotoSpec,
  photoSpecOf,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import type { Input } from "../lib/client.ts";

/** A row of the list, as the service returns it. */
export type Project = RouteAnswer<"listProjects">["projects"][number];

type Terms = Omit<Input<"changeProject">["body"], "version">;

export interface ProjectFormValues {
  readonly schoolCode?: string;
  readonly category: Terms["category"];
  readonly graduationYear: number;
  readonly feeYuan: number;
  /** Days in the browser's time zone, which is Beijing's on every machine of a school. */
  readonly opensOn: Dayjs;
  readonly lastDay: Dayjs;
  readonly specId: Terms["specId"];
  readonly fileMinKb: number;
  readonly fileMaxKb: number;
  readonly albumAllowed: boolean;
  readonly tryBeforePay: boolean;
  readonly sheetReview: boolean;
  readonly photoMaxAgeDays: number;
  readonly attemptsLimit?: number | null;
  readonly reviewDays: number;
  readonly retentionDays: number;
  readonly refundRule: Terms["refundRule"];
  readonly hotline: string;
  readonly notice?: string;
  readonly clothing?: string;
  readonly printCaption?: string;
  /** The time of day is ignored. */
  readonly imageCheckBy?: Dayjs | null;
}

const fenPerYuan = 100;
const bytesPerKb = 1024;

/** "20–40" */
export const kilobytes = ({ minBytes, maxBytes }: FileSize): string =>
  `${minBytes / bytesPerKb}–${maxBytes / bytesPerKb}`;

type OpenTimes = Pick<Project, "opensAt" | "closesAt">;

/** A closing at midnight belongs to the day before. */
const lastDayOf = (closesAt: string): Dayjs => dayjs(closesAt).subtract(1, "ms").startOf("day");

/** `previous`: a day that was not changed keeps its time. */
export function windowOfDays(
  opensOn: Dayjs,
  lastDay: Dayjs,
  previous: OpenTimes | null,
): OpenTimes {
  const keepsOpening = previous !== null && opensOn.isSame(previous.opensAt, "day");
  const keepsClosing = previous !== null && lastDay.isSame(lastDayOf(previous.closesAt), "day");
  return {
    opensAt: keepsOpening ? previous.opensAt : opensOn.startOf("day").toISOString(),
    closesAt: keepsClosing ? previous.closesAt : lastDay.startOf("day").add(1, "day").toISOString(),
  };
}

/** `previous`: the project that is changed; null for a new one. */
export const termsOf = (
  { feeYuan, opensOn, lastDay, fileMinKb, fileMaxKb, schoolCode: _, ...rest }: ProjectFormValues,
  previous: OpenTimes | null,
): Terms => ({
  ...rest,
  feeFen: Math.round(feeYuan * fenPerYuan),
  ...windowOfDays(opensOn, lastDay, previous),
  fileMinBytes: Math.round(fileMinKb * bytesPerKb),
  fileMaxBytes: Math.round(fileMaxKb * bytesPerKb),
  attemptsLimit: rest.attemptsLimit ?? null,
  notice: rest.notice ?? "",
  clothing: rest.clothing ?? "",
  printCaption: rest.printCaption ?? "",
  imageCheckBy: rest.imageCheckBy?.endOf("day").toISOString() ?? null,
});

/** Form values of an existing project; a code from a newer service stays empty for the person to choose. */
export const formValuesOf = (project: Project) => ({
  ...project,
  feeYuan: project.feeFen / fenPerYuan,
  opensOn: dayjs(project.opensAt).startOf("day"),
  lastDay: lastDayOf(project.closesAt),
  fileMinKb: project.fileMinBytes / bytesPerKb,
  fileMaxKb: project.fileMaxBytes / bytesPerKb,
  imageCheckBy: project.imageCheckBy === null ? null : dayjs(project.imageCheckBy),
});

/** Fields that may differ between two versions of a project, in display order. */
export const mergedFields = [
  ...([
    "category",
    "graduationYear",
    "feeYuan",
    "opensOn",
    "lastDay",
    "specId",
    "fileMinKb",
    "fileMaxKb",
  ] as const),
  ...([
    "photoMaxAgeDays",
    "attemptsLimit",
    "albumAllowed",
    "tryBeforePay",
    "sheetReview",
    "clothing",
  ] as const),
  ...([
    "refundRule",
    "reviewDays",
    "retentionDays",
    "hotline",
    "imageCheckBy",
    "printCaption",
    "notice",
  ] as const),
] as const satisfies readonly (keyof ProjectFormValues)[];

/** File size limits of a spec. */
export const fileKbOf = ({ file: { minBytes, maxBytes } }: PhotoSpec) => ({
  fileMinKb: minBytes / bytesPerKb,
  fileMaxKb: maxBytes / bytesPerKb,
});

/** Terms of an earlier project, moved by a year for the next graduates. */
export function nextYearOf(project: Project): Partial<ProjectFormValues> {
  const {
    category,
    refundRule,
    albumAllowed,
    photoMaxAgeDays,
    attemptsLimit,
    reviewDays,
    retentionDays,
  } = project;
  const { hotline, notice, clothing, printCaption } = project;
  const { specId, tryBeforePay, sheetReview } = project;
  return {
    // A code from a newer service stays empty for the person to choose.
    ...(isEducationCategory(category) && { category }),
    ...(isRefundRule(refundRule) && { refundRule }),
    ...(isPhotoSpecId(specId) && { specId }),
    ...{
      albumAllowed,
      tryBeforePay,
      sheetReview,
      photoMaxAgeDays,
      attemptsLimit,
      reviewDays,
      retentionDays,
    },
    ...{ hotline, notice, clothing, printCaption },
    graduationYear: project.graduationYear + 1,
    feeYuan: project.feeFen / fenPerYuan,
    opensOn: dayjs(project.opensAt).startOf("day").add(1, "year"),
    lastDay: lastDayOf(project.closesAt).add(1, "year"),
    fileMinKb: project.fileMinBytes / bytesPerKb,
    fileMaxKb: project.fileMaxBytes / bytesPerKb,
    imageCheckBy: project.imageCheckBy === null ? null : dayjs(project.imageCheckBy).add(1, "year"),
  };
}

/** Default terms that suit most projects. */
export function defaultTerms() {
  return {
    specId: defaultPhotoSpecId,
    graduationYear: dayjs().year() + 1,
    ...fileKbOf(photoSpecOf(defaultPhotoSpecId)),
    albumAllowed: true,
    tryBeforePay: true,
    sheetReview: false,
    photoMaxAgeDays: 365,
    reviewDays: 2,
    retentionDays: 365,
  };
}
