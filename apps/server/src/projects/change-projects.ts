/** Project management by schools and operators: create, change, confirm, copy to the next year, discard. */
import type { AnyPhotoSpecId, AuditAction, PhotoSpec, RefundRule } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit, type Json } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { findPhotoSpec, readProjectSpec } from "../core/photo-standard/read-photo-specs.ts";
import type { ProjectRow } from "../core/project/present-project.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { projects, schools } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import {
  findProject,
  presentStaffProject,
  type StaffProject,
  type StoredProject,
  versionOf,
} from "./staff-project-rows.ts";
import { aYearLater, changeRefusal, columnsOf, termsRefusal } from "./terms-refusal.ts";

/** Defaults that operators have set for new projects. */
export async function readProjectDefaults({
  db,
  configuration,
}: ProjectDeps): Promise<{ readonly refundRule: RefundRule }> {
  const inForce = await configuration.read(db);
  return { refundRule: inForce("new-project-refund-rule") };
}

/** A school administrator can create projects only in their own school; other schools are reported as not found. */
export async function createProject(
  deps: ProjectDeps,
  { schoolCode, ...terms }: ParsedInput<"createProject">["body"],
  call: Call,
): Promise<StaffProject | Refusal> {
  const own = call.caller.schoolCode;
  if (own !== null && own !== schoolCode) return refuse("school-not-found", {});
  const refundRule = terms.refundRule ?? (await readProjectDefaults(deps)).refundRule;
  const columns = columnsOf({ ...terms, refundRule });
  const spec = await offeredSpec(deps.db, deps, columns.specId);
  if (!spec) return refuse("photo-spec-not-offered", {});
  const unfit = termsRefusal(columns, spec) ?? (await captionRefusal(deps, columns.printCaption));
  if (unfit) return unfit;
  return inTransaction(deps.db, async (tx) => {
    const [school] = await tx
      .select({ code: schools.code })
      .from(schools)
      .where(eq(schools.code, schoolCode));
    if (!school) return refuse("school-not-found", {});
    const added = await add(tx, deps, { ...columns, schoolCode }, call, "project-created", {});
    if (!isRefusal(added)) return added;
    // The default refund rule may have changed since the first request.
    const { refundRule: _, ...unsaid } = columns;
    const sent = { ...(terms.refundRule === undefined ? unsaid : columns), schoolCode };
    return (await findSameDraft(tx, sent, call, deps.clock())) ?? added;
  });
}

/** Detects a retry after a lost response and returns the stored draft; null when another project exists. */
async function findSameDraft(
  tx: Transaction,
  sent: Kind & Partial<ProjectRow>,
  call: Call,
  now: Date,
): Promise<StaffProject | null> {
  const there = (await findAlike(tx, sent)).find(({ confirmedAt }) => confirmedAt === null);
  const isSame = there !== undefined && Object.keys(differing(there, sent)).length === 0;
  return isSame ? showProject(tx, there.id, call, now) : null;
}

type Kind = Pick<ProjectRow, "schoolCode" | "educationCategory" | "graduationYear">;

const findAlike = (tx: Transaction, { schoolCode, educationCategory, graduationYear }: Kind) =>
  tx
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.schoolCode, schoolCode),
        eq(projects.educationCategory, educationCategory),
        eq(projects.graduationYear, graduationYear),
      ),
    );

