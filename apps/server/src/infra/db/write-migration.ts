/**
 * `npm run migration -- <name>`: generates the next migration from changes of the table definitions, with drizzle-kit.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { getTableName, is } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import { migrationsFolder } from "./read-migrations.ts";
import * as tables from "./schema/index.ts";

/** Exports of a schema. Those that are not tables are ignored. */
export type Tables = Readonly<Record<string, unknown>>;

/** Snapshot of the tables after the last migration; stored in the folder of the migrations. */
const snapshotName = "snapshot.json";

const byName = <Form extends z.core.$ZodShape>(form: Form) =>
  z.record(z.string(), z.looseObject({ name: z.string(), ...form }));

/** The parts of drizzle-kit's format that are read here; the rest is passed through. */
const snapshotForm = z.looseObject({
  tables: byName({
    indexes: byName({}),
    foreignKeys: byName({ columnsFrom: z.array(z.string()) }),
    compositePrimaryKeys: byName({}),
    uniqueConstraints: byName({ columns: z.array(z.string()) }),
    checkConstraints: byName({ value: z.string() }),
  }),
});
type Snapshot = z.infer<typeof snapshotForm>;

/**
 * Writes the next numbered file to `folder` and the new snapshot, and returns the file's path. `name` consists of
 * lower-case-words-with-hyphens. The file has no statements if drizzle sees no change. Prompts at the terminal if a
 * column or table may have been renamed; throws without a terminal.
 */
export async function writeMigration(
  name: string,
  tables: Tables,
  folder: string,
): Promise<string> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `A migration is called by small words with hyphens, such as "print-captions", not "${name}"`,
    );
  }
  const described = describeTables(tables);
  const statements = await generateMigration(readSnapshot(folder), described);
  const number = readdirSync(folder).filter((file) => file.endsWith(".sql")).length + 1;
  const file = join(folder, `${String(number).padStart(4, "0")}-${name}.sql`);
  writeFileSync(file, statements.map((statement) => `${statement.trim()}\n`).join(""), {
    flag: "wx",
  });
  writeSnapshot(folder, described);
  return file;
}

export function writeSnapshot(folder: string, described: Snapshot): void {
  writeFileSync(join(folder, snapshotName), `${JSON.stringify(described, null, 2)}\n`);
}

export function readSnapshot(folder: string): Snapshot {
  return snapshotForm.parse(JSON.parse(readFileSync(join(folder, snapshotName), "utf8")));
}

/**
 * Returns the drizzle-kit snapshot, with a check for every column of codes, and with all names as PostgreSQL would
 * generate them.
 */
export function describeTables(tables: Tables): Snapshot {
  const snapshot = snapshotForm.parse(
    generateDrizzleJson({ ...tables }, undefined, undefined, "snake_case"),
  );
  const checks = Object.values(tables).flatMap((table) =>
    is(table, PgTable) ? codeChecks(table) : [],
  );
  for (const table of Object.values(snapshot.tables)) {
    table.indexes = renamed(table.indexes, ({ name }) => name.replace(/_index$/, "_idx"));
    table.foreignKeys = renamed(
      table.foreignKeys,
      (key) => `${table.name}_${key.columnsFrom.join("_")}_fkey`,
    );
    table.compositePrimaryKeys = renamed(table.compositePrimaryKeys, () => `${table.name}_pkey`);
    table.uniqueConstraints = renamed(table.uniqueConstraints, ({ name, columns }) =>
      name.endsWith("_unique") ? `${table.name}_${columns.join("_")}_key` : name,
    );
    for (const { name, value } of checks.filter((check) => check.table === table.name)) {
      table.checkConstraints[name] = { name, value };
    }
  }
  // There is a single snapshot and no chain, so the ids by which drizzle-kit links snapshots are empty.
  return { ...snapshot, id: "", prevId: "" };
}

function renamed<Item extends { name: string }>(
  items: Readonly<Record<string, Item>>,
  nameOf: (item: Item) => string,
) {
  return Object.fromEntries(
    Object.values(items).map((item) => {
      const name = nameOf(item);
      return [name, { ...item, name }];
    }),
  );
}

function codeChecks(table: PgTable) {
  const spelling = new CasingCache("snake_case");
  return getTableConfig(table).columns.flatMap((column) => {
    if (!column.enumValues) return [];
    const columnName = spelling.getColumnCasing(column);
    // The codes are sorted, so that a reordered list is not a change.
    const codes = column.enumValues.map((code) => `'${code.replaceAll("'", "''")}'`).sort();
    return {
      table: getTableName(table),
      name: `${getTableName(table)}_${columnName}_check`,
      value: `"${columnName}" in (${codes.join(", ")})`,
    };
  });
}

if (import.meta.main) {
  try {
    const file = await writeMigration(process.argv[2] ?? "", tables, migrationsFolder);
    process.stdout.write(`${relative(process.cwd(), file)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
