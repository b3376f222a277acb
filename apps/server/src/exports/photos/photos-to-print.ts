/** Finished photos of a project as a school prints them: those it is given in a ZIP, page by page. */
import { photoSpecOf } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../../core/call.ts";
import { cursorOf, isAfterRising } from "../../core/page-cursor.ts";
import { attempts, collections, persons, projects } from "../../infra/db/schema/index.ts";
import type { ExportDeps } from "../deps.ts";
import type { Scope } from "../scope.ts";
import { findSeenProject } from "../seen-project.ts";
import { studentCells } from "../tables/collections.ts";
import { isHandedOver } from "./frozen-photos.ts";

const mmPerInch = 25.4;

export async function listPhotosToPrint(
  { db, clock, sealer, links }: ExportDeps,
  projectId: string,
  { department, className, limit, after }: ParsedInput<"listPhotosToPrint">["query"],
  call: Call,
): Promise<RouteAnswer<"listPhotosToPrint"> | Refusal> {
  const { tokenSha256, schoolCode } = call.caller;
  const project = await findSeenProject(db, projectId, schoolCode);
  if (!project || tokenSha256 === null) return refuse("not-found", {});
  const spec = photoSpecOf(project.specId);
  const filters = {
    projectId,
    ...(department !== undefined && { department }),
    ...(className !== undefined && { className }),
  };
  const scope: Scope = { filters, schoolCode, language: "zh", now: clock() };
  const rows = await db
    .select({ collection: collections, person: persons, attemptId: attempts.id })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
    .where(
      and(
        isHandedOver(db, scope),
        after === undefined ? undefined : isAfterRising(after, collections.createdAt, collections.id),
      ),
    )
    .orderBy(asc(collections.createdAt), asc(collections.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.collection;
  return {
    widthMm: (spec.widthPx / spec.dpi) * mmPerInch,
    heightMm: (spec.heightPx / spec.dpi) * mmPerInch,
    caption: project.printCaption,
    photos: page.map(({ person, attemptId }) => {
      const { cells } = studentCells({ person }, { sealer });
      const { studentNumber, nameMasked, department: faculty, className: group } = cells;
      const { url } = links.sign({ attemptId, picture: "photo", purpose: "school", tokenSha256 });
      return { photoUrl: url, studentNumber, nameMasked, department: faculty, className: group };
    }),
    next: rows.length > limit && last ? cursorOf(last) : null,
  };
}
