/** Condition on `projects` for those that a staff member may see: staff of one school see only its projects. */
import { eq } from "drizzle-orm";
import { projects } from "../../infra/db/schema/index.ts";
import type { Call } from "../call.ts";

export const mayBeSeenBy = ({ caller: { schoolCode } }: Call) =>
  schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode);
