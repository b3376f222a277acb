import { expect, test } from "vitest";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { createStoreState } from "../infra/object-store/store-state.ts";
import { createReadiness } from "./readiness.ts";

const migrations = { known: 3, applied: 3, last: "0003-birds.sql" };
const readMigrations = async () => migrations;
const nothing = { head: async () => null };

test("a process that is told to end is not ready from that moment on", async () => {
  const { read, drain } = createReadiness({ readMigrations, readStore: createStoreState(nothing) });
  expect(await read()).toEqual({ ok: true, migrations, store: "ok" });
  const asked = read();
  drain();
  expect((await asked).ok).toBe(false);
  expect((await read()).ok).toBe(false);
});

test("a store that is away or silent is told, and takes no process from behind the proxy", async () => {
  const away = { head: () => Promise.reject(new ObjectStoreError("503")) };
  expect(await createReadiness({ readMigrations, readStore: createStoreState(away) }).read()).toEqual({
    ok: true,
    migrations,
    store: "away",
  });
  const silent = { head: () => new Promise<null>(() => {}) };
  expect(await createReadiness({ readMigrations, readStore: createStoreState(silent) }).read()).toEqual({
    ok: true,
    migrations,
    store: "away",
  });
});

test("many who ask at once ask the store once", async () => {
  let asked = 0;
  const objects = {
    head: async () => {
      asked++;
      return null;
    },
  };
  const { read } = createReadiness({ readMigrations, readStore: createStoreState(objects) });
  await Promise.all(Array.from({ length: 50 }, () => read()));
  expect(asked).toBe(1);
});

test("without the database it is not ready, whatever the store says", async () => {
  expect(
    (await createReadiness({ readMigrations: async () => null, readStore: createStoreState(nothing) }).read()).ok,
  ).toBe(false);
});

test("a database that is behind the program is not ready, one that is ahead is", async () => {
  const at = (applied: number) =>
    createReadiness({
      readMigrations: async () => ({ ...migrations, applied }),
      readStore: createStoreState(nothing),
    }).read();
  expect([(await at(2)).ok, (await at(4)).ok]).toEqual([false, true]);
});
