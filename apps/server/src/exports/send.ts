/** A download in progress. Its progress is stored in the database, from which it also learns of a cancellation. */
import { and, eq, exists, gt, inArray, isNull } from "drizzle-orm";
import { exports, sessions } from "../infra/db/schema/index.ts";
import type { ExportDeps } from "./deps.ts";

export interface Chunk {
  readonly bytes: Uint8Array;
  /** Number of rows of the export in these bytes. */
  readonly rows: number;
}

/**
 * Error that ends a download: the export was cancelled, the session ended, or another download of the same export
 * replaced this one. The bytes sent so far are incomplete.
 */
class DownloadEnded extends Error {}

export interface Download {
  readonly exportId: string;
  /** Hash of the session's token. */
  readonly tokenSha256: string;
  /** True if the last byte of the download is the last byte of the file. */
  readonly toTheEnd: boolean;
  /** Returns true if the error means that the content cannot be reproduced any more. */
  readonly isOutdated: (error: unknown) => boolean;
}

/** Number of rows between two checks: a page of a table, or as many photos. */
const rowsBetweenLooks = 20;

/** Yields the bytes of `chunks` as fast as the client reads them. */
export async function* sendTracked(
  { db, clock, ids }: Pick<ExportDeps, "db" | "clock" | "ids">,
  { exportId, tokenSha256, toTheEnd, isOutdated }: Download,
  chunks: AsyncIterable<Chunk>,
): AsyncGenerator<Uint8Array> {
  const stream = ids();
  const whereThisRunningExport = and(
    eq(exports.id, exportId),
    eq(exports.stream, stream),
    eq(exports.state, "running"),
  );
  const signedIn = () =>
    exists(
      db
        .select({ id: sessions.id })
        .from(sessions)
        .where(
          and(
            eq(sessions.tokenSha256, tokenSha256),
            isNull(sessions.revokedAt),
            gt(sessions.expiresAt, clock()),
          ),
        ),
    );
  const note = async (rowsSent: number): Promise<void> => {
    const noted = await db
      .update(exports)
      .set({ rowsSent })
      .where(and(whereThisRunningExport, signedIn()))
      .returning({ id: exports.id });
    if (noted.length === 0) throw new DownloadEnded();
  };
  const begun = await db
    .update(exports)
    .set({ state: "running", stream, endedAt: null })
    .where(
      and(
        eq(exports.id, exportId),
        inArray(exports.state, ["ready", "running", "interrupted", "done"]),
      ),
    )
    .returning({ id: exports.id });
  if (begun.length === 0) throw new DownloadEnded();
  let state: "interrupted" | "done" | "outdated" = "interrupted";
  try {
    let checkedRows = 0;
    let rows = 0;
    for await (const chunk of chunks) {
      if (chunk.bytes.length > 0) yield chunk.bytes;
      rows = chunk.rows;
      if (rows - checkedRows < rowsBetweenLooks) continue;
      checkedRows = rows;
      await note(rows);
    }
    await note(rows);
    if (toTheEnd) state = "done";
  } catch (error) {
    if (isOutdated(error)) state = "outdated";
    throw error;
  } finally {
    const endedAt = state === "interrupted" ? null : clock();
    await db.update(exports).set({ state, endedAt }).where(whereThisRunningExport);
  }
}
