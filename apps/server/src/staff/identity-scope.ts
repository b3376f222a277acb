/** A school vouches for its own staff alone: who holds a post anywhere else does not sign in by its system. */
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

/** `schools`: of every post of the person, null for one of no school. */
export const vouchesFor = ({ schoolCode }: IdentityProvider, schools: readonly (string | null)[]): boolean =>
  schoolCode === null || (schools.length > 0 && schools.every((school) => school === schoolCode));
