/** Part of `npm run check`: refuses migrations that block users, break the running release, or cannot run again. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Migration,
  migrationsFolder,
  outsideTransactionMark,
  readMigrations,
} from "./read-migrations.ts";

const squawk = join(
  createRequire(import.meta.url).resolve("squawk-cli/package.json"),
  "../js/bin/squawk",
);
const squawkConfig = fileURLToPath(new URL("../../../../../.squawk.toml", import.meta.url));

/** Returns one line per fault, with its file. Without faults, the migrations may be applied. */
export function findMigrationFaults(folder: string): readonly string[] {
  const migrations = readMigrations(folder);
  const isOutside = ({ sql }: Migration): boolean => sql.startsWith(outsideTransactionMark);
  const [concurrent, inside] = [
    migrations.filter(isOutside),
    migrations.filter((one) => !isOutside(one)),
  ];
  const pathsOf = (some: readonly Migration[]) => some.map(({ name }) => join(folder, name));
  return [
    ...runSquawk(["--assume-in-transaction", ...pathsOf(inside)], inside.length),
    ...runSquawk(pathsOf(concurrent), concurrent.length),
    ...inside.flatMap(({ name, sql }) =>
      findConcurrentFaults(sql).map((fault) => `${name}: ${fault}`),
    ),
    ...concurrent.flatMap(({ name, sql }) =>
      findRerunFaults(sql).map((fault) => `${name}: ${fault}`),
    ),
    ...inside
      .filter(({ sql }) => sql.startsWith(outsideTransactionMark.trim()))
      .map(
        ({ name }) => `${name}: the first line must be exactly "${outsideTransactionMark.trim()}"`,
      ),
    ...migrations.flatMap(({ name, sql }) =>
      findDomainFaults(sql).map((fault) => `${name}: ${fault}`),
    ),
  ];
}

function runSquawk(args: readonly string[], files: number): readonly string[] {
  if (files === 0) return [];
  const options = { encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [squawk, "--config", squawkConfig, "--reporter", "gcc", ...args],
    options,
  );
  if (status === 0) return [];
  if (stdout.trim() === "") throw new Error(`squawk could not be run: ${stderr.trim()}`);
  return stdout.trim().split("\n");
}

const statementsOf = (sql: string): readonly string[] =>
  sql
    .replace(/^--.*$/gm, "")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").replaceAll('"', "").trim().toLowerCase())
    .filter((statement) => statement !== "");

const findConcurrentFaults = (sql: string): readonly string[] =>
  statementsOf(sql).some((statement) => /\bindex concurrently\b/.test(statement))
    ? [
        `put what runs "concurrently" into a file of its own whose first line is "${outsideTransactionMark.trim()}"`,
      ]
    : [];

/**
 * Finds statements that cannot be repeated. Outside a transaction, an interrupted file is run again from its first
 * statement.
 */
function findRerunFaults(sql: string): readonly string[] {
  const statements = statementsOf(sql);
  return statements.flatMap((statement, index) => {
    const [, name] =
      /^create (?:unique )?index concurrently (?:if not exists )?(\w+)/.exec(statement) ?? [];
    const [, added] = /\badd constraint (\w+)/.exec(statement) ?? [];
    return [
      ...(name !== undefined &&
      statements[index - 1] !== `drop index concurrently if exists ${name}`
        ? [
            `put "drop index concurrently if exists ${name};" before its creation: one that was cut off is invalid`,
          ]
        : []),
      ...(added !== undefined && !statement.includes(`drop constraint if exists ${added},`)
        ? [`write "drop constraint if exists ${added}, add constraint ${added} …" in one statement`]
        : []),
      ...(/\badd column (?!if not exists)/.test(statement)
        ? ['write "add column if not exists"']
        : []),
      ...(/^create table (?!if not exists)/.test(statement)
        ? ['write "create table if not exists"']
        : []),
    ];
  });
}

const checkedDomains = "sealed|search_hash|sha256_hex|fen|pay_provider|ledger_account";

/**
 * Finds changes of domains that block users. PostgreSQL rewrites a table for a new column whose domain has a check. A
 * new check on a domain scans all tables that use it.
 */
function findDomainFaults(sql: string): readonly string[] {
  const statements = statementsOf(sql);
  return statements.flatMap((statement, index) => {
    const [, domain] = new RegExp(
      `^alter table .*\\badd column (?:if not exists )?\\w+ (${checkedDomains})\\b`,
    ).exec(statement) ?? [null, null];
    const isFreed = statements
      .slice(0, index)
      .some((earlier) => earlier.startsWith(`alter domain ${domain} drop constraint`));
    return [
      ...(domain && !isFreed
        ? [`drop the check of ${domain} before the column is added, and add it "not valid" after`]
        : []),
      ...(/^alter domain \w+ add /.test(statement) && !statement.endsWith("not valid")
        ? ['add the check of a domain "not valid"']
        : []),
    ];
  });
}

if (import.meta.main) {
  const faults = findMigrationFaults(migrationsFolder);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
