/** Hash that links each row of the audit log to the previous row. */
import type { AuditAction } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import type { Transaction } from "../../infra/db/database.ts";
import type { AuditKeys } from "./audit-keys.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** The event. Contains only ids: no names, phones or identity strings. */
export interface AuditEntry {
  /** The actor: a role and an id, such as "reviewer:…", or "system". */
  readonly actor: string;
  readonly action: AuditAction;
  /** The subject, such as "collection:…". */
  readonly subject: string;
  readonly details: { readonly [key: string]: Json };
}

/** Row as stored, by this or another version of the program. */
export interface AuditRow extends Omit<AuditEntry, "action" | "details"> {
  readonly action: string;
  readonly seq: number;
  readonly at: Date;
  readonly details: unknown;
  readonly previousHash: string;
  readonly keyId: string;
}

/** Hash of an empty log. */
export const emptyHash = "0".repeat(64);

/** Returns the row's hash in 64 hexadecimal digits. Throws for a key that is not in the list. */
export function hashOfRow(keys: Pick<AuditKeys, "hash">, row: AuditRow): string {
  const { seq, at, actor, action, subject, details, previousHash, keyId } = row;
  const text = canonical([seq, at.toISOString(), actor, action, subject, details, previousHash]);
  return keys.hash(keyId, text);
}

/** Serializes as JSON with sorted keys, because the database does not preserve key order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(",")}}`;
}

/** Appends one row. It commits or rolls back with the caller's transaction. */
export const appendAudit = (
  tx: Transaction,
  clock: Clock,
  actor: string,
  action: AuditAction,
  subject: string,
  details: AuditEntry["details"] = {},
): Promise<void> => appendAuditOfEach(tx, clock, { actor, action, details }, [subject]);

/** Appends one row per subject for the same action, in the order of `subjects`. */
export async function appendAuditOfEach(
  tx: Transaction,
  clock: Clock,
  { actor, action, details }: Omit<AuditEntry, "subject">,
  subjects: readonly string[],
): Promise<void> {
  const at = clock().toISOString();
  await tx.execute(
    sql`insert into audit_outbox (at, actor, action, subject, details)
        select ${at}::timestamptz, ${actor}, ${action}, subject, ${JSON.stringify(details)}::jsonb
        from unnest(${sql.param(subjects)}::text[]) with ordinality as subjects (subject, place) order by place`,
  );
}
