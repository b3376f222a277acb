/** Names the tables that contain a text in readable form. */
import type { Pool } from "pg";

/** `owner`: connection of a role that sees every table. */
export async function findTablesContaining(owner: Pool, words: string): Promise<readonly string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await owner.query(`select 1 from ${name} as t where t::text like $1 limit 1`, [`%${words}%`]);
    if (rowCount) holding.push(name);
  }
  return holding;
}
