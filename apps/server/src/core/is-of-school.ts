/** Of rows joined with their project: those of the school that has this code, or this name, which is what finance knows of it. A name that two schools have stands for neither. */
import { type SQL, sql } from "drizzle-orm";
import { projects } from "../infra/db/schema/index.ts";

export const isOfSchool = (called: string): SQL =>
  sql`${projects.schoolCode} = (select min(code) from schools where code = ${called} or name = ${called} having count(*) = 1)`;
