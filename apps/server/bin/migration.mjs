/** `npm run migration -- <name>`: writes the next migration from what the tables' descriptions have become. */
import { relative } from "node:path";
import { register } from "tsx/esm/api";

register();
const { migrationsFolder } = await import("../src/infra/db/migrate.ts");
const tables = await import("../src/infra/db/schema/index.ts");
const { writeMigration } = await import("../src/infra/db/write-migration.ts");
try {
  const file = await writeMigration(process.argv[2] ?? "", tables, migrationsFolder);
  process.stdout.write(`${relative(process.cwd(), file)}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
