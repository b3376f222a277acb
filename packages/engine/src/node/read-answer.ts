/** Validates answers of a decoder process, which its input may have compromised. */

import type { Outcome } from "../outcome.ts";
import type { Raster, ReadResult, SourceHeader } from "../ports.ts";
import type { Verification } from "../verify.ts";
import type { Look } from "./look-at.ts";
import type { UploadNews } from "./upload-worker.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

/** Returns true for an answer with a report. The program that stores reports parses them in full. */
const hasReport = ({ report }: Fields): boolean =>
  isFields(report) && Array.isArray(report.findings);
const kinds: readonly unknown[] = ["made", "refused", "unreadable"];

const isOutcome = (value: unknown): value is Outcome =>
  isFields(value) &&
  kinds.includes(value.kind) &&
  hasReport(value) &&
  (value.photo === null || isBytes(value.photo));

const isVerification = (value: unknown): value is Verification =>
  isFields(value) && typeof value.kind === "string";

const isLook = (value: unknown): value is Look =>
  isFields(value) &&
  typeof value.pictureHash === "string" &&
  /^[01]{64}$/.test(value.pictureHash) &&
  isBytes(value.displayCopy) &&
  value.displayCopy[0] === 0xff &&
  value.displayCopy[1] === 0xd8;

const isRaster = (value: unknown): value is Raster =>
  isFields(value) &&
  typeof value.width === "number" &&
  typeof value.height === "number" &&
  isBytes(value.data) &&
  value.data.length === value.width * value.height * 3;

const isSourceHeader = (value: unknown): value is SourceHeader =>
  isFields(value) &&
  typeof value.format === "string" &&
  typeof value.width === "number" &&
  typeof value.height === "number" &&
  typeof value.exifOrientation === "number";

const isRefusal = (value: unknown): value is ReadResult<never> =>
  isFields(value) &&
  value.ok === false &&
  isFields(value.problem) &&
  typeof value.problem.code === "string";

/** Creates a reader of answers, which throws an Error for anything else. */
const reader =
  <One>(is: (value: unknown) => value is One) =>
  (value: unknown): One => {
    if (!is(value)) throw new Error("A decoder answered what no decoder answers");
    return value;
  };

const isUploadNews = (value: unknown): value is UploadNews =>
  isFields(value) &&
  typeof value.retainedBytes === "number" &&
  Array.isArray(value.changed) &&
  value.changed.every(
    (one: unknown) => isFields(one) && typeof one.at === "number" && isBytes(one.bytes),
  );

export const readUploadNews = reader(isUploadNews);
export const readOutcome = reader(isOutcome);
export const readVerification = reader(isVerification);
export const readLook = reader(
  (value): value is Look | "unreadable" => value === "unreadable" || isLook(value),
);
export const readBytes = reader(isBytes);
export const readRaster = reader(isRaster);
export const readSourceHeader = reader(isSourceHeader);

export const readResultOf =
  <One>(read: (value: unknown) => One) =>
  (answer: unknown): ReadResult<One> => {
    if (isRefusal(answer)) return answer;
    return { ok: true, value: read(isFields(answer) && answer.ok === true ? answer.value : null) };
  };
