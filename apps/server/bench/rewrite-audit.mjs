/**
 * What somebody with the owner's password does to the audit log: removes the row of the given number and chains all behind
 * it anew, with the service's own key or, when the second word is `guessed`, with another one of its name.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";

const { hashOfRow } = await import("../src/core/audit/audit-chain.ts");
const { createAuditKeys } = await import("../src/core/audit/audit-keys.ts");
const { readServiceConfig } = await import("../src/service-config.ts");

const [removed, key] = process.argv.slice(2);
const known = readServiceConfig(process.env).secrets.auditKeys;
const keys = createAuditKeys(key === "guessed" ? known.map(({ id }) => ({ id, key: randomBytes(32) })) : known);

const client = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL });
await client.connect();
await client.query("begin");
await client.query("alter table audit disable trigger user");
const { rows } = await client.query("delete from audit where seq >= $1 returning *", [Number(removed)]);
const { rows: before } = await client.query("select hash from audit where seq = $1", [Number(removed) - 1]);
let seq = Number(removed) - 1;
let previousHash = before[0].hash;
for (const row of rows.sort((one, other) => Number(one.seq) - Number(other.seq)).slice(1)) {
  seq += 1;
  const { at, actor, action, subject, details, key_id: keyId } = row;
  const hash = hashOfRow(keys, { seq, at, actor, action, subject, details, previousHash, keyId });
  await client.query(
    "insert into audit (seq, at, actor, action, subject, details, previous_hash, hash, key_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    [seq, at, actor, action, subject, JSON.stringify(details), previousHash, hash, keyId],
  );
  previousHash = hash;
}
await client.query("update audit_head set seq = $1, hash = $2", [seq, previousHash]);
await client.query("alter table audit enable trigger user");
await client.query("commit");
await client.end();
