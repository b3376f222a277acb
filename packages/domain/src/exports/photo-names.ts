/**
 * Options of a photo export for the school's own system: file names, folders, selection, and format of the manifest.
 */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

export const photoNames = {
  "student-number": { zh: "学号", en: "Student number" },
  "student-number-hyphen-name": { zh: "学号-姓名", en: "Student number-Name" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhotoNames = keyof typeof photoNames;

export const allPhotoNames = keysOf(photoNames);
export const isPhotoNames = isKeyOf(photoNames);

/** Each level is inside the previous one: classes of two departments may have the same name. */
export const photoFolders = {
  none: { zh: "不分文件夹", en: "No folders" },
  department: { zh: "按院系", en: "By department" },
  major: { zh: "按院系、专业", en: "By department and major" },
  class: { zh: "按院系、专业、班级", en: "By department, major and class" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhotoFolders = keyof typeof photoFolders;

export const allPhotoFolders = keysOf(photoFolders);
export const isPhotoFolders = isKeyOf(photoFolders);

/** `new`: photos that no completed download of the same side (school or service) contains. */
export const photoShares = ["all", "new"] as const;

/** The manifest of a ZIP. */
export const manifestFormats = ["csv", "xlsx", "dbf"] as const;

export type ManifestFormat = (typeof manifestFormats)[number];
