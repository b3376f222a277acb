/**
 * A ZIP of finished photos, made while it is sent. Names and sizes of the frozen list say where every byte stands, so
 * any part of it can be made at any time and is the same; in memory is one photo at a time.
 */

import { crc32 } from "node:zlib";
import type { Language } from "@gradphoto/domain";
import { and, eq, gt, sql } from "drizzle-orm";
import {
  directoryEnd,
  directoryEndBytes,
  directoryEntry,
  directoryEntryBytes,
  entryBytes,
  localHeader,
} from "../../core/zip/zip-parts.ts";
import { exportPhotos } from "../../infra/db/schema/index.ts";
import { ObjectGoneError, readChecked } from "../../infra/object-store/read-checked.ts";
import type { ExportDeps } from "../deps.ts";
import type { Chunk } from "../send.ts";
import { eachPhoto, type ListedPhoto, photoName } from "./frozen-photos.ts";
import { manifestLines, manifestName } from "./manifest.ts";

export interface FrozenZip {
  readonly exportId: string;
  readonly photos: number;
  readonly manifest: { readonly bytes: number; readonly crc32: number };
  readonly language: Language;
  readonly createdAt: Date;
}

export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What the list holds is not there any more as it was: retention came between. */
export class ChangedMeanwhile extends Error {}

/** Where the photos begin: behind the manifest. */
export const photosStartAt = (manifestBytes: number): number => entryBytes(manifestName, manifestBytes);

/** `photosBytes`: of all their entries; `far`: how many of them begin at 4 GiB or behind. */
export function zipBytes(manifestBytes: number, photos: number, photosBytes: number, far: number): number {
  const directory =
    directoryEntryBytes(manifestName, 0) +
    (photos - far) * directoryEntryBytes(photoName(1), 0) +
    far * directoryEntryBytes(photoName(1), Number.MAX_SAFE_INTEGER);
  return photosStartAt(manifestBytes) + photosBytes + directory + directoryEndBytes;
}

/** From the first byte of `part` up to, and without, its last; `rows`: photos sent so far. */
export async function* readZip(deps: ExportDeps, zip: FrozenZip, part: Part): AsyncGenerator<Chunk> {
  const { db } = deps;
  let at = 0;
  const cut = (bytes: Uint8Array, rows: number): Chunk => {
    const startsAt = at;
    at += bytes.length;
    return { bytes: bytes.subarray(Math.max(0, part.from - startsAt), Math.max(0, part.to - startsAt)), rows };
  };
  const photosAt = photosStartAt(zip.manifest.bytes);
  if (part.from < photosAt) {
    yield cut(localHeader({ name: manifestName, ...zip.manifest }, zip.createdAt), 0);
    let sum = 0;
    for await (const line of manifestLines(eachPhoto(db, zip.exportId, 0), deps.sealer, zip.language)) {
      sum = crc32(line, sum);
      yield cut(line, 0);
    }
    if (at !== photosAt || sum !== zip.manifest.crc32) throw new ChangedMeanwhile();
  }
  const before = await photosBefore(deps, zip, part.from - photosAt);
  at = photosAt + before.bytes;
  let sent = before.photos;
  for await (const listed of eachPhoto(db, zip.exportId, before.photos)) {
    if (at >= part.to) return;
    const bytes = await readPhoto(deps, listed);
    const { position } = listed.photo;
    const facts = { name: photoName(position), bytes: bytes.length, crc32: await knownCrc(deps, listed, bytes) };
    sent = position;
    yield cut(Buffer.concat([localHeader(facts, zip.createdAt), bytes]), sent);
  }
  if (at >= part.to) return;
  if (sent !== zip.photos) throw new ChangedMeanwhile();
  const startsAt = at;
  yield cut(directoryEntry({ name: manifestName, ...zip.manifest, startsAt: 0 }, zip.createdAt), sent);
  let named = 0;
  for await (const listed of eachPhoto(db, zip.exportId, 0)) {
    named += 1;
    const { position, bytes, startsAt: fromFirst } = listed.photo;
    const sum = listed.photo.crc32 ?? (await knownCrc(deps, listed, await readPhoto(deps, listed)));
    const entry = { name: photoName(position), bytes, crc32: sum, startsAt: photosAt + fromFirst - 1 };
    yield cut(directoryEntry(entry, zip.createdAt), sent);
  }
  if (named !== zip.photos) throw new ChangedMeanwhile();
  yield cut(directoryEnd({ entries: zip.photos + 1, startsAt, bytes: at - startsAt }), sent);
}

/** How many photos end before byte `offset` of all their entries, and how many bytes those take. */
async function photosBefore({ db }: ExportDeps, { exportId, photos }: FrozenZip, offset: number) {
  const isThere = eq(exportPhotos.exportId, exportId);
  const endsAfter = gt(
    sql`${exportPhotos.startsAt} - 1 + ${exportPhotos.bytes} + ${entryBytes(photoName(1), 0)}`,
    offset,
  );
  const [first] = await db
    .select()
    .from(exportPhotos)
    .where(and(isThere, endsAfter))
    .orderBy(exportPhotos.position)
    .limit(1);
  if (first) return { photos: first.position - 1, bytes: first.startsAt - 1 };
  const [last] = await db
    .select()
    .from(exportPhotos)
    .where(and(isThere, eq(exportPhotos.position, photos)));
  if (!last) throw new ChangedMeanwhile();
  return { photos, bytes: last.startsAt - 1 + entryBytes(photoName(photos), last.bytes) };
}

async function readPhoto({ objects }: ExportDeps, { photo, key, sha256, deletedAt }: ListedPhoto): Promise<Uint8Array> {
  if (deletedAt !== null) throw new ChangedMeanwhile();
  const bytes = await readChecked(objects, { key, sha256 }).catch((error: unknown) => {
    throw error instanceof ObjectGoneError ? new ChangedMeanwhile() : error;
  });
  if (bytes.length !== photo.bytes) throw new ChangedMeanwhile();
  return bytes;
}

/** Kept when it is seen first: the directory at the end needs those of all. */
async function knownCrc({ db }: ExportDeps, { photo }: ListedPhoto, bytes: Uint8Array): Promise<number> {
  if (photo.crc32 !== null) return photo.crc32;
  const sum = crc32(bytes);
  await db
    .update(exportPhotos)
    .set({ crc32: sum })
    .where(and(eq(exportPhotos.exportId, photo.exportId), eq(exportPhotos.position, photo.position)));
  return sum;
}
