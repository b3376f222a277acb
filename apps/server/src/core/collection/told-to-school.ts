/** A school reads of a student what they agreed to have given to it, and nothing before; how many there are it may know. */
import type { ConsentPurpose } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { collections, consents } from "../../infra/db/schema/index.ts";

const purpose: ConsentPurpose = "school";

/** As a condition on `collections`: the student agreed, in whatever wording, and has not taken it back. */
export const isToldToSchool = (schoolCode: PgColumn | string): SQL =>
  sql`exists (select from ${consents} where ${consents.accountId} = ${collections.accountId}
    and ${consents.purpose} = ${purpose} and ${consents.recipient} = 'school:' || ${schoolCode}::text
    and ${consents.withdrawnAt} is null)`;

/** For whoever belongs to the school; staff of the service see every student. */
export const toldTo = (reader: string | null): SQL | undefined =>
  reader === null ? undefined : isToldToSchool(reader);
