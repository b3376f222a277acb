/** Program for crash tests: starts the database in a folder and prints every committed row. */
import pg from "pg";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

const [, , folder] = process.argv;
if (!folder) throw new Error("Say which folder");
const { url } = await startEmbeddedPostgres({ folder });
const pool = new pg.Pool({ connectionString: url });
await pool.query(
  "create table if not exists promises (id bigint generated always as identity primary key)",
);
for (;;) {
  const { rows } = await pool.query("insert into promises default values returning id");
  process.stdout.write(`${rows[0].id}\n`);
}
