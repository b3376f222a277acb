/** A process for crash tests: opens the embedded database in the given folder and prints every row it was promised. */
import { openDatabase } from "../infra/db/database.ts";

const [, , embeddedFolder] = process.argv;
if (!embeddedFolder) throw new Error("Say which folder");
const { pool } = await openDatabase({ embeddedFolder }, { warn: () => {} });
await pool.query("create table if not exists promises (id bigint generated always as identity primary key)");
for (;;) {
  const { rows } = await pool.query("insert into promises default values returning id");
  process.stdout.write(`${rows[0].id}\n`);
}
