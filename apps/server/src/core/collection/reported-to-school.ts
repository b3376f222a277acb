/**
 * Access of school readers to students. A department sees only its own students. A school sees the data that students
 * agreed to disclose to it, and their number without consent.
 */
import type { ConsentPurpose } from "@gradphoto/domain";
import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { collections, consents, persons } from "../../infra/db/schema/index.ts";
import type { Caller } from "../call.ts";
import { isPlace } from "../school-scope.ts";

const purpose: ConsentPurpose = "school";

/** Condition on `collections`: the student consented, in any wording, and has not withdrawn. */
export const whereReportedToSchool = (schoolCode: PgColumn | string): SQL =>
  sql`exists (select from ${consents} where ${consents.accountId} = ${collections.accountId}
    and ${consents.purpose} = ${purpose} and ${consents.recipient} = 'school:' || ${schoolCode}::text
    and ${consents.withdrawnAt} is null)`;

/** Staff of one school, or of one of its departments. Both fields are null for staff of the service. */
export type SchoolReader = Pick<Caller, "schoolCode" | "department">;

/** Condition on `collections`: students that a reader may count. A department counts only its own. */
export const countedFor = ({ department }: Pick<SchoolReader, "department">): SQL | undefined =>
  department === null
    ? undefined
    : sql`exists (select from ${persons} where ${persons.id} = ${collections.personId}
        and ${isPlace(persons.department, department)})`;

/** Condition on `collections`: students whose data a reader may see. Staff of the service see every student. */
export const whereVisibleTo = (reader: SchoolReader): SQL | undefined =>
  and(
    countedFor(reader),
    reader.schoolCode === null ? undefined : whereReportedToSchool(reader.schoolCode),
  );
