/**
 * A ZIP of finished photos, generated while it is sent. The frozen list determines names and offsets, so any range is
 * reproducible at any time. Only one photo is in memory.
 */
import { crc32 } from "node:zlib";
import { and, desc, eq, lte } from "drizzle-orm";
import { directoryEnd, directoryEntry, localHeader } from "../../core/zip.ts";
import { exportPhotos } from "../../infra/db/schema/index.ts";
import { ObjectMissingError, readChecked } from "../../infra/object-store/read-checked.ts";
import type { ExportDeps } from "../deps.ts";
import type { Chunk } from "../send.ts";
import { eachPhoto, type FrozenList, type FrozenPhoto, ListChangedError } from "./frozen-photos.ts";

export interface FrozenZip {
  readonly list: FrozenList;
  readonly photos: number;
  readonly bytesTotal: number;
  readonly createdAt: Date;
}

export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Yields the bytes of `part`, whose end is exclusive. `rows` is the number of photos sent so far. */
export async function* readZip(
  deps: ExportDeps,
  zip: FrozenZip,
  part: ByteRange,
): AsyncGenerator<Chunk> {
  const first = await firstWithin(deps, zip.list, part.from);
  let at = first.startsAt - 1;
  let sent = first.position - 1;
  const cut = (bytes: Uint8Array, rows: number): Chunk => {
    const startsAt = at;
    at += bytes.length;
    return {
      bytes: bytes.subarray(Math.max(0, part.from - startsAt), Math.max(0, part.to - startsAt)),
      rows,
    };
  };
  for await (const frozen of eachPhoto(deps, zip.list, sent)) {
    if (at >= part.to) return;
    const { position, startsAt } = frozen.listed.photo;
    if (startsAt - 1 !== at) throw new ListChangedError();
    const bytes = await readPhoto(deps, frozen);
    const facts = {
      name: frozen.path,
      bytes: bytes.length,
      crc32: await precomputedCrc(deps, frozen, bytes),
    };
    sent = position;
    yield cut(Buffer.concat([localHeader(facts, zip.createdAt), bytes]), sent);
  }
  if (at >= part.to) return;
  if (sent !== zip.photos) throw new ListChangedError();
  const startsAt = at;
  let named = 0;
  for await (const frozen of eachPhoto(deps, zip.list, 0)) {
    named += 1;
    const { bytes, startsAt: from } = frozen.listed.photo;
    const sum =
      frozen.listed.photo.crc32 ??
      (await precomputedCrc(deps, frozen, await readPhoto(deps, frozen)));
    yield cut(
      directoryEntry({ name: frozen.path, bytes, crc32: sum, startsAt: from - 1 }, zip.createdAt),
      sent,
    );
  }
  if (named !== zip.photos) throw new ListChangedError();
  yield cut(directoryEnd({ entries: zip.photos, startsAt, bytes: at - startsAt }), sent);
  if (at !== zip.bytesTotal) throw new ListChangedError();
}

/** Finds the last photo that begins at or before byte `offset`. */
async function firstWithin({ db }: ExportDeps, { exportId }: FrozenList, offset: number) {
  const [first] = await db
    .select({ position: exportPhotos.position, startsAt: exportPhotos.startsAt })
    .from(exportPhotos)
    .where(and(eq(exportPhotos.exportId, exportId), lte(exportPhotos.startsAt, offset + 1)))
    .orderBy(desc(exportPhotos.position))
    .limit(1);
  if (!first) throw new ListChangedError();
  return first;
}

async function readPhoto({ objects }: ExportDeps, { listed }: FrozenPhoto): Promise<Uint8Array> {
  const { photo, key, sha256, deletedAt } = listed;
  if (deletedAt !== null) throw new ListChangedError();
  const bytes = await readChecked(objects, { key, sha256 }).catch((error: unknown) => {
    throw error instanceof ObjectMissingError ? new ListChangedError() : error;
  });
  if (bytes.length !== photo.bytes) throw new ListChangedError();
  return bytes;
}

/** Returns the checksum and stores it at first use, because the directory needs those of all photos. */
async function precomputedCrc(
  { db }: ExportDeps,
  { listed: { photo } }: FrozenPhoto,
  bytes: Uint8Array,
): Promise<number> {
  if (photo.crc32 !== null) return photo.crc32;
  const sum = crc32(bytes);
  await db
    .update(exportPhotos)
    .set({ crc32: sum })
    .where(
      and(eq(exportPhotos.exportId, photo.exportId), eq(exportPhotos.position, photo.position)),
    );
  return sum;
}
