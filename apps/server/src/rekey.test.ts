import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { originalOf } from "./core/attempt/stored-as.ts";
import { correctionReason, openWords } from "./core/free-words.ts";
import { accounts, attempts, corrections, staff } from "./infra/db/schema/index.ts";
import { encrypted, PlainObjectError } from "./infra/object-store/encrypted.ts";
import { createLocalDisk } from "./infra/object-store/local-disk.ts";
import { readChecked } from "./infra/object-store/read-checked.ts";
import { createSealer, type SealKey } from "./infra/sealing/seal.ts";
import { openPhotoWorld, portrait } from "./photos/testing/photo-world.ts";
import { uploadAttempt } from "./photos/upload-attempt.ts";
import { rekeyColumn, sealedColumns } from "./rekey-columns.ts";
import { rekeyObjects } from "./rekey-objects.ts";
import { sealPlainWords } from "./rekey-words.ts";
import { accepted } from "./testing/accepted.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { openTestDatabase } from "./testing/test-database.ts";

const key = (id: string): SealKey => ({ id, key: randomBytes(32) });
const [older, newer] = [key("older"), key("newer")];
const { db } = await openTestDatabase();
const disk = createLocalDisk(temporaryFolder("rekey"));
const before = encrypted(disk, [older], randomBytes);
const both = encrypted(disk, [newer, older], randomBytes);
const after = encrypted(disk, [newer], randomBytes);
const world = openPhotoWorld(db, before);
await world.addSchool();
const project = await world.addProject();

const faults: string[] = [];
const onFault = (place: string, error: unknown): void =>
  void faults.push(`${place}: ${error instanceof Error ? error.message : ""}`);
const quiet = { tell: () => {}, onFault };

const uploaded = async () => {
  const { accountId, collectionId } = await world.addStudent(project);
  const upload = { accountId, collectionId, byRole: "student", source: "camera", picture: portrait } as const;
  const id = accepted(await uploadAttempt(world.photoDeps, { ...upload, idempotencyKey: randomUUID() }));
  const [row] = await db.select().from(attempts).where(eq(attempts.id, id));
  if (!row) throw new Error("no attempt");
  return row;
};

test("what people typed before their words were sealed is sealed, once, and erased words stay erased", async () => {
  const { collectionId } = await world.addStudent(project);
  const openedBy = randomUUID();
  const name = createSealer([newer], randomBytes).seal("测试客服", { column: "staff.name", rowId: openedBy });
  const writer = { id: openedBy, username: "service", name, passwordHash: "x", createdAt: world.deps.clock() };
  await db.insert(staff).values({ ...writer, role: "service" });
  const now = world.deps.clock();
  const add = async (reason: string): Promise<string> => {
    const id = randomUUID();
    await db.insert(corrections).values({ id, collectionId, openedBy, reason, openedAt: now, usedAt: now });
    return id;
  };
  const [typed, erased] = [await add("姓名有误"), await add("")];
  const sealer = createSealer([newer], randomBytes);
  expect(await sealPlainWords(db, sealer, correctionReason)).toBe(1);
  expect(await sealPlainWords(db, sealer, correctionReason)).toBe(0);
  const rows = await db.select().from(corrections).where(eq(corrections.collectionId, collectionId));
  expect(JSON.stringify(rows)).not.toContain("姓名有误");
  const wordsOf = (wanted: string) => {
    const row = rows.find(({ id }) => id === wanted);
    return row && openWords(sealer, correctionReason, { id: row.id, sealed: row.sealedReason, plain: row.reason });
  };
  expect([wordsOf(typed), wordsOf(erased)]).toEqual(["姓名有误", null]);
});

test("every picture comes under the newest key while it is read, and then the older one is not needed", async () => {
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
  const told: number[] = [];
  const deps = { db, clock: world.deps.clock, objects: both, takesPlain: false };
  expect(await rekeyObjects(deps, { tell: (done) => told.push(done), onFault })).toEqual({ renewed: 3, faults: 0 });
  reading = false;
  await reader;
  expect(reads).toBeGreaterThan(0);
  expect(told).toEqual([3]);
  for (const row of rows) expect((await readChecked(after, originalOf(row))).length).toBe(portrait.length);
  await expect(before.get(first?.originalKey ?? "")).rejects.toThrow("not in the ring");
  expect(await rekeyObjects(deps, quiet)).toEqual({ renewed: 0, faults: 0 });
});

test("a plain object in the place of an encrypted one is given to nobody, and encrypted only when that is asked for", async () => {
  const row = await uploaded();
  await disk.put(row.originalKey, portrait);
  await expect(both.get(row.originalKey)).rejects.toThrow(PlainObjectError);
  const deps = { db, clock: world.deps.clock, objects: both };
  faults.length = 0;
  expect(await rekeyObjects({ ...deps, takesPlain: false }, quiet)).toEqual({ renewed: 0, faults: 1 });
  expect(faults).toEqual([expect.stringMatching(`^${row.originalKey}: .*not encrypted`)]);
  expect(await rekeyObjects({ ...deps, takesPlain: true }, quiet)).toEqual({ renewed: 1, faults: 0 });
  expect(Buffer.from(await readChecked(after, originalOf(row))).equals(portrait)).toBe(true);
});

test("every sealed column is found, and its texts open with the newest key alone afterwards", async () => {
  const [sealedBefore, ring] = [createSealer([older], randomBytes), createSealer([newer, older], randomBytes)];
  await db.update(accounts).set({ phone: null, phoneHash: null });
  const ids = await Promise.all(Array.from({ length: 3 }, () => world.addAccount()));
  const placeOf = (rowId: string) => ({ column: "accounts.phone", rowId });
  for (const id of ids) {
    const phone = sealedBefore.seal("13800000000", placeOf(id));
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
  // Each is there under that name: a column of two words was asked for under one that the database does not know.
  for (const one of sealedColumns()) await rekeyColumn(db, ring, "newer", one, onFault);
});