export const copyProject = (
  deps: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<StaffProject | Refusal> =>
  inTransaction(deps.db, async (tx) => {
    const original = await findProject(tx, projectId, call);
    if (!original) return refuse("not-found", {});
    if (!(await offeredSpec(tx, deps, original.project.specId)))
      return refuse("photo-spec-not-offered", {});
    const { id: from, opensAt, closesAt, imageCheckBy, graduationYear, ...same } = original.project;
    const next = {
      ...same,
      opensAt: aYearLater(opensAt),
      closesAt: aYearLater(closesAt),
      imageCheckBy: imageCheckBy && aYearLater(imageCheckBy),
      graduationYear: graduationYear + 1,
      confirmedAt: null,
    };
    return add(tx, deps, next, call, "project-copied", { from });
  });

/** null when the spec is not available to new projects. */
async function offeredSpec(
  from: Database | Transaction,
  { specFiles }: Pick<ProjectDeps, "specFiles">,
  specId: AnyPhotoSpecId,
): Promise<PhotoSpec | null> {
  const listed = await findPhotoSpec(from, specFiles, specId);
  return listed && !listed.isRetired ? listed.spec : null;
}

async function add(
  tx: Transaction,
  { clock, ids }: ProjectDeps,
  row: Omit<typeof projects.$inferInsert, "id">,
  call: Call,
  action: AuditAction,
  details: { readonly [key: string]: Json },
): Promise<StaffProject | Refusal<"project-exists">> {
  const id = ids();
  const added = await tx
    .insert(projects)
    .values({ ...row, id })
    .onConflictDoNothing()
    .returning({ id: projects.id });
  if (added.length === 0) return refuse("project-exists", {});
  const project = await showProject(tx, id, call, clock());
  await appendAudit(tx, clock, auditActor(call), action, `project:${id}`, details);
  return project;
}

export async function changeProject(
  deps: ProjectDeps,
  projectId: string,
  { version, ...terms }: ParsedInput<"changeProject">["body"],
  call: Call,
): Promise<StaffProject | Refusal> {
  const columns = columnsOf(terms);
  // Runs before the project is locked, because it reads glyph outlines from disk.
  const letters = await captionRefusal(deps, columns.printCaption);
  return withProject(deps, projectId, call, async (tx, match) => {
    const { project, collections } = match;
    const now = deps.clock();
    if (versionOf(project) !== version) {
      // A retry after a lost response succeeds, if the stored terms equal the sent ones.
      const isStored = Object.keys(differing(project, columns)).length === 0;
      return isStored ? presentStaffProject(match, now) : refuse("project-changed", {});
    }
    // A project may continue to use a retired spec.
    const isSpecNew = columns.specId !== project.specId;
    const spec = isSpecNew
      ? await offeredSpec(tx, deps, columns.specId)
      : await readProjectSpec(tx, deps.specFiles, project);
    if (!spec) return refuse("photo-spec-not-offered", {});
    // An older caption may contain glyphs that were not checked then. It must not block a change of other terms.
    const isCaptionNew = columns.printCaption !== project.printCaption;
    const refusal =
      termsRefusal(columns, spec) ??
      (isCaptionNew ? letters : null) ??
      (collections > 0 ? changeRefusal(project, columns, { role: call.caller.role, now }) : null);
    if (refusal) return refusal;
    const clashes = await findAlike(tx, { ...columns, schoolCode: project.schoolCode });
    if (clashes.some(({ id }) => id !== projectId)) return refuse("project-exists", {});
    await tx.update(projects).set(columns).where(eq(projects.id, projectId));
    const changed = await showProject(tx, projectId, call, now);
    await appendAudit(tx, deps.clock, auditActor(call), "project-changed", `project:${projectId}`, {
      was: differing(project, columns),
      value: differing(columns, project),
    });
    return changed;
  });
}

/** null when the font has a glyph for every character. */
async function captionRefusal(
  { lettering }: ProjectDeps,
  caption: string,
): Promise<Refusal<"print-caption-letters"> | null> {
  const missing = await lettering.missing(caption.replace(/\s/g, ""));
  return missing.length === 0
    ? null
    : refuse("print-caption-letters", { letters: missing.join(" ") });
}

/** The terms of the first that the second has too, with another value. */
function differing(
  first: Partial<ProjectRow>,
  second: Partial<ProjectRow>,
): { readonly [name: string]: Json } {
  const asJson: { readonly [key: string]: Json } = JSON.parse(JSON.stringify(first));
  const other: { readonly [key: string]: Json } = JSON.parse(JSON.stringify(second));
  return Object.fromEntries(
    Object.entries(asJson).filter(([name, value]) => name in other && other[name] !== value),
  );
}

/** Idempotent: confirming again changes nothing. */
export const confirmProject = (
  deps: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<StaffProject | Refusal> =>
  withProject(deps, projectId, call, async (tx, match) => {
    const now = deps.clock();
    if (match.project.confirmedAt !== null) return presentStaffProject(match, now);
    await tx.update(projects).set({ confirmedAt: now }).where(eq(projects.id, projectId));
    const confirmed = await showProject(tx, projectId, call, now);
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "project-confirmed",
      `project:${projectId}`,
    );
    return confirmed;
  });

export const discardProject = (
  deps: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<RouteAnswer<"discardProject"> | Refusal> =>
  withProject(deps, projectId, call, async (tx) => {
    const discarded = await tx
      .delete(projects)
      .where(and(eq(projects.id, projectId), isNull(projects.confirmedAt)))
      .returning({ id: projects.id });
    if (discarded.length === 0) return refuse("project-confirmed", {});
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "project-discarded",
      `project:${projectId}`,
    );
    return {};
  });

/** Locks the project until the end of the transaction, so that no collection starts in it meanwhile. */
export const withProject = <Answer>(
  { db }: ProjectDeps,
  projectId: string,
  call: Call,
  work: (tx: Transaction, match: StoredProject) => Promise<Answer>,
): Promise<Answer | Refusal<"not-found">> =>
  inTransaction(db, async (tx) => {
    const seen = await findProject(tx, projectId, call);
    if (!seen) return refuse("not-found", {});
    await tx
      .select({ id: projects.id })
      .from(projects)
      .where(eq(projects.id, projectId))
      .for("update");
    const project = await findProject(tx, projectId, call);
    return project ? work(tx, project) : refuse("not-found", {});
  });

/** Throws an Error when the project does not exist. */
async function showProject(
  tx: Transaction,
  projectId: string,
  call: Call,
  now: Date,
): Promise<StaffProject> {
  const changed = await findProject(tx, projectId, call);
  if (!changed) throw new Error("A project is gone in the middle of a change");
  return presentStaffProject(changed, now);
}
