/**
 * Routes that export lists and photos: request, watch, cancel, and download with an address bound to the caller's
 * session.
 */
import { z } from "zod";
import { finishedPhotoList } from "../collections/lists.ts";
import { languages } from "../core/bilingual.ts";
import {
  bilingualSchema,
  chosenText,
  dayQuery,
  id,
  instant,
  openCode,
  pageQuery,
  tone,
  typedText,
} from "../core/fields.ts";
import { fileFormats } from "../core/list.ts";
import { integerIn } from "../core/list-filters.ts";
import { allRoles, staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { messageTemplateCodes } from "../messages/message-templates.ts";
import { allCheckIds } from "../photo-standard/check-rows.ts";
import { allExportKinds, type ExportKind } from "./all-lists.ts";
import { exportKindOf, exportKindsFor } from "./export-kinds.ts";
import { allPhotoFolders, allPhotoNames, photoShares } from "./photo-names.ts";

const roles = allRoles.filter((role) => exportKindsFor(role).length > 0);

/** Filters of an export, named as in the list. Days are in Beijing time, both ends inclusive. */
const filters = z.object({
  /** Code or name of the school. */
  schoolCode: typedText(64).exactOptional(),
  projectId: id.exactOptional(),
  state: openCode.max(40).exactOptional(),
  department: chosenText(200).exactOptional(),
  className: chosenText(200).exactOptional(),
  graduationYear: z.int().min(2000).max(2999).exactOptional(),
  stalledDays: z.int().min(0).max(365).exactOptional(),
  role: z.enum(allRoles).exactOptional(),
  actor: typedText(64).exactOptional(),
  action: typedText(64)
    .regex(/^[a-z]+([:-][a-z]+)*$/)
    .exactOptional(),
  subject: typedText(100).exactOptional(),
  template: z.enum(messageTemplateCodes).exactOptional(),
  reviewer: typedText(64).exactOptional(),
  decision: openCode.max(40).exactOptional(),
  reason: openCode.max(40).exactOptional(),
  mark: openCode.max(40).exactOptional(),
  standing: openCode.max(40).exactOptional(),
  check: z.enum(allCheckIds).exactOptional(),
  text: typedText(64).exactOptional(),
  fromDay: dayQuery.exactOptional(),
  untilDay: dayQuery.exactOptional(),
});

/** Rejects filter values, such as a state or role, that belong to another list. */
const fitsList = (wish: {
  readonly kind: ExportKind;
  readonly filters: z.output<typeof filters>;
}): boolean => {
  const filtersOfList = exportKindOf(wish.kind).filters;
  return Object.entries(wish.filters).every(([name, value]) => {
    const filter = filtersOfList[name];
    // The handler reports a filter that the list does not have.
    if (filter?.kind === "number") return integerIn(filter, String(value)) !== null;
    if (filter?.kind === "search") return String(value).length <= filter.maxLength;
    return filter?.kind !== "choice" || filter.options.some((option) => option.value === value);
  });
};

const exportSchema = z.object({
  exportId: id,
  kind: openCode,
  kindLabel: bilingualSchema,
  format: openCode,
  fileName: z.string(),
  /** School, education category and year; null if the export covers more than one project. */
  project: bilingualSchema.nullable(),
  filters,
  state: openCode,
  label: bilingualSchema,
  tone,
  /** Counted at the time of the request; for a ZIP, the number of photos. */
  rowsTotal: z.int().min(0),
  rowsSent: z.int().min(0),
  /** null if the size is known only at the end. */
  bytesTotal: z.int().min(0).nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
  /** Time at which the export is deleted. */
  expiresAt: instant,
  /**
   * Download address for the session that made the request, valid for one hour; requesting it again resumes an
   * interrupted download. null if nothing can be downloaded any more.
   */
  url: z.string().nullable(),
  /** For a ZIP: the manifest of its photos in each format, while it can be downloaded. */
  manifests: z.array(z.object({ format: openCode, url: z.string() })),
});

const ofExport = { params: z.object({ exportId: id }) };

export const exportRoutes = {
  startExport: {
    summary: { zh: "导出", en: "Ask for a list or photos as a file" },
    roles,
    body: z
      .object({
        kind: z.enum(allExportKinds),
        format: z.enum(fileFormats),
        /** Language of headings and states. */
        language: z.enum(languages),
        filters,
        /**
         * For a ZIP: naming of its photos, remembered for the project. By default the same as last time, with all
         * photos.
         */
        photos: z
          .object({
            names: z.enum(allPhotoNames),
            folders: z.enum(allPhotoFolders),
            /** `new`: photos that the caller's side has not downloaded yet. */
            share: z.enum(photoShares),
          })
          .exactOptional(),
      })
      .refine(fitsList, { path: ["filters"] }),
    answers: exportSchema,
    errors: [
      "export-not-allowed",
      "export-filter-unfitting",
      "export-empty",
      "export-nothing-new",
      "school-unclear",
      "not-found",
    ],
  },
  listMyExports: {
    summary: { zh: "我的导出", en: "My exports, latest first" },
    roles,
    answers: z.object({ exports: z.array(exportSchema) }),
  },
  readExport: {
    summary: { zh: "导出进度", en: "One export and how far it is" },
    roles,
    ...ofExport,
    answers: exportSchema,
    errors: ["not-found"],
  },
  cancelExport: {
    summary: {
      zh: "取消导出，正在进行的下载随即结束",
      en: "Cancel an export; a download in progress ends",
    },
    roles,
    ...ofExport,
    answers: exportSchema,
    errors: ["not-found"],
  },
  downloadExport: {
    summary: {
      zh: "下载导出的文件（须有该链接所属的登录会话）；压缩包可断点续传",
      en: "The file of an export, for the session that its address was made for; a ZIP can be taken up again at any byte",
    },
    roles: staffRoles,
    params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{92}$/) }),
    answers: z.object({}),
    errors: ["not-found", "export-link-expired", "export-ended", "range-unsatisfiable"],
  },
  readPhotoFiles: {
    summary: {
      zh: "项目的照片怎样命名、分文件夹，各班有几张可导出，几张是上次导出后新增",
      en: "How photos of a project are called and laid out, how many each class has, and how many are new since the last export",
    },
    roles: finishedPhotoList.roles,
    params: z.object({ projectId: id }),
    answers: z.object({
      names: openCode,
      folders: openCode,
      classes: z.array(
        z.object({
          department: z.string(),
          className: z.string(),
          photos: z.int().min(0),
          newPhotos: z.int().min(0),
        }),
      ),
      /** Time of the last completed download by the caller's side; null: never. */
      lastTakenAt: instant.nullable(),
    }),
    errors: ["not-found"],
  },
  listPhotosToPrint: {
    summary: {
      zh: "项目里已完成、可以打印的照片；每看一张都有记录",
      en: "Standard photos of a project to be printed; each look is recorded",
    },
    roles: ["school-admin"],
    params: z.object({ projectId: id }),
    query: z.object({
      /** Names as in the progress of the project; an empty class name is a class too. */
      department: chosenText(200).optional(),
      className: chosenText(200).optional(),
      ...pageQuery,
    }),
    answers: z.object({
      /** The project's caption under each photo; may be empty. */
      caption: z.string(),
      photos: z.array(
        z.object({
          photoUrl: z.string(),
          /** Print size that the file itself declares. */
          widthMm: z.number().positive(),
          heightMm: z.number().positive(),
          studentNumber: z.string(),
          name: z.string(),
          department: z.string(),
          className: z.string(),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
