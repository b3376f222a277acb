/** What stands in each table of a database: how many rows, and one hash over all of them. */
import type pg from "pg";
import { z } from "zod";

export interface TableFacts {
  readonly rows: number;
  readonly hash: string;
}

const names = z.array(z.object({ name: z.string() }));
const facts = z.tuple([z.object({ rows: z.coerce.number(), hash: z.string() })]);

/** By the owner, in whatever transaction `client` is in. Of partitions each by itself. */
export async function readTableFacts(client: pg.Client): Promise<Readonly<Record<string, TableFacts>>> {
  // Words of a row are the same on both sides only when times are told in one zone.
  await client.query("set local timezone = 'UTC'");
  const { rows } = await client.query(
    `select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind = 'r' and nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1`,
  );
  const found: Record<string, TableFacts> = {};
  for (const { name } of names.parse(rows)) {
    const counted = await client.query(
      `select count(*) as rows, encode(sha256(coalesce(string_agg(sha256(convert_to(one::text, 'UTF8')), '' order by one::text collate "C"), '')), 'hex') as hash
        from ${name} as one`,
    );
    [found[name]] = facts.parse(counted.rows);
  }
  return found;
}

/** The tables whose rows are not the same. */
export const differing = (
  before: Readonly<Record<string, TableFacts>>,
  after: Readonly<Record<string, TableFacts>>,
): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name]?.hash !== after[name]?.hash || before[name]?.rows !== after[name]?.rows,
  );
