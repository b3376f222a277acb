/**
 * Which students a reader sees: a department its own alone. A school reads of a student what they agreed to have given to
 * it, and nothing before; how many there are it may know.
 */
import type { ConsentPurpose } from "@gradphoto/domain";
import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { collections, consents, persons } from "../../infra/db/schema/index.ts";
import type { Caller } from "../call.ts";
import { isPlace } from "./place.ts";

const purpose: ConsentPurpose = "school";

/** As a condition on `collections`: the student agreed, in whatever wording, and has not taken it back. */
export const isToldToSchool = (schoolCode: PgColumn | string): SQL =>
  sql`exists (select from ${consents} where ${consents.accountId} = ${collections.accountId}
    and ${consents.purpose} = ${purpose} and ${consents.recipient} = 'school:' || ${schoolCode}::text
    and ${consents.withdrawnAt} is null)`;

/** Staff of one school, or of one department of it; staff of the service have neither. */
export type SchoolReader = Pick<Caller, "schoolCode" | "department">;

/** As a condition on `collections`: those a reader may count. All of them, but for a department, which has its own. */
export const countedFor = ({ department }: Pick<SchoolReader, "department">): SQL | undefined =>
  department === null
    ? undefined
    : sql`exists (select from ${persons} where ${persons.id} = ${collections.personId}
        and ${isPlace(persons.department, department)})`;

/** As a condition on `collections`: those whose students a reader may read of. Staff of the service see every one. */
export const notifiedOf = (reader: SchoolReader): SQL | undefined =>
  and(countedFor(reader), reader.schoolCode === null ? undefined : isToldToSchool(reader.schoolCode));
