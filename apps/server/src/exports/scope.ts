/** Scope of an export: rows, filters, language and point in time. */
import type { Language } from "@gradphoto/domain";
import type { Scope } from "../core/file-rows.ts";
import type { exports } from "../infra/db/schema/index.ts";

export type ExportRow = typeof exports.$inferSelect;

export interface ExportScope extends Scope {
  readonly language: Language;
}

export function scopeOf({ filters, schoolCode, department, province, language, createdAt }: ExportRow): ExportScope {
  return { filters, schoolCode, department, province, language, now: createdAt };
}
