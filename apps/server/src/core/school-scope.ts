/** Conditions for the rows of one school, department or class. */
import { placeKey } from "@gradphoto/domain";
import { eq, type SQL, sql } from "drizzle-orm";
import {
  expectedNumbers,
  type exports,
  type persons,
  projects,
  type reminders,
} from "../infra/db/schema/index.ts";
import type { Call, Caller } from "./call.ts";

/** Condition that compares as `placeKey` does: ignores spaces and full-width or half-width forms. */
export const isPlace = (
  column:
    | typeof persons.department
    | typeof persons.class
    | typeof expectedNumbers.department
    | typeof exports.department
    | typeof reminders.department,
  name: string,
): SQL => sql`regexp_replace(normalize(${column}, NFKC), '\\s+', '', 'g') = ${placeKey(name)}`;

/** Condition on `expected_numbers` for the rows that a reader may see. A department sees only its own. */
export const isExpectedVisibleTo = ({ department }: Pick<Caller, "department">): SQL | undefined =>
  department === null ? undefined : isPlace(expectedNumbers.department, department);

/** Condition on `projects` for those that a staff member may see. Staff of one school see only its projects. */
export const isProjectVisibleTo = ({ caller: { schoolCode } }: Call) =>
  schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode);
