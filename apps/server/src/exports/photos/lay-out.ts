/** Assigns each photo of a frozen list its file name and offset, so that the ZIP is reproducible at any time. */
import { and, eq, sql } from "drizzle-orm";
import { directoryEndBytes, directoryEntryBytes, entryBytes } from "../../core/zip.ts";
import type { Transaction } from "../../infra/db/database.ts";
import { exportPhotos } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { eachPhoto, type FrozenList } from "./frozen-photos.ts";
import { maxPhotos, photoPath } from "./photo-path.ts";
import { sameFileKey } from "./safe-name.ts";

interface Laid {
  readonly photos: number;
  /** Size of the complete ZIP. */
  readonly bytesTotal: number;
}

interface Place {
  readonly position: number;
  readonly copy: number;
  readonly startsAt: number;
}

const atOnce = 1000;

export async function layOut(tx: Transaction, sealer: Sealer, list: FrozenList): Promise<Laid> {
  const copyOf = countCopies();
  let at = 0;
  let photos = 0;
  let directory = directoryEndBytes;
  let places: Place[] = [];
  for await (const { listed, student, path: query } of eachPhoto({ db: tx, sealer }, list, 0)) {
    const { position, bytes } = listed.photo;
    const copy = copyOf(query, (wanted) => photoPath(list, student, { position, copy: wanted }));
    const path = copy === 1 ? query : photoPath(list, student, { position, copy });
    // The offset counts from 1, because the column does not allow 0.
    places.push({ position, copy, startsAt: at + 1 });
    directory += directoryEntryBytes(path, at);
    at += entryBytes(path, bytes);
    photos += 1;
    if (places.length < atOnce) continue;
    await storePlaces(tx, list, places);
    places = [];
  }
  await storePlaces(tx, list, places);
  if (photos > maxPhotos) throw new Error("More photos than one ZIP has names for");
  return { photos, bytesTotal: at + directory };
}

/** Counts the copies of a name. The first photo with a name gets it without a suffix. */
function countCopies() {
  const taken = new Set<string>();
  const copies = new Map<string, number>();
  return (query: string, pathOf: (copy: number) => string): number => {
    const key = sameFileKey(query);
    let copy = (copies.get(key) ?? 0) + 1;
    // Another student's name may equal the suffixed one.
    while (taken.has(sameFileKey(pathOf(copy)))) copy += 1;
    copies.set(key, copy);
    taken.add(sameFileKey(pathOf(copy)));
    return copy;
  };
}

async function storePlaces(
  tx: Transaction,
  { exportId }: FrozenList,
  places: readonly Place[],
): Promise<void> {
  const column = (name: keyof Place) => sql.param(places.map((place) => place[name]));
  const unnested = sql`unnest(${column("position")}::int[], ${column("copy")}::int[], ${column("startsAt")}::bigint[])`;
  await tx
    .update(exportPhotos)
    .set({ copy: sql`layout.copy`, startsAt: sql`layout.starts_at` })
    .from(sql`${unnested} as layout(place, copy, starts_at)`)
    .where(and(eq(exportPhotos.exportId, exportId), sql`${exportPhotos.position} = layout.place`));
}
