/** Readers that feed list exports: they count the rows once, then read page by page instead of all at once. */
import type { FileRowOf, List, Province } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import type { Page, PageQuery } from "./page.ts";

/** Rows that an export covers. */
export interface Scope {
  readonly filters: ParsedInput<"startExport">["body"]["filters"];
  /** Set for staff of one school, who see only that school. */
  readonly schoolCode: string | null;
  /** Set for staff of one department, who see only its students. */
  readonly department: string | null;
  /** Set for staff of one province, who see only its schools. */
  readonly province?: Province | null;
  /** Time of the request. */
  readonly now: Date;
}

export interface FilePage<Row> extends Page<Row> {
  /** Collections whose students the rows name in full. Each is recorded in the audit log as viewed. */
  readonly named?: readonly string[];
}

export interface FileReader<Row> {
  /** Number of rows on all pages together. */
  readonly count: (scope: Scope) => Promise<number>;
  /** Reads one page. The order is stable while the file is sent, so concurrent inserts never cause duplicates. */
  readonly page: (scope: Scope, page: PageQuery) => Promise<FilePage<Row>>;
}

export type FileOf<Of extends List> = FileReader<FileRowOf<Of>>;
