/** All columns that refer to an object. An object that none of them names is an orphan. */
import { isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "../db/database.ts";
import { attempts, auditSegments, identityEvidence, invoiceRequests } from "../db/schema/index.ts";

export interface Reference {
  /** First part of the key, before the slash. */
  readonly folder: string;
  readonly table: PgTable;
  readonly key: PgColumn;
  /** Hash of the plain bytes, before encryption. */
  readonly sha256: PgColumn;
  /** Condition for the rows whose objects must exist. */
  readonly where?: SQL;
}

const ofAttempts = { table: attempts, where: isNull(attempts.picturesDeletedAt) };

export const references: readonly Reference[] = [
  {
    folder: "originals",
    key: attempts.originalKey,
    sha256: attempts.originalSha256,
    ...ofAttempts,
  },
  { folder: "photos", key: attempts.photoKey, sha256: attempts.photoSha256, ...ofAttempts },
  { folder: "shown", key: attempts.displayKey, sha256: attempts.displaySha256, ...ofAttempts },
  { folder: "reports", key: attempts.reportKey, sha256: attempts.reportSha256, ...ofAttempts },
  {
    folder: "invoices",
    table: invoiceRequests,
    key: invoiceRequests.fileKey,
    sha256: invoiceRequests.fileSha256,
  },
  {
    folder: "evidence",
    table: identityEvidence,
    key: identityEvidence.objectKey,
    sha256: identityEvidence.objectSha256,
  },
  {
    folder: "audit-segments",
    table: auditSegments,
    key: auditSegments.objectKey,
    sha256: auditSegments.objectSha256,
  },
];

/** Selects all keys in one column, `key`. */
export const allKeys: SQL = sql.join(
  references.map(
    ({ table, key, where }) =>
      sql`select ${key} as key from ${table} where ${isNotNull(key)} and ${where ?? sql`true`}`,
  ),
  sql` union all `,
);

/** Returns true if a row that requires the object refers to it now. */
export async function isReferenced(db: Database, key: string): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from (${allKeys}) as kept where key = ${key} limit 1`,
  );
  return rows.length > 0;
}
