/** All exports: roles, formats, filters and columns. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { keysOf } from "../core/is-key-of.ts";
import { type FileFormat, fileColumns, filtersOn } from "../core/list.ts";
import type { Filters } from "../core/list-filters.ts";
import type { Role } from "../core/roles.ts";
import { allExportKinds, type ExportKind, exportedList } from "./all-lists.ts";

/** States of an export, from the request to the complete download. */
export const exportStates = {
  ready: { label: { zh: "可下载", en: "Ready" }, tone: "info" },
  running: { label: { zh: "下载中", en: "Downloading" }, tone: "info" },
  interrupted: {
    label: { zh: "已中断，可继续下载", en: "Interrupted, can be resumed" },
    tone: "warning",
  },
  done: { label: { zh: "已完成", en: "Done" }, tone: "success" },
  cancelled: { label: { zh: "已取消", en: "Cancelled" }, tone: "neutral" },
  /** Data in the export was deleted in the meantime, at the end of its retention. */
  outdated: {
    label: { zh: "内容已变，请重新导出", en: "Contents changed, please export again" },
    tone: "danger",
  },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export const allExportStates = keysOf(exportStates);

export interface ExportKindRow extends Bilingual {
  readonly roles: readonly Role[];
  readonly formats: readonly FileFormat[];
  readonly filters: Filters;
  /** Filters without which the export is refused. */
  readonly requiredFilters: readonly string[];
  /** The headings in file order; for a ZIP, those of the manifest in it. */
  readonly columns: Readonly<Record<string, Bilingual>>;
}

const usualFormats = ["csv", "xlsx"] as const;

/** Export settings of a list. */
export function exportKindOf(kind: ExportKind): ExportKindRow {
  const list = exportedList(kind);
  const { zh, en, roles = list.roles, formats = usualFormats, required = [] } = list.file;
  return {
    zh,
    en,
    roles,
    formats,
    filters: Object.fromEntries(filtersOn(list, "file")),
    requiredFilters: required,
    columns: Object.fromEntries(fileColumns(list).map(({ name, title }) => [name, title])),
  };
}

/** The kinds that a role may export. */
export const exportKindsFor = (role: Role): readonly ExportKind[] =>
  allExportKinds.filter((kind) => exportKindOf(kind).roles.includes(role));
