/** The database: that it answers, its version, its line, and what the service's role may do there. */
import { z } from "zod";
import { lineTo } from "../infra/db/database.ts";
import { isOfThisMachine } from "../settings/addresses.ts";
import { type Check, type Finding, found, ok } from "./check.ts";

const oldestVersion = 15;
const facts = z.tuple([
  z.object({
    version: z.coerce.number(),
    ssl: z.boolean(),
    superuser: z.boolean(),
    role: z.string(),
    owns: z.coerce.number(),
    connections: z.coerce.number(),
  }),
]);

export const database: Check = {
  label: { zh: "数据库", en: "database" },
  run: async ({ config, database: { pool, url } }) => {
    const { rows } = await pool.query(
      `select current_setting('server_version_num')::int / 10000 as version,
              coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as ssl,
              rolsuper as superuser, rolname as role,
              (select count(*) from pg_tables where tableowner = rolname and schemaname in ('public', 'pgboss')) as owns,
              current_setting('max_connections')::int as connections
       from pg_roles where rolname = current_user`,
    );
    const [{ version, ssl, superuser, role, owns, connections }] = facts.parse(rows);
    const { host } = lineTo({ url });
    const findings: Finding[] = [ok(`PostgreSQL ${version}，角色 ${role}`, `PostgreSQL ${version}, role ${role}`)];
    if (version < oldestVersion) {
      findings.push(
        found(
          "fault",
          { zh: `版本 ${version} 太旧`, en: `version ${version} is too old` },
          { zh: `升级到 PostgreSQL ${oldestVersion} 或更新`, en: `upgrade to PostgreSQL ${oldestVersion} or newer` },
        ),
      );
    }
    if (!ssl && !isOfThisMachine(host)) {
      findings.push(
        found(
          "fault",
          { zh: `到 ${host} 的连接没有加密`, en: `the line to ${host} is not encrypted` },
          {
            zh: "在数据库上启用 TLS，DATABASE_URL 以 ?sslmode=verify-full 结尾",
            en: "switch TLS on at the database and let DATABASE_URL end in ?sslmode=verify-full",
          },
        ),
      );
    }
    if (superuser || owns > 0) {
      findings.push(
        found(
          config.demo ? "warning" : "fault",
          {
            zh: superuser ? `角色 ${role} 是超级用户` : `角色 ${role} 拥有 ${owns} 张表，可以改写审计记录`,
            en: superuser
              ? `role ${role} is a superuser`
              : `role ${role} owns ${owns} tables and could rewrite the audit log`,
          },
          {
            zh: "给服务一个只能读写的角色，表归迁移用的角色所有，见 docs/operations 的“安装”",
            en: "give the service a role that only reads and writes; the role of migrations owns the tables: docs/operations, Install",
          },
        ),
      );
    }
    if (config.databasePool * 4 > connections) {
      findings.push(
        found(
          "warning",
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
