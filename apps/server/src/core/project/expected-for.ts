/** Condition on `expected_numbers` for the rows that a reader may see: a department sees only its own. */
import type { SQL } from "drizzle-orm";
import { expectedNumbers } from "../../infra/db/schema/index.ts";
import type { Caller } from "../call.ts";
import { isPlace } from "../collection/place.ts";

export const expectedFor = ({ department }: Pick<Caller, "department">): SQL | undefined =>
  department === null ? undefined : isPlace(expectedNumbers.department, department);
