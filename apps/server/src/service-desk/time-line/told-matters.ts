/** What a student read of a photo that the checks refused or warned of: matter by matter, with its numbers and its advice. */
import { type Finding, matterOf, toldFindings } from "@gradphoto/domain";
import { findingSchema } from "@gradphoto/domain/photo-standard/schemas";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { attempts } from "../../infra/db/schema/index.ts";
import type { Entry } from "./entry.ts";

const fields = { id: true, verdict: true, title: true, message: true, advice: true, clause: true } as const;
const loud = z.array(findingSchema.pick(fields));

/** Out of the report in the database: whole reports of many photos are megabytes. */
export const loudFindings = sql`coalesce((
  select jsonb_agg(f - 'overlay')
  from jsonb_path_query(${attempts.report}, '$.findings[*] ? (@.verdict == "fail" || @.verdict == "warn")') f), '[]')`;

export const isLoud = ({ verdict }: Pick<Finding, "verdict">): boolean => verdict === "fail" || verdict === "warn";

/** As the student's page tells them: each matter once, under the title of the check. */
export function toldMatters(findings: unknown): Entry["findings"] {
  const read = loud.parse(findings);
  return toldFindings(read).toLookAt.map((finding) => ({
    ...finding,
    also: matterOf(finding, read)
      .slice(1)
      .map(({ message, clause }) => ({ message, clause })),
  }));
}
