/** Which projects a member of staff sees, as a condition on `projects`: staff of one school that one's alone. */
import { eq } from "drizzle-orm";
import { projects } from "../../infra/db/schema/index.ts";
import type { Call } from "../call.ts";

export const mayBeSeenBy = ({ caller: { schoolCode } }: Call) =>
  schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode);
