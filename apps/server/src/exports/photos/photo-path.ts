/** Path of a photo in its ZIP: folders and file name, by the requested layout. */
import type { Language, PhotoFolders, PhotoNames } from "@gradphoto/domain";
import { safeName } from "./safe-name.ts";

export interface PhotoLayout {
  readonly names: PhotoNames;
  readonly folders: PhotoFolders;
  readonly language: Language;
}

export interface NamedStudent {
  readonly studentNumber: string;
  readonly name: string;
  readonly department: string;
  readonly major: string;
  readonly className: string;
}

const digits = 6;
/** Maximum number of photos that the digits of the running number can count. */
export const maxPhotos = 999_999;

/**
 * Maximum widths of a folder and a file name. Together they remain below the 254 bytes of a DBF field and the 260
 * characters of a Windows path.
 */
const folderWidth = 56;
const nameWidth = 60;

const unnamed = {
  department: { zh: "未写院系", en: "No department" },
  major: { zh: "未写专业", en: "No major" },
  className: { zh: "未写班级", en: "No class" },
} as const;

const levels = {
  none: [],
  department: ["department"],
  major: ["department", "major"],
  class: ["department", "major", "className"],
} as const;

/**
 * Returns the path of a photo. `copy` is 1, or higher when earlier photos have the same path. A student without a
 * number gets the running number.
 */
export function photoPath(
  { names, folders, language }: PhotoLayout,
  student: NamedStudent,
  { position, copy }: { readonly position: number; readonly copy: number },
): string {
  const parts = levels[folders].map(
    (level) => safeName(student[level], folderWidth) || unnamed[level][language],
  );
  const running = String(position).padStart(digits, "0");
  const stem = safeName(ownName(names, student), nameWidth) || running;
  return [...parts, `${stem}${copy === 1 ? "" : `(${copy})`}.jpg`].join("/");
}

const ownName = (names: PhotoNames, { studentNumber, name }: NamedStudent): string =>
  names === "student-number"
    ? studentNumber
    : [studentNumber, name].filter((part) => part.trim() !== "").join("-");
