/** Finished photos of a project for printing by the school: the same photos as in its ZIP, page by page. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../../core/call.ts";
import { maskName } from "../../core/collection/mask-student.ts";
import { studentCells } from "../../core/collection/student-rows.ts";
import type { Scope } from "../../core/file-rows.ts";
import { byTime, readPage } from "../../core/page.ts";
import { attempts, collections, persons, projects } from "../../infra/db/schema/index.ts";
import type { ExportDeps } from "../deps.ts";
import { whereHandedOver } from "./frozen-photos.ts";
import { findVisibleProject } from "./photo-files.ts";

const mmPerInch = 25.4;

export async function listPhotosToPrint(
  { db, clock, sealer, links }: ExportDeps,
  projectId: string,
  { department, className, ...page }: ParsedInput<"listPhotosToPrint">["query"],
  call: Call,
): Promise<RouteAnswer<"listPhotosToPrint"> | Refusal> {
  const { tokenSha256, schoolCode, department: ofDepartment } = call.caller;
  const project = await findVisibleProject(db, projectId, schoolCode);
  if (!project || tokenSha256 === null) return refuse("not-found", {});
  const filters = {
    projectId,
    ...(department !== undefined && { department }),
    ...(className !== undefined && { className }),
  };
  const scope: Scope = { filters, schoolCode, department: ofDepartment, now: clock() };
  const { rows, next } = await readPage(page, {
    key: byTime("earliest-first", collections.createdAt, collections.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({ collection: collections, person: persons, attemptId: attempts.id })
        .from(collections)
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(persons, eq(persons.id, collections.personId))
        .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
        .where(and(whereHandedOver(scope), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ collection }) => ({ at: collection.createdAt, id: collection.id }),
  });
  return {
    caption: project.printCaption,
    photos: rows.map(({ collection: { spec }, person, attemptId }) => {
      const { cells } = studentCells({ person }, sealer, schoolCode);
      const { studentNumber, name, department: faculty, className: group } = cells;
      const { url } = links.sign({ attemptId, picture: "photo", purpose: "school", tokenSha256 });
      // The page prints no names; reading full names is recorded elsewhere.
      return {
        photoUrl: url,
        // The project may use another spec by now.
        widthMm: (spec.widthPx / spec.dpi) * mmPerInch,
        heightMm: (spec.heightPx / spec.dpi) * mmPerInch,
        studentNumber,
        name: maskName(name),
        department: faculty,
        className: group,
      };
    }),
    next,
  };
}
