import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findMigrationFaults } from "./find-migration-faults.ts";
import { migrationsFolder } from "./read-migrations.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-check-migrations-"));
afterAll(() => rmSync(root, { recursive: true }));

function faultsOf(sql: string): string {
  const folder = mkdtempSync(join(root, "m-"));
  writeFileSync(join(folder, "0001-change.sql"), sql);
  return findMigrationFaults(folder).join("\n");
}

test("the existing migrations pass every check", () => {
  expect(findMigrationFaults(migrationsFolder)).toEqual([]);
});

test.each([
  ["create index cats_id on cats (id);", "require-concurrent-index-creation"],
  ["create index concurrently cats_id on cats (id);", "into a file of its own"],
  ["alter table cats add column name text not null;", "adding-required-field"],
  ["alter table cats alter column name set not null;", "adding-not-nullable-field"],
  ["alter table cats alter column id type bigint;", "changing-column-type"],
  ["alter table cats add constraint named check (name <> '');", "constraint-missing-not-valid"],
  ["alter table cats add foreign key (owner) references people;", "adding-foreign-key-constraint"],
  ["alter table cats drop column name;", "ban-drop-column"],
  ["alter table cats add column phone sealed;", "drop the check of sealed before"],
  ["alter domain fen add check (value < 1000);", `add the check of a domain "not valid"`],
])("%s is refused", (sql, rule) => {
  expect(faultsOf(`${sql}\n`)).toContain(rule);
});

const outside = (sql: string): string => faultsOf(`-- outside a transaction\n${sql}\n`);

test.each([
  ["create index concurrently cats_id on cats (id);", "drop index concurrently if exists cats_id"],
  [
    "create index concurrently if not exists cats_id on cats (id);",
    "drop index concurrently if exists cats_id",
  ],
  [
    "alter table cats add constraint named check (name <> '') not valid;",
    "drop constraint if exists named, add",
  ],
  ["alter table cats add column name text;", "add column if not exists"],
])("outside a transaction %s is refused, because it cannot be repeated", (sql, words) => {
  expect(outside(sql)).toContain(words);
});

test("repeatable statements that block no other session are accepted", () => {
  expect(
    faultsOf(
      "alter table cats add column name text;\nalter table cats add column age bigint default 0 not null;\n",
    ),
  ).toBe("");
  const freed = [
    "alter domain sealed drop constraint sealed_check;",
    "alter table cats add column phone sealed;",
    "alter domain sealed add constraint sealed_check check (value ~ '^sealed:') not valid;",
  ];
  expect(faultsOf(`${freed.join("\n")}\n`)).toBe("");
  const concurrent = [
    "drop index concurrently if exists cats_id;",
    "create index concurrently cats_id on cats (id);",
    "alter table cats drop constraint if exists named, add constraint named check (name <> '') not valid;",
    "alter table cats validate constraint named;",
  ];
  expect(outside(concurrent.join("\n"))).toBe("");
});

test("the first line of a file that runs outside a transaction contains nothing else", () => {
  expect(faultsOf("-- outside a transaction: a new index\nselect 1;\n")).toContain(
    "the first line must be exactly",
  );
});
