/** File format of an audit segment in the object store: gzip-compressed JSON, one entry per line. */
import { promisify } from "node:util";
import { gunzip, gzipSync } from "node:zlib";
import { z } from "zod";
import type { audit } from "../../../infra/db/schema/index.ts";
import { ObjectChangedError, type ObjectStore } from "../../../infra/object-store/object-store.ts";
import { readChecked } from "../../../infra/object-store/read-checked.ts";

export type Row = typeof audit.$inferSelect;

const hash = z.string().length(64);
const line = z.object({
  seq: z.number(),
  at: z.iso.datetime().transform((at) => new Date(at)),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.unknown(),
  previousHash: hash,
  hash,
  keyId: z.string(),
});

/** Decompression limit, far above the size of one segment. */
const maxBytes = 256 * 1024 * 1024;

export const packSegment = (rows: readonly Row[]): Uint8Array =>
  gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

export interface StoredSegment {
  readonly objectKey: string;
  readonly objectSha256: string;
}

/** Decompresses in the thread pool, so that it does not block requests. */
const unpack = promisify(gunzip);

/**
 * Returns the wanted entries in order. `isWanted` receives each raw line, so that other lines are not parsed. Throws as
 * `readChecked` does.
 */
export async function readSegment(
  objects: Pick<ObjectStore, "get">,
  { objectKey: key, objectSha256: sha256 }: StoredSegment,
  isWanted: (text: string) => boolean = () => true,
): Promise<readonly Row[]> {
  const packed = await readChecked(objects, { key, sha256 });
  try {
    const lines = (await unpack(packed, { maxOutputLength: maxBytes }))
      .toString()
      .split("\n")
      .slice(0, -1);
    return lines.filter(isWanted).map((text) => line.parse(JSON.parse(text)));
  } catch (cause) {
    throw new ObjectChangedError("A segment of the audit log is not one", { cause });
  }
}
