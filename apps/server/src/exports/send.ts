/** A download in progress: how far it is stands in the database, where cancelling it is seen as well. */
import { and, eq, exists, gt, inArray, isNull } from "drizzle-orm";
import { exports, sessions } from "../infra/db/schema/index.ts";
import type { ExportDeps } from "./deps.ts";

export interface Chunk {
  readonly bytes: Uint8Array;
  /** Of the export, with these bytes. */
  readonly rows: number;
}

/** Cancelled, signed out, or another download of the same export took its place: what was sent so far is not the file. */
export class DownloadEnded extends Error {}

export interface Download {
  readonly exportId: string;
  /** Of the session it belongs to. */
  readonly tokenSha256: string;
  /** Whether its last byte is the file's. */
  readonly toTheEnd: boolean;
  /** The contents cannot be made any more as they were. */
  readonly isOutdated: (error: unknown) => boolean;
}

/** A page of a table, or so many photos. */
const rowsBetweenLooks = 20;

/** The bytes of `chunks`, no faster than they are taken. */
export async function* sendTracked(
  { db, clock, ids }: Pick<ExportDeps, "db" | "clock" | "ids">,
  { exportId, tokenSha256, toTheEnd, isOutdated }: Download,
  chunks: AsyncIterable<Chunk>,
): AsyncGenerator<Uint8Array> {
  const stream = ids();
  const isThis = and(eq(exports.id, exportId), eq(exports.stream, stream), eq(exports.state, "running"));
  const signedIn = () =>
    exists(
      db
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.tokenSha256, tokenSha256), isNull(sessions.revokedAt), gt(sessions.expiresAt, clock()))),
    );
  const note = async (rowsSent: number): Promise<void> => {
    const noted = await db
      .update(exports)
      .set({ rowsSent })
      .where(and(isThis, signedIn()))
      .returning({ id: exports.id });
    if (noted.length === 0) throw new DownloadEnded();
  };
  const begun = await db
    .update(exports)
    .set({ state: "running", stream, endedAt: null })
    .where(and(eq(exports.id, exportId), inArray(exports.state, ["ready", "running", "interrupted", "done"])))
    .returning({ id: exports.id });
  if (begun.length === 0) throw new DownloadEnded();
  let state: "interrupted" | "done" | "outdated" = "interrupted";
  try {
    let looked = 0;
    let rows = 0;
    for await (const chunk of chunks) {
      if (chunk.bytes.length > 0) yield chunk.bytes;
      rows = chunk.rows;
      if (rows - looked < rowsBetweenLooks) continue;
      looked = rows;
      await note(rows);
    }
    await note(rows);
    if (toTheEnd) state = "done";
  } catch (error) {
    if (isOutdated(error)) state = "outdated";
    throw error;
  } finally {
    const endedAt = state === "interrupted" ? null : clock();
    await db.update(exports).set({ state, endedAt }).where(isThis);
  }
}
