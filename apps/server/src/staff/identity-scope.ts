/** A school's identity provider is valid only for its own staff: people with a post elsewhere cannot sign in by it. */
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { staff, staffPosts } from "../infra/db/schema/index.ts";
import type { IdentityProvider } from "../infra/identity-provider/identity-provider.ts";

export async function schoolsOf(from: Database | Transaction, staffId: string): Promise<readonly (string | null)[]> {
  const rows = await from
    .select({ first: staff.schoolCode, otherId: staffPosts.id, other: staffPosts.schoolCode })
    .from(staff)
    .leftJoin(staffPosts, eq(staffPosts.staffId, staff.id))
    .where(eq(staff.id, staffId));
  return rows.flatMap(({ first, otherId, other }) => (otherId === null ? [first] : [first, other]));
}

/** `schools`: the school of every post of the person, null for posts without one. */
export const vouchesFor = ({ schoolCode }: IdentityProvider, schools: readonly (string | null)[]): boolean =>
  schoolCode === null || (schools.length > 0 && schools.every((school) => school === schoolCode));
