/**
 * `gradphoto archive-audit`: moves finished years of the audit log to the object store, where they remain readable and
 * verifiable.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { beijingTime, startOfBeijingDay } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { z } from "zod";
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { type ArchiveResult, archiveAudit } from "../core/audit/segments/archive-audit.ts";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import { type Database, postgresCode } from "../infra/db/database.ts";
import { encrypted } from "../infra/object-store/encrypted.ts";
import { databaseOf, type ServiceSecrets } from "../settings/service-config.ts";
import { defineCommand, type Output, terminal, withDatabase } from "./define-command.ts";

const usage = `用法 / usage: gradphoto archive-audit --through year

把到这一年年底（北京时间）为止的审计日志移到对象存储，这一年必须已经结束。学生、审计员和 audit-check 照样读得到；数据库里只留每 5,000 条一行的索引。
用迁移用的数据库角色（GRADPHOTO_MIGRATE_DATABASE_URL）：服务自己的角色删不了日志。可以随时停下，再运行一次就接着做。
Moves the audit log up to the end of that year in Beijing, which has to be over, to the object store. Students, auditors and audit-check
read it as before; the database keeps a line of index for 5,000 entries. It signs in as migrations do (GRADPHOTO_MIGRATE_DATABASE_URL):
the service's own role cannot remove entries. It may be stopped at any time, and goes on when it is run again.`;

/** Runs the command. Exit codes: 0 moved, 1 not or only partly moved, 64 usage error. The last line is JSON. */
export const runArchiveAudit = defineCommand({
  usage,
  readOptions,
  failed: 1,
  work: async ({ through }, { secrets }, printer) => {
    const owner = secrets.migrateDatabaseUrl ?? secrets.listenDatabaseUrl;
    try {
      return await withDatabase(
        owner === null ? databaseOf(secrets) : { url: owner },
        printer.warn,
        ({ db }) => archive(db, secrets, through, printer),
      );
    } catch (error) {
      printer.warn(`没有做完，可以再运行一次 / not done, and may be run again: ${wordsOf(error)}`);
      return 1;
    }
  },
});

async function archive(
  db: Database,
  secrets: ServiceSecrets,
  through: number,
  { print, warn }: Output,
): Promise<number> {
  if (!(await mayRemove(db))) {
    warn(
      "这个数据库角色移不走日志；设置 GRADPHOTO_MIGRATE_DATABASE_URL / This database role cannot move entries: set GRADPHOTO_MIGRATE_DATABASE_URL",
    );
    return 1;
  }
  const objects = encrypted(secrets.objects, secrets.objectKeys, randomBytes);
  const verdict = await verifyAudit({ db, objects, keys: createAuditKeys(secrets.auditKeys) });
  if (!verdict.intact) {
    warn(
      `日志在第 ${verdict.seq} 条不完整，什么都没有移动；先运行 gradphoto audit-check / The log is not whole at entry ${verdict.seq}, so nothing was moved: run gradphoto audit-check first`,
    );
    return 1;
  }
  let archived: ArchiveResult = { entries: 0, segments: 0, bytes: 0 };
  const deps = { db, objects, clock: systemClock, ids: systemIds };
  for await (archived of archiveAudit(deps, startOfBeijingDay(`${through + 1}-01-01`)))
    warn(`已移动 ${archived.entries} 条 / ${archived.entries} entries moved`);
  print(JSON.stringify({ archived }));
  return 0;
}

/** Returns true if the role may delete entries. Checked before walking the complete log, which takes long. */
async function mayRemove(db: Database): Promise<boolean> {
  const { rows } = await db.execute<{ may: boolean }>(
    sql`select has_table_privilege('audit', 'delete') as may`,
  );
  return rows[0]?.may === true;
}

function wordsOf(error: unknown): string {
  if (postgresCode(error) === "23505")
    return "另一个 archive-audit 正在运行 / another archive-audit is at it";
  // Drizzle's message contains the statement with all its values.
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

const yearText = z
  .string()
  .regex(/^20\d\d$/)
  .transform(Number);

/** Parses the year, which must have ended in Beijing. */
function readOptions(args: string[]): { readonly through: number } | null {
  const { values } = parseArgs({ args, options: { through: { type: "string" } } });
  const through = yearText.parse(values.through);
  return through < Number(beijingTime(systemClock()).slice(0, 4)) ? { through } : null;
}

if (import.meta.main)
  process.exitCode = await runArchiveAudit(process.argv.slice(2), process.env, terminal);
