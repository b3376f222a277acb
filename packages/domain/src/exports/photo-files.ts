/** What a school's own system takes of photos: how each is called, in which folders, which of them, with which list beside the ZIP. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

export const photoNames = {
  "student-number": { zh: "学号", en: "Student number" },
  "student-number-hyphen-name": { zh: "学号-姓名", en: "Student number-Name" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhotoNames = keyof typeof photoNames;

export const allPhotoNames = keysOf(photoNames);
export const isPhotoNames = isKeyOf(photoNames);

/** Each stands within the one before: classes of two departments may be called the same. */
export const photoFolders = {
  none: { zh: "不分文件夹", en: "No folders" },
  department: { zh: "按院系", en: "By department" },
  major: { zh: "按院系、专业", en: "By department and major" },
  class: { zh: "按院系、专业、班级", en: "By department, major and class" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhotoFolders = keyof typeof photoFolders;

export const allPhotoFolders = keysOf(photoFolders);
export const isPhotoFolders = isKeyOf(photoFolders);

/** `new`: what no download of the same side has brought to its end yet, the school's or the service's. */
export const photoShares = ["all", "new"] as const;

/** The list beside a ZIP. */
export const manifestFormats = ["csv", "xlsx", "dbf"] as const;

export type ManifestFormat = (typeof manifestFormats)[number];
