/** Condition on `projects` for those that a staff member may see: staff of one school see only its projects. */
import { eq, type SQL } from "drizzle-orm";
import { expectedNumbers, projects } from "../../infra/db/schema/index.ts";
import type { Call, Caller } from "../call.ts";
import { isPlace } from "../collection/place.ts";

/** Condition on `expected_numbers` for the rows that a reader may see: a department sees only its own. */
export const isExpectedVisibleTo = ({ department }: Pick<Caller, "department">): SQL | undefined =>
  department === null ? undefined : isPlace(expectedNumbers.department, department);

export const isProjectVisibleTo = ({ caller: { schoolCode } }: Call) =>
  schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode);
