/** Creates the service role on an embedded PostgreSQL: it can sign in and has no other right until tables are granted. */
import { createHmac } from "node:crypto";
import pg from "pg";

export const serviceRole = "gradphoto_service";

/** duplicate_object, unique_violation: another process created the role at the same time. */
const isThere = new Set(["42710", "23505"]);

/** `url`: connection URL of the owner. Creates the role if missing and returns the URL for the service. */
export async function openServiceRole(url: string): Promise<string> {
  const address = new URL(url);
  const password = createHmac("sha256", address.password).update(serviceRole).digest("hex");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [
      serviceRole,
    ]);
    if (!rowCount) await client.query(`create role ${serviceRole} login password '${password}'`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && isThere.has(error.code ?? ""))) throw error;
  } finally {
    await client.end();
  }
  address.username = serviceRole;
  address.password = password;
  return address.href;
}
