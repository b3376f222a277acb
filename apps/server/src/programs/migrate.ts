/** `npm run migrate`: once per release, before the new processes start. */
import { prepareFor } from "../prepare-database.ts";
import { databaseOf } from "../service-config.ts";
import { readDatabases } from "../settings/read-databases.ts";

/** The exit code; says what was done, or what is wrong. */
export async function runMigrate(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    const databases = readDatabases(env);
    const warn = (message: string): void => void process.stderr.write(`${message}\n`);
    const service = databaseOf(databases);
    const applied = await prepareFor({ owner: databases.owner ?? { url: service.url }, service }, { warn });
    process.stdout.write(applied.length === 0 ? "up to date\n" : `${applied.join("\n")}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

if (import.meta.main) process.exit(await runMigrate(process.env));
