/** Counts the caller's pending work: one query per kind, each served by an index. */
import {
  educationCategories,
  isEducationCategory,
  waitingKinds,
  waitingKindsFor,
  waitingPlace,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Call } from "../core/call.ts";
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { waitingQueries } from "./waiting-queries.ts";

export type HomeDeps = Pick<ServiceDeps, "db" | "clock" | "configuration">;

type Waiting = RouteAnswer<"readWaiting">["waiting"][number];

const dayMs = 24 * 3_600_000;

const row = z.object({
  kind: z.string(),
  count: z.int(),
  oldestS: z.number(),
  projectId: z.string().nullable(),
  educationCategory: z.string().nullable(),
  graduationYear: z.int().nullable(),
});

/** Builds a single statement for all kinds of the caller's role. */
export function waitingStatement(at: Date, call: Call, inForce: InForce): SQL {
  const now = sql`${at.toISOString()}::timestamptz`;
  const previousDay = sql`${new Date(at.getTime() - dayMs).toISOString()}::timestamptz`;
  const counts = waitingKindsFor(call.caller.role).map((kind) => {
    const {
      from,
      since,
      project,
      count = sql`count(*)`,
    } = waitingQueries[kind]({ call, at, now, previousDay, inForce });
    return sql`select ${kind}::text as kind, ${project ?? sql`null`}::uuid as "projectId", ${count}::int as count,
      coalesce(extract(epoch from ${now} - min(${since})), -1)::float8 as "oldestS"
      from ${from} ${project ? sql`group by ${project}` : sql``}`;
  });
  return sql`select w.*, p.education_category as "educationCategory", p.graduation_year as "graduationYear"
    from (${sql.join(counts, sql` union all `)}) w left join projects p on p.id = w."projectId" order by w."oldestS" desc`;
}

export async function readWaiting(
  { db, clock, configuration }: HomeDeps,
  call: Call,
): Promise<RouteAnswer<"readWaiting">> {
  const { role } = call.caller;
  const { rows } = await db.execute(waitingStatement(clock(), call, await configuration.read(db)));
  const counted = z.array(row).parse(rows);
  const waiting = waitingKindsFor(role).flatMap((kind): Waiting[] => {
    const { label, tone } = waitingKinds[kind];
    const place = waitingPlace(kind, role) ?? null;
    const matches = counted.filter((one) => one.kind === kind);
    if (matches.length === 0)
      return [{ kind, label, tone, place: null, count: 0, oldestS: null, project: null }];
    return matches.map(({ count, oldestS, projectId, educationCategory, graduationYear }) => ({
      ...{ kind, label, tone, count },
      place: place === null ? null : placeIn(place, projectId),
      oldestS: oldestS < 0 ? null : oldestS,
      project: projectName(educationCategory, graduationYear),
    }));
  });
  return { waiting };
}

/** Inserts the project id into a path that requires one. Returns null when it is missing. */
function placeIn(place: string, projectId: string | null): string | null {
  if (!place.includes(":projectId")) return place;
  return projectId === null ? null : place.replace(":projectId", projectId);
}

function projectName(category: string | null, year: number | null): Waiting["project"] {
  if (category === null || year === null || !isEducationCategory(category)) return null;
  const { zh, en } = educationCategories[category];
  return { zh: `${zh} ${year}`, en: `${en} ${year}` };
}
