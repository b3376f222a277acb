import { expect, test } from "vitest";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { createStoreState } from "../infra/object-store/store-state.ts";
import { createReadiness, type ReadinessDeps } from "./readiness.ts";

const migrations = { total: 3, applied: 3, last: "0003-birds.sql" };
const clock = { aheadMs: 12, isOff: false };
const storeThat = (lists: () => AsyncGenerator<string>) => ({
  readStore: createStoreState({ list: lists }),
});
const emptyStore = storeThat(async function* () {});
const open = (instead: Partial<ReadinessDeps> = {}) =>
  createReadiness({
    readMigrations: async () => migrations,
    ...emptyStore,
    readWrites: async () => "ok",
    readClock: async () => clock,
    ...instead,
  });
const well = { ok: true, migrations, store: "ok", databaseWrites: "ok", clock, isDraining: false };

test("a process that is asked to end is immediately not ready", async () => {
  const { read, drain } = open();
  expect(await read()).toEqual(well);
  const pending = read();
  drain();
  expect(await pending).toMatchObject({ ok: false, isDraining: true });
  expect((await read()).ok).toBe(false);
});

test("a failing or silent object store is reported, and the process stays ready", async () => {
  const refused = new ObjectStoreError("The bucket does not exist");
  const away = storeThat(async function* () {
    yield await Promise.reject<string>(refused);
  });
  expect(await open(away).read()).toEqual({ ...well, store: "away" });
  const silent = storeThat(async function* () {
    yield await new Promise<string>(() => {});
  });
  expect(await open(silent).read()).toEqual({ ...well, store: "away" });
});

test("a database without disk space for writes is reported, and the process stays ready", async () => {
  expect(await open({ readWrites: async () => "disk-full" }).read()).toEqual({
    ...well,
    databaseWrites: "disk-full",
  });
});

test("a process whose clock is wrong is not ready", async () => {
  const off = { aheadMs: 1_200_000, isOff: true };
  expect(await open({ readClock: async () => off }).read()).toEqual({
    ...well,
    ok: false,
    clock: off,
  });
});

test("concurrent readiness requests query the object store once", async () => {
  let queries = 0;
  const counting = storeThat(async function* () {
    queries++;
    yield* [];
  });
  const { read } = open(counting);
  await Promise.all(Array.from({ length: 50 }, () => read()));
  expect(queries).toBe(1);
});

test("a process without a database connection is not ready", async () => {
  expect((await open({ readMigrations: async () => null }).read()).ok).toBe(false);
});

test("a database with missing migrations is not ready; a database with newer migrations is", async () => {
  const at = (applied: number) =>
    open({ readMigrations: async () => ({ ...migrations, applied }) }).read();
  expect([(await at(2)).ok, (await at(4)).ok]).toEqual([false, true]);
});
