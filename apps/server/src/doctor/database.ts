/** Checks of the database and of its migrations. */
import type { Pool } from "pg";
import { z } from "zod";
import { refusedWrites } from "../health/connections/refused-writes.ts";
import { lineTo, postgresCode } from "../infra/db/database.ts";
import { countMigrations } from "../infra/db/read-migrations.ts";
import { serviceRoleFaults } from "../infra/db/service-role.ts";
import { probeWrites } from "../infra/db/write-state.ts";
import { isOfThisMachine } from "../settings/addresses.ts";
import {
  type Check,
  createFault,
  createFinding,
  createWarning,
  type Finding,
  ok,
} from "./check.ts";

const oldestVersion = 15;
/** Returns true once a migration was applied: until then there are no tables whose rights could be checked. */
const isMigrated = (pool: Pool): Promise<boolean> =>
  countMigrations(pool).then(
    ({ applied }) => applied > 0,
    () => false,
  );
const facts = z.tuple([
  z.object({
    version: z.coerce.number(),
    ssl: z.boolean(),
    role: z.string(),
    connections: z.coerce.number(),
  }),
]);

/** Checks availability, version, connection encryption, and the rights of the service's role. */
export const database: Check = {
  label: { zh: "数据库", en: "database" },
  run: async ({ config, database: { pool, url } }) => {
    const { rows } = await pool.query(
      `select current_setting('server_version_num')::int / 10000 as version,
              coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as ssl,
              rolname as role, current_setting('max_connections')::int as connections
       from pg_roles where rolname = current_user`,
    );
    const [{ version, ssl, role, connections }] = facts.parse(rows);
    const { host } = lineTo({ url });
    const findings: Finding[] = [
      ok(`PostgreSQL ${version}，角色 ${role}`, `PostgreSQL ${version}, role ${role}`),
    ];
    if (version < oldestVersion) {
      findings.push(
        createFault(
          { zh: `版本 ${version} 太旧`, en: `version ${version} is too old` },
          {
            zh: `升级到 PostgreSQL ${oldestVersion} 或更新`,
            en: `upgrade to PostgreSQL ${oldestVersion} or newer`,
          },
        ),
      );
    }
    if (!ssl && !isOfThisMachine(host)) {
      findings.push(
        createFault(
          { zh: `到 ${host} 的连接没有加密`, en: `the line to ${host} is not encrypted` },
          {
            zh: "在数据库上启用 TLS，DATABASE_URL 以 ?sslmode=verify-full 结尾",
            en: "switch TLS on at the database and let DATABASE_URL end in ?sslmode=verify-full",
          },
        ),
      );
    }
    const writes = await probeWrites(pool);
    if (writes !== "ok") findings.push(createFault(...refusedWrites[writes]));
    const faults = (await isMigrated(pool)) ? await serviceRoleFaults(pool) : [];
    if (faults.length > 0) {
      const all = faults.join("; ");
      findings.push(
        createFinding(
          config.demo ? "warning" : "fault",
          { zh: `角色 ${role} 权限过大：${all}`, en: `role ${role} may do too much: ${all}` },
          {
            zh: "给服务一个只能读写的角色，表归迁移用的角色所有，见 docs/operations/install.zh.md",
            en: "give the service a role that only reads and writes; the role of migrations owns the tables: docs/operations/install.md",
          },
        ),
      );
    }
    if (config.databasePool * 4 > connections) {
      findings.push(
        createWarning(
          {
            zh: `数据库最多 ${connections} 条连接，每个进程要 ${config.databasePool} 条`,
            en: `the database takes ${connections} connections, and each process opens ${config.databasePool}`,
          },
          {
            zh: "加大 max_connections，或减小 GRADPHOTO_DATABASE_POOL",
            en: "raise max_connections, or lower GRADPHOTO_DATABASE_POOL",
          },
        ),
      );
    }
    return findings;
  },
};

const noSuchTable = "42P01";

/** Checks that the database has the migrations that this program knows. */
export const migrations: Check = {
  label: { zh: "数据库结构", en: "migrations" },
  run: async ({ database: { pool } }) => {
    const { applied, expected } = await countMigrations(pool).catch((error: unknown) => {
      if (postgresCode(error) === noSuchTable) return { applied: 0, expected: 1 };
      throw error;
    });
    if (applied === expected)
      return [ok(`${applied} 个迁移都已执行`, `all ${applied} migrations are applied`)];
    const observation = {
      zh: `执行了 ${applied} 个，程序有 ${expected} 个`,
      en: `${applied} are applied, the program has ${expected}`,
    };
    if (applied > expected) {
      return [
        createWarning(observation, {
          zh: "程序比数据库旧，请升级程序",
          en: "the program is older than the database: upgrade it",
        }),
      ];
    }
    return [
      createFault(observation, {
        zh: "运行 systemctl restart gradphoto-migrate",
        en: "run systemctl restart gradphoto-migrate",
      }),
    ];
  },
};
