/** How one row of the audit log hangs on the row before it. */
import type { AuditAction } from "@gradphoto/domain";
import type { AuditKeys } from "./audit-keys.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What happened. No names, phones or identity strings: ids alone. */
export interface AuditEntry {
  /** Who: a role and an id, such as "reviewer:…" or "system". */
  readonly actor: string;
  readonly action: AuditAction;
  /** To what, such as "collection:…". */
  readonly subject: string;
  readonly details: { readonly [key: string]: Json };
}

/** As stored, by this program or another. */
export interface AuditRow extends Omit<AuditEntry, "action" | "details"> {
  readonly action: string;
  readonly seq: number;
  readonly at: Date;
  readonly details: unknown;
  readonly previousHash: string;
  readonly keyId: string;
}

/** Of a log without a row. */
export const emptyHash = "0".repeat(64);

/** 64 hexadecimal digits. Throws for a key that is not in the list. */
export function hashOfRow(keys: Pick<AuditKeys, "hash">, row: AuditRow): string {
  const { seq, at, actor, action, subject, details, previousHash, keyId } = row;
  const text = canonical([seq, at.toISOString(), actor, action, subject, details, previousHash]);
  return keys.hash(keyId, text);
}

/** JSON with sorted keys: the database keeps no order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(",")}}`;
}
