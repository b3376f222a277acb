/**
 * Records each download of an export, each photo of a ZIP and each student named in a list, before the first byte is
 * sent.
 */
import { and, asc, eq, gt } from "drizzle-orm";
import { appendAudit, appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { exportPhotos } from "../infra/db/schema/index.ts";
import type { ExportDeps, ExportRow } from "./deps.ts";

const atOnce = 10_000;

/**
 * Records a download. `from` is the first requested byte. A ZIP can be resumed at any byte, so each request counts all
 * its photos as downloaded.
 */
export const recordDownload = (
  { db, clock }: ExportDeps,
  row: ExportRow,
  actor: string,
  from: number,
): Promise<void> =>
  inTransaction(db, async (tx) => {
    await appendAudit(tx, clock, actor, "export-downloaded", `export:${row.id}`, {
      kind: row.kind,
      from,
    });
    if (row.format !== "zip" || row.state !== "ready") return;
    for await (const subjects of photosOf(tx, row.id)) {
      await appendAuditOfEach(
        tx,
        clock,
        { actor, action: "photo-downloaded", details: { export: row.id } },
        subjects,
      );
    }
  });

/** Records a download of the list of a ZIP. */
export const recordManifest = (
  { db, clock }: ExportDeps,
  row: ExportRow,
  actor: string,
  format: string,
): Promise<void> =>
  inTransaction(db, (tx) =>
    appendAudit(tx, clock, actor, "photo-list-downloaded", `export:${row.id}`, {
      kind: row.kind,
      format,
    }),
  );

/** Records the students whose names and numbers a list contains. */
export async function recordNamed(
  { db, clock }: ExportDeps,
  exportId: string,
  actor: string,
  collectionIds: readonly string[],
): Promise<void> {
  if (collectionIds.length === 0) return;
  const subjects = collectionIds.map((id) => `collection:${id}`);
  await inTransaction(db, (tx) =>
    appendAuditOfEach(
      tx,
      clock,
      { actor, action: "student-named", details: { export: exportId } },
      subjects,
    ),
  );
}

async function* photosOf(tx: Transaction, exportId: string): AsyncGenerator<readonly string[]> {
  for (let last = 0; ; ) {
    const rows = await tx
      .select({ position: exportPhotos.position, attemptId: exportPhotos.attemptId })
      .from(exportPhotos)
      .where(and(eq(exportPhotos.exportId, exportId), gt(exportPhotos.position, last)))
      .orderBy(asc(exportPhotos.position))
      .limit(atOnce);
    last = rows.at(-1)?.position ?? last;
    if (rows.length > 0) yield rows.map(({ attemptId }) => `attempt:${attemptId}`);
    if (rows.length < atOnce) return;
  }
}
