/** A list as its file reads it: counted once, then page by page through the reader of its noun, never all at once. */
import type { FileRowOf, List, Province } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import type { Page, PageQuery } from "./page.ts";

/** What a file covers. */
export interface Scope {
  readonly filters: ParsedInput<"startExport">["body"]["filters"];
  /** Of staff of one school, who see that one alone. */
  readonly schoolCode: string | null;
  /** Of staff of one department of it, who see its students alone. */
  readonly department: string | null;
  /** Of staff of one province, who see that one's schools. */
  readonly province?: Province | null;
  /** When it was asked for. */
  readonly now: Date;
}

export interface FilePage<Row> extends Page<Row> {
  /** The collections whose students the rows name in full: each is recorded as a look. */
  readonly named?: readonly string[];
}

export interface FileReader<Row> {
  /** On all pages together. */
  readonly count: (scope: Scope) => Promise<number>;
  /** In an order that stays while it is sent: nothing comes twice, whatever is added meanwhile. */
  readonly page: (scope: Scope, page: PageQuery) => Promise<FilePage<Row>>;
}

export type FileOf<Of extends List> = FileReader<FileRowOf<Of>>;
