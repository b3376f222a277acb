/** `gradphoto migrate`: migrates the database, once per release, before the new processes start. */
import { prepareFor } from "../infra/db/prepare-database.ts";
import { readDatabases } from "../settings/read-databases.ts";
import { exitCodeOf } from "../settings/secret-faults.ts";
import { databaseOf } from "../settings/service-config.ts";

/**
 * Returns the exit code and prints the result or the fault. Leaves a database that is newer than this program
 * unchanged, so that the older release can start after a rollback.
 */
export async function runMigrate(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    const databases = readDatabases(env);
    const warn = (message: string): void => void process.stderr.write(`${message}\n`);
    const service = databaseOf(databases);
    const { applied, unknown } = await prepareFor(
      { owner: databases.owner ?? { url: service.url }, service },
      { warn },
    );
    const newest = unknown.at(-1);
    if (newest !== undefined) {
      warn(
        `数据库比程序新（${newest}），保持不动；程序可以照常运行，升级后再迁移 / The database is newer than this program (${newest}) and stays as it is; the program can run on it`,
      );
      return 0;
    }
    process.stdout.write(applied.length === 0 ? "up to date\n" : `${applied.join("\n")}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodeOf(error);
  }
}

if (import.meta.main) process.exit(await runMigrate(process.env));
