/** An export as the person who asked for it sees it. */
import { brand, exportKindOf, exportStates, pathOf, shanghaiTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { Call } from "../core/call.ts";
import type { ExportDeps } from "./deps.ts";
import { type ExportRow, scopeOf } from "./scope.ts";

/** Such as `毕业证照-订单-20270301-1005.csv`. */
export function fileNameOf(row: ExportRow): string {
  const { language } = scopeOf(row);
  const stamp = shanghaiTime(row.createdAt.toISOString()).replace(/[-:]/g, "").replace(" ", "-");
  return `${brand[language]}-${exportKindOf(row.kind)[language]}-${stamp}.${row.format}`.replaceAll(" ", "-");
}

/** Whether there is still something to take. */
export const isOpen = ({ state, expiresAt }: ExportRow, now: Date): boolean =>
  state !== "cancelled" && state !== "outdated" && expiresAt > now;

export function presentExport(
  { clock, exportLinks }: Pick<ExportDeps, "clock" | "exportLinks">,
  row: ExportRow,
  { caller: { tokenSha256 } }: Call,
): RouteAnswer<"readExport"> {
  const { kind, state } = row;
  const { zh, en } = exportKindOf(kind);
  const mayBeTaken = tokenSha256 !== null && isOpen(row, clock());
  const url = mayBeTaken
    ? pathOf("downloadExport", { token: exportLinks.sign({ code: 0, id: row.id, tokenSha256 }).token })
    : null;
  return {
    exportId: row.id,
    kind,
    kindLabel: { zh, en },
    format: row.format,
    fileName: fileNameOf(row),
    filters: scopeOf(row).filters,
    state,
    ...exportStates[state],
    rowsTotal: row.rowsTotal,
    rowsSent: row.rowsSent,
    bytesTotal: row.bytesTotal,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    url,
  };
}
