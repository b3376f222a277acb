/** Processes one photo of a batch: skips it if it is done, otherwise makes it, writes it and adds a journal entry. */
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Bilingual, PhotoSpec, Verdict } from "@gradphoto/domain/photo-standard";
import type { Outcome } from "@gradphoto/engine";
import type { EnginePool } from "@gradphoto/engine/node";
import { WriteError, writeAtomically } from "../write-atomically.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import type { BatchPhoto } from "./list-photos.ts";

/** SHA-256 of bytes or text, as hexadecimal digits. */
export const sha256Of = (content: Uint8Array | string): string =>
  createHash("sha256").update(content).digest("hex");

export interface Batch {
  readonly folder: string;
  readonly outFolder: string;
  readonly spec: PhotoSpec;
  /** Digest of what decides the results besides the sources. */
  readonly madeBy: string;
  readonly pool: EnginePool;
  readonly journal: Journal;
}

export type Processed =
  | { readonly how: "made-now" | "done-before"; readonly entry: JournalEntry }
  /** The engine or the disk failed. The journal gets no entry, so the next run retries the photo. */
  | {
      readonly how: "broken";
      readonly file: string;
      readonly reason: Bilingual;
      readonly unwritten: boolean;
    };

/**
 * Processes one photo. It is on disk before its journal entry, so a kill in between costs only the work on this photo.
 */
export async function processPhoto(photo: BatchPhoto, batch: Batch): Promise<Processed> {
  try {
    const bytes = await readFile(join(batch.folder, photo.file));
    const sourceSha256 = sha256Of(bytes);
    const previous = batch.journal.entries.get(photo.file);
    if (previous && (await stillHolds(previous, photo, sourceSha256, batch)))
      return { how: "done-before", entry: previous };
    const outcome = await batch.pool.standardize(bytes, batch.spec);
    const target = join(batch.outFolder, photo.output);
    const written = outcome.kind === "made" ? outcome.photo : null;
    if (written) await writeAtomically(target, written);
    else await rm(target, { force: true });
    const entry = entryOf(photo, outcome, written, batch);
    await batch.journal.append(entry);
    return { how: "made-now", entry };
  } catch (error) {
    const unwritten = error instanceof WriteError;
    const words = error instanceof Error ? error.message : String(error);
    return {
      how: "broken",
      file: photo.file,
      reason: unwritten ? error.problem : { zh: words, en: words },
      unwritten,
    };
  }
}

async function stillHolds(
  { sourceSha256, madeBy, output }: JournalEntry,
  photo: BatchPhoto,
  sourceNow: string,
  batch: Batch,
): Promise<boolean> {
  if (sourceSha256 !== sourceNow || madeBy !== batch.madeBy) return false;
  if (output === null) return true;
  if (output.file !== photo.output) return false;
  const there = await readFile(join(batch.outFolder, output.file)).catch(() => null);
  return there !== null && sha256Of(there) === output.sha256;
}

function entryOf(
  photo: BatchPhoto,
  { kind, report }: Outcome,
  written: Uint8Array | null,
  { spec, madeBy }: Batch,
): JournalEntry {
  const idsWith = (kind: Verdict): string[] =>
    report.findings.filter(({ verdict }) => verdict === kind).map(({ id }) => id);
  return {
    file: photo.file,
    sourceSha256: report.source.sha256,
    madeBy,
    spec: spec.id,
    engine: report.engine.version,
    verdict: kind === "unreadable" ? "unreadable" : report.verdict,
    output: written && { file: photo.output, sha256: sha256Of(written), bytes: written.length },
    failing: idsWith("fail"),
    warnings: idsWith("warn"),
  };
}
