import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { originalOf } from "../core/attempt/pictures.ts";
import { moveReason, sealWords } from "../core/free-words.ts";
import { accounts, attempts, collectionHistory } from "../infra/db/schema/index.ts";
import { encrypted, PlainObjectError } from "../infra/object-store/encrypted.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import { createSealer, type SealKey } from "../infra/sealing/seal.ts";
import { openPhotoWorld, portrait } from "../photos/testing/photo-world.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { rekeyColumn, rekeyObjects, sealedColumns } from "./rekey.ts";

const key = (id: string): SealKey => ({ id, key: randomBytes(32) });
const [older, newer] = [key("older"), key("newer")];
const { db } = await openTestDatabase();
const disk = createLocalDisk(temporaryFolder("rekey"));
const previous = encrypted(disk, [older], randomBytes);
const both = encrypted(disk, [newer, older], randomBytes);
const after = encrypted(disk, [newer], randomBytes);
const world = openPhotoWorld(db, previous);
await world.addSchool();
const project = await world.addProject();

const faults: string[] = [];
const onFault = (place: string, error: unknown): void =>
  void faults.push(`${place}: ${error instanceof Error ? error.message : ""}`);
const quiet = { onProgress: () => {}, onFault };

const uploaded = async () => {
  const id = await world.uploadPortrait(await world.addStudent(project));
  const [row] = await db.select().from(attempts).where(eq(attempts.id, id));
  if (!row) throw new Error("no attempt");
  return row;
};

test("every picture is re-encrypted with the newest key while it is being read, and the old key can be removed", async () => {
  const rows = [await uploaded(), await uploaded(), await uploaded()];
  const [first] = rows;
  let reading = true;
  let reads = 0;
  const reader = (async () => {
    while (reading && first) {
      await readChecked(both, originalOf(first));
      reads += 1;
    }
  })();
  const reported: number[] = [];
  const deps = { db, clock: world.deps.clock, objects: both, takesPlain: false };
  expect(await rekeyObjects(deps, { onProgress: (done) => reported.push(done), onFault })).toEqual({
    renewed: 3,
    faults: 0,
  });
  reading = false;
  await reader;
  expect(reads).toBeGreaterThan(0);
  expect(reported).toEqual([3]);
  for (const row of rows)
    expect((await readChecked(after, originalOf(row))).length).toBe(portrait.length);
  await expect(previous.get(first?.originalKey ?? "")).rejects.toThrow("not in the ring");
  expect(await rekeyObjects(deps, quiet)).toEqual({ renewed: 0, faults: 0 });
});

test("a plain object in place of an encrypted one is refused, and encrypted only on request", async () => {
  const row = await uploaded();
  await disk.put(row.originalKey, portrait);
  await expect(both.get(row.originalKey)).rejects.toThrow(PlainObjectError);
  const deps = { db, clock: world.deps.clock, objects: both };
  faults.length = 0;
  expect(await rekeyObjects({ ...deps, takesPlain: false }, quiet)).toEqual({
    renewed: 0,
    faults: 1,
  });
  expect(faults).toEqual([expect.stringMatching(`^${row.originalKey}: .*not encrypted`)]);
  expect(await rekeyObjects({ ...deps, takesPlain: true }, quiet)).toEqual({
    renewed: 1,
    faults: 0,
  });
  expect(Buffer.from(await readChecked(after, originalOf(row))).equals(portrait)).toBe(true);
});

test("every sealed column is re-encrypted and opens with only the newest key", async () => {
  const [sealedEarlier, ring] = [
    createSealer([older], randomBytes),
    createSealer([newer, older], randomBytes),
  ];
  await db.update(accounts).set({ phone: null, phoneHash: null });
  const ids = await Promise.all(Array.from({ length: 3 }, () => world.addAccount()));
  const placeOf = (rowId: string) => ({ column: "accounts.phone", rowId });
  for (const id of ids) {
    const phone = sealedEarlier.seal("13800000000", placeOf(id));
    const phoneHash = world.deps.searchHash("phone", id);
    await db.update(accounts).set({ phone, phoneHash }).where(eq(accounts.id, id));
  }
  expect(sealedColumns()).toContainEqual({ table: "accounts", column: "phone" });
  expect(sealedColumns().length).toBeGreaterThan(12);
  const column = { table: "accounts", column: "phone" };
  expect(await rekeyColumn(db, ring, "newer", column, onFault)).toEqual({ renewed: 3, faults: 0 });
  expect(await rekeyColumn(db, ring, "newer", column, onFault)).toEqual({ renewed: 0, faults: 0 });
  const sealedAfter = createSealer([newer], randomBytes);
  for (const id of ids) {
    const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
    expect(row?.phone && sealedAfter.open(row.phone, placeOf(id))).toBe("13800000000");
  }
  // Regression: the name of a two-word column was not converted to the name in the database.
  for (const one of sealedColumns()) await rekeyColumn(db, ring, "newer", one, onFault);
});

test("every row of a table with numeric ids is re-encrypted in several batches", async () => {
  const { collectionId } = await world.addStudent(project);
  const [sealedEarlier, ring] = [
    createSealer([older], randomBytes),
    createSealer([newer, older], randomBytes),
  ];
  const line = {
    collectionId,
    move: "escalate",
    toState: "in_review",
    actorRole: "reviewer",
  } as const;
  const lines = Array.from({ length: 450 }, () => ({ ...line, at: world.deps.clock() }));
  const written = await db
    .insert(collectionHistory)
    .values(lines)
    .returning({ id: collectionHistory.id });
  for (const { id } of written) {
    const sealedReason = sealWords(sealedEarlier, moveReason, id, "请看头巾");
    await db.update(collectionHistory).set({ sealedReason }).where(eq(collectionHistory.id, id));
  }
  const column = { table: "collection_history", column: "sealed_reason" };
  expect(await rekeyColumn(db, ring, "newer", column, onFault)).toEqual({
    renewed: 450,
    faults: 0,
  });
  expect(await rekeyColumn(db, ring, "newer", column, onFault)).toEqual({ renewed: 0, faults: 0 });
});
