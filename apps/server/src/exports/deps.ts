/** Dependencies of the exports feature, and the scope of an export: rows, filters, language and point in time. */
import type { ExportKind, Language, ListOfKind } from "@gradphoto/domain";
import type { FileOf, Scope } from "../core/file-rows.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { exports } from "../infra/db/schema/index.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { PictureLinks } from "../infra/picture-links.ts";
import type { SignedLinks } from "../infra/signed-links.ts";

/** Every export kind except the ZIP. */
export type TableKind = Exclude<ExportKind, "finished-photos">;

/** Readers of the lists, which belong to features that this one does not depend on. */
export type FileReaders = { readonly [Kind in TableKind]: FileOf<ListOfKind<Kind>> };

export interface ExportDeps extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer"> {
  readonly objects: Pick<ObjectStore, "get">;
  readonly lists: FileReaders;
  readonly exportLinks: SignedLinks;
  readonly links: Pick<PictureLinks, "sign">;
}

export type ExportRow = typeof exports.$inferSelect;

export interface ExportScope extends Scope {
  readonly language: Language;
}

export function scopeOf({
  filters,
  schoolCode,
  department,
  province,
  language,
  createdAt,
}: ExportRow): ExportScope {
  return { filters, schoolCode, department, province, language, now: createdAt };
}
