/** Photo specs for the console, each with the number of projects that use it. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, gt, isNotNull } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { readPhotoSpecs } from "../core/photo-standard/read-photo-specs.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { projects } from "../infra/db/schema/index.ts";

export async function listSpecs(
  { db, clock, specFiles }: Pick<ServiceDeps, "db" | "clock" | "specFiles">,
  { caller: { schoolCode } }: Call,
): Promise<RouteAnswer<"readPhotoSpecs">> {
  const used = await db
    .select({ specId: projects.specId, projects: count() })
    .from(projects)
    .where(
      and(
        isNotNull(projects.confirmedAt),
        gt(projects.closesAt, clock()),
        schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
      ),
    )
    .groupBy(projects.specId);
  const countOf = new Map<string, number>(used.map((one) => [one.specId, one.projects]));
  const specs = await readPhotoSpecs(db, specFiles);
  return { specs: specs.map((one) => ({ ...one, projects: countOf.get(one.spec.id) ?? 0 })) };
}
