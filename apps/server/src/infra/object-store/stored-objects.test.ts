import { expect, test } from "vitest";
import { openTestDatabase, temporaryFolder } from "../../testing/resources.ts";
import { systemIds } from "../clock.ts";
import { doomedObjects } from "../db/schema/index.ts";
import { createLocalDisk } from "./local-disk.ts";
import { deleteDueObjects, storeObject } from "./stored-objects.ts";

const { db } = await openTestDatabase();

const openStore = (times: { now: Date }, warned: object[] = []) => ({
  db,
  clock: () => times.now,
  ids: systemIds,
  objects: createLocalDisk(temporaryFolder("doomed")),
  warn: (fields: object) => void warned.push(fields),
});

/** Adds this many unreferenced objects. */
const addDoomed = (count: number, { now }: { now: Date }) =>
  db
    .insert(doomedObjects)
    .values(Array.from({ length: count }, (_, n) => ({ key: `photos/${n}`, deleteAfter: now })));

test("due objects are deleted in batches until none is left; a stopping process starts no further batch", async () => {
  const times = { now: new Date("2027-02-01T00:00:00Z") };
  await addDoomed(250, times);
  expect(await deleteDueObjects(openStore(times), AbortSignal.abort())).toBe(100);
  expect(await deleteDueObjects(openStore(times))).toBe(150);
  expect(await db.$count(doomedObjects)).toBe(0);
});

test("deletion stops at an unavailable store until the next run", async () => {
  const times = { now: new Date("2027-02-01T00:00:00Z") };
  const warned: object[] = [];
  const store = openStore(times, warned);
  const away = { ...store.objects, delete: () => Promise.reject(new Error("away")) };
  await addDoomed(250, times);
  expect(await deleteDueObjects({ ...store, objects: away })).toBe(0);
  expect(warned).toHaveLength(100);
  expect(await db.$count(doomedObjects)).toBe(250);
  await db.delete(doomedObjects);
});

test("an object that cannot be deleted does not block the others; it is logged and retried", async () => {
  const times = { now: new Date("2027-03-01T00:00:00Z") };
  const warned: object[] = [];
  const deps = openStore(times, warned);
  const [bad, good] = [
    await storeObject(deps, "originals", Buffer.from("a")),
    await storeObject(deps, "originals", Buffer.from("b")),
  ];
  const failing = {
    ...deps.objects,
    delete: (key: string) =>
      key === bad ? Promise.reject(new Error("refused")) : deps.objects.delete(key),
  };
  times.now = new Date("2027-03-01T02:00:00Z");
  expect(await deleteDueObjects({ ...deps, objects: failing })).toBe(1);
  expect(warned).toMatchObject([{ fault: "Error" }]);
  expect(await deps.objects.head(good)).toBeNull();
  times.now = new Date("2027-03-01T03:00:00Z");
  expect(await deleteDueObjects(deps)).toBe(1);
  expect([await deps.objects.head(bad), await db.$count(doomedObjects)]).toEqual([null, 0]);
});
