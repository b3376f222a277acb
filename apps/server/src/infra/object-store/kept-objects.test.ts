import { expect, test } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { doomedObjects } from "../db/schema/index.ts";
import { systemIds } from "../ids.ts";
import { deleteDoomed, storeObject } from "./kept-objects.ts";
import { createLocalDisk } from "./local-disk.ts";

const { db } = await openTestDatabase();

const openStore = (times: { now: Date }, warned: object[] = []) => ({
  db,
  clock: () => times.now,
  ids: systemIds,
  objects: createLocalDisk(temporaryFolder("doomed")),
  warn: (fields: object) => void warned.push(fields),
});

/** So many that nothing refers to any more. */
const addDoomed = (count: number, { now }: { now: Date }) =>
  db.insert(doomedObjects).values(Array.from({ length: count }, (_, n) => ({ key: `photos/${n}`, deleteAfter: now })));

test("objects are deleted batch after batch until none is left; a process that stops begins no other", async () => {
  const times = { now: new Date("2027-02-01T00:00:00Z") };
  await addDoomed(250, times);
  expect(await deleteDoomed(openStore(times), AbortSignal.abort())).toBe(100);
  expect(await deleteDoomed(openStore(times))).toBe(150);
  expect(await db.$count(doomedObjects)).toBe(0);
});

test("a store that does not answer is left alone until the next time", async () => {
  const times = { now: new Date("2027-02-01T00:00:00Z") };
  const warned: object[] = [];
  const store = openStore(times, warned);
  const away = { ...store.objects, delete: () => Promise.reject(new Error("away")) };
  await addDoomed(250, times);
  expect(await deleteDoomed({ ...store, objects: away })).toBe(0);
  expect(warned).toHaveLength(100);
  expect(await db.$count(doomedObjects)).toBe(250);
  await db.delete(doomedObjects);
});

test("an object that cannot be deleted holds up no other, is told of, and is tried again", async () => {
  const times = { now: new Date("2027-03-01T00:00:00Z") };
  const warned: object[] = [];
  const needs = openStore(times, warned);
  const [bad, good] = [
    await storeObject(needs, "originals", Buffer.from("a")),
    await storeObject(needs, "originals", Buffer.from("b")),
  ];
  const failing = {
    ...needs.objects,
    delete: (key: string) => (key === bad ? Promise.reject(new Error("refused")) : needs.objects.delete(key)),
  };
  times.now = new Date("2027-03-01T02:00:00Z");
  expect(await deleteDoomed({ ...needs, objects: failing })).toBe(1);
  expect(warned).toMatchObject([{ fault: "Error" }]);
  expect(await needs.objects.head(good)).toBeNull();
  times.now = new Date("2027-03-01T03:00:00Z");
  expect(await deleteDoomed(needs)).toBe(1);
  expect([await needs.objects.head(bad), await db.$count(doomedObjects)]).toEqual([null, 0]);
});
