/** Rights of the service's role: read and write rows and append to the audit log, but alter nothing. */
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { sessionLimits } from "./database.ts";

/** Schemas with tables of the service. The queue's tables are in a separate one. */
const schemas = ["public", "pgboss"];

/** Tables that the service may only read, except that it inserts into the outbox. */
const auditTables = ["audit", "audit_head", "audit_numbers", "audit_outbox", "audit_segments"];

/** Grants the service's rights. Does nothing for the owner; throws an Error if the role does not exist. */
export async function grantServiceRole(client: Pool | PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ quoted: string; owner: string; existing: boolean }>(
    "select quote_ident($1) as quoted, current_user as owner, exists (select from pg_roles where rolname = $1) as existing",
    [role],
  );
  const { quoted, owner, existing } = rows[0] ?? { quoted: "", owner: "", existing: false };
  if (role === owner) return;
  if (!existing) {
    throw new Error(
      `数据库里还没有服务用的角色 ${role}，请先创建 / The role of the service, ${role}, is not in the database yet. Make it first: create role ${quoted} login password '…'`,
    );
  }
  const schemaGrants = schemas.map(
    (schema) => `
      grant usage on schema ${schema} to ${quoted};
      grant select, insert, update, delete on all tables in schema ${schema} to ${quoted};
      grant usage on all sequences in schema ${schema} to ${quoted};
      alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${quoted};
      alter default privileges in schema ${schema} grant usage on sequences to ${quoted};`,
  );
  // These statements form one implicit transaction, so the role never has the rights that are revoked here.
  await client.query(`
    revoke create on schema public from public, ${quoted};
    ${schemaGrants.join("")}
    revoke insert, update, delete on schema_migrations, ${auditTables.join(", ")}, audit_entries from ${quoted};
    revoke usage on sequence audit_outbox_id_seq from ${quoted};
    grant insert (at, actor, action, subject, details) on audit_outbox to ${quoted};
    grant execute on function chain_audit to ${quoted}`);
  await limitRole(client, role);
}

/**
 * Sets the limits on the role, because a pooler drops our connection parameters. If that is not permitted, the service
 * warns when it starts behind a pooler.
 */
async function limitRole(client: Pool | PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean; quoted: string; has: readonly string[] }>(
    `select quote_ident(rolname) as quoted, coalesce(rolconfig, '{}') as has,
       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may
     from pg_roles where rolname = $1`,
    [role],
  );
  const { may, quoted, has } = rows[0] ?? { may: false, quoted: "", has: [] };
  const missing = Object.entries(sessionLimits).filter(
    ([name, ms]) => !has.includes(`${name}=${ms}`),
  );
  if (may)
    for (const [name, ms] of missing)
      await client.query(`alter role ${quoted} set ${name} = ${ms}`);
}

const flag = z.boolean();
const powers = z.tuple([
  z.object({
    name: z.string(),
    isSuper: flag,
    ownsTables: flag,
    mayCreate: flag,
    mayAlterAudit: flag,
  }),
]);

/** Describes the excessive rights of this connection's role on the tables; empty if there are none. */
export async function serviceRoleFaults(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query(
    `select current_user as name,
       (select rolsuper or rolcreaterole or rolbypassrls or rolreplication from pg_roles where rolname = current_user) as "isSuper",
       exists (select from pg_class join pg_namespace n on n.oid = relnamespace
               where nspname = any($1) and pg_has_role(relowner, 'member')) as "ownsTables",
       exists (select from pg_namespace where nspname = any($1) and has_schema_privilege(oid, 'create')) as "mayCreate",
       exists (select from unnest($2::text[]) as name
               where has_table_privilege(name, 'insert, update, delete, truncate, trigger')) as "mayAlterAudit"`,
    [schemas, auditTables],
  );
  const [{ name, isSuper, ownsTables, mayCreate, mayAlterAudit }] = powers.parse(rows);
  return [
    ...(isSuper ? [`${name} is a superuser, or may make roles`] : []),
    ...(ownsTables ? [`${name} owns tables`] : []),
    ...(mayCreate ? [`${name} may make tables`] : []),
    ...(mayAlterAudit ? [`${name} may change the audit log`] : []),
  ];
}

export async function mayAlterTables(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    "select has_schema_privilege('public', 'create') as may",
  );
  return rows[0]?.may === true;
}
