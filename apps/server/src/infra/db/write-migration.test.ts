import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { afterAll, expect, test } from "vitest";
import { oneOf, serial } from "./schema/columns.ts";
import { describeTables, writeMigration, writeSnapshot } from "./write-migration.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-write-migration-"));
afterAll(() => rmSync(root, { recursive: true }));

function emptyFolder(): string {
  const folder = mkdtempSync(join(root, "m-"));
  writeSnapshot(folder, describeTables({}));
  return folder;
}
const catsWhose = (moods: readonly string[]) => ({
  cats: pgTable("cats", { id: serial().primaryKey(), mood: oneOf(moods).notNull() }),
});

test("writes a new table with the check of its codes under the next number", async () => {
  const folder = emptyFolder();
  const file = await writeMigration("cats", catsWhose(["calm", "cross"]), folder);
  expect(file).toBe(join(folder, "0001-cats.sql"));
  expect(readFileSync(file, "utf8")).toContain(
    `CONSTRAINT "cats_mood_check" CHECK ("mood" in ('calm', 'cross'))`,
  );
});

test("writes only the changes since the last migration, with PostgreSQL's default names", async () => {
  const folder = emptyFolder();
  const { cats } = catsWhose(["calm"]);
  await writeMigration("cats", { cats }, folder);
  const dogs = pgTable("dogs", { id: uuid().unique(), matchedBy: uuid() }, (table) => [
    index().on(table.matchedBy),
  ]);
  const sql = readFileSync(await writeMigration("dogs-too", { cats, dogs }, folder), "utf8");
  expect(readdirSync(folder).sort()).toEqual([
    "0001-cats.sql",
    "0002-dogs-too.sql",
    "snapshot.json",
  ]);
  expect(sql).not.toContain("cats");
  expect(sql).toContain(`CONSTRAINT "dogs_id_key" UNIQUE("id")`);
  expect(sql).toContain(`CREATE INDEX "dogs_matched_by_idx" ON "dogs"`);
});

test("replaces the check when its list of codes grows, and ignores a reordered list", async () => {
  const folder = emptyFolder();
  await writeMigration("cats", catsWhose(["calm", "cross"]), folder);
  const longer = readFileSync(
    await writeMigration("moods", catsWhose(["cross", "calm", "shy"]), folder),
    "utf8",
  );
  expect(longer).toBe(
    `ALTER TABLE "cats" DROP CONSTRAINT "cats_mood_check";\n` +
      `ALTER TABLE "cats" ADD CONSTRAINT "cats_mood_check" CHECK ("mood" in ('calm', 'cross', 'shy'));\n`,
  );
  expect(
    readFileSync(
      await writeMigration("order", catsWhose(["shy", "calm", "cross"]), folder),
      "utf8",
    ),
  ).toBe("");
});

test.each(["", "Cats", "../cats", "cats.sql", "two words"])(
  "refuses the name %j and writes nothing",
  async (name) => {
    const folder = emptyFolder();
    await expect(writeMigration(name, catsWhose(["calm"]), folder)).rejects.toThrow(
      "small words with hyphens",
    );
    expect(readdirSync(folder)).toEqual(["snapshot.json"]);
  },
);
