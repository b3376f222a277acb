/** Which expected numbers a reader sees, as a condition on `expected_numbers`: a department has those of its own places. */
import type { SQL } from "drizzle-orm";
import { expectedNumbers } from "../../infra/db/schema/index.ts";
import type { Caller } from "../call.ts";
import { isPlace } from "../collection/place.ts";

export const expectedFor = ({ department }: Pick<Caller, "department">): SQL | undefined =>
  department === null ? undefined : isPlace(expectedNumbers.department, department);
