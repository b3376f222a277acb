import { expect, test } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { doomedObjects } from "../db/schema/index.ts";
import { systemIds } from "../ids.ts";
import { deleteDoomed, storeObject } from "./kept-objects.ts";
import { createLocalDisk } from "./local-disk.ts";

const { db } = await openTestDatabase();

test("an object that cannot be deleted holds up no other, is told of, and is tried again", async () => {
  const times = { now: new Date("2027-03-01T00:00:00Z") };
  const warned: object[] = [];
  const needs = {
    db,
    clock: () => times.now,
    ids: systemIds,
    objects: createLocalDisk(temporaryFolder("doomed")),
    warn: (fields: object) => void warned.push(fields),
  };
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
