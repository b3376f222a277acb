/** All exports: roles, formats, filters and columns. */
import type { Bilingual } from "../core/bilingual.ts";
import { type FileFormat, fileColumns, filtersOn } from "../core/list.ts";
import type { Filters } from "../core/list-filters.ts";
import type { Role } from "../core/roles.ts";
import { allExportKinds, type ExportKind, exportedList } from "./all-lists.ts";

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
