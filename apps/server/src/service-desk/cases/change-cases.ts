/** Changes of service cases: open, postpone, hand over, close. Each is audited and uses optimistic locking. */
import type { AuditAction } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../../core/audit/audit-chain.ts";
import {
  auditActor,
  type Call,
  isRefusal,
  type Refusal,
  refuse,
  staffOf,
} from "../../core/call.ts";
import { isProjectVisibleTo } from "../../core/school-scope.ts";
import { holdsRole, staffName, staffNameColumns } from "../../core/staff-name.ts";
import type { Clock } from "../../infra/clock.ts";
import { inTransaction, type Transaction } from "../../infra/db/database.ts";
import {
  collections,
  projects,
  serviceCaseHandOvers,
  serviceCases,
  staff,
} from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import type { ServiceDeskDeps } from "../deps.ts";
import { casePlaces } from "./case-rows.ts";

/** Condition for the staff who may own a case: customer service staff who may sign in. */
const mayOwnCases = and(
  holdsRole("service"),
  isNull(staff.disabledAt),
  isNull(staff.unconfirmedBy),
);

export async function listColleagues(
  { db, sealer }: Pick<ServiceDeskDeps, "db" | "sealer">,
  call: Call,
): Promise<RouteAnswer<"listServiceColleagues">> {
  const rows = await db
    .select(staffNameColumns(staff))
    .from(staff)
    .where(mayOwnCases)
    .orderBy(asc(staff.username));
  const me = staffOf(call);
  return {
    colleagues: rows.map((one) => ({
      staffId: one.id,
      name: staffName(sealer, one),
      isMe: one.id === me,
    })),
  };
}

type Written = RouteAnswer<"openServiceCase">;

export const openCase = (
  { db, clock, ids, sealer }: ServiceDeskDeps,
  { params: { collectionId }, body: { question: query, dueAt } }: ParsedInput<"openServiceCase">,
  call: Call,
): Promise<Written | Refusal> =>
  inTransaction(db, async (tx) => {
    const [collection] = await tx
      .select({ id: collections.id })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(and(eq(collections.id, collectionId), isProjectVisibleTo(call)));
    if (!collection) return refuse("not-found", {});
    if (isPast(clock, dueAt)) return refuse("case-due-past", {});
    const [id, me] = [ids(), staffOf(call)];
    await tx.insert(serviceCases).values({
      ...{ id, collectionId, ownerId: me, openedBy: me, openedAt: clock(), dueAt: new Date(dueAt) },
      question: sealer.seal(query, casePlaces.question(id)),
    });
    await note(tx, clock, call, "case-opened", { id, collectionId }, { due: dueAt });
    return { caseId: id, revision: 1 };
  });

export const postponeCase = (
  deps: ServiceDeskDeps,
  { params: { caseId }, body: { dueAt, revision } }: ParsedInput<"postponeServiceCase">,
  call: Call,
): Promise<Written | Refusal> =>
  changeCase(deps, { caseId, revision }, call, async (tx, row) => {
    if (isPast(deps.clock, dueAt)) return refuse("case-due-past", {});
    await note(tx, deps.clock, call, "case-postponed", row, { due: dueAt });
    return { dueAt: new Date(dueAt) };
  });

export const handOverCase = (
  deps: ServiceDeskDeps,
  {
    params: { caseId },
    body: { staffId, note: words, revision },
  }: ParsedInput<"handOverServiceCase">,
  call: Call,
): Promise<Written | Refusal> =>
  changeCase(deps, { caseId, revision }, call, async (tx, row) => {
    const { clock, ids, sealer } = deps;
    const [to] = await tx
      .select({ id: staff.id })
      .from(staff)
      .where(and(eq(staff.id, staffId), mayOwnCases))
      .for("share");
    if (!to || to.id === row.ownerId) return refuse("case-owner-unfit", {});
    const id = ids();
    const handOver = { id, caseId, fromStaffId: row.ownerId, toStaffId: to.id, at: clock() };
    await tx
      .insert(serviceCaseHandOvers)
      .values({ ...handOver, note: sealer.seal(words, casePlaces.note(id)) });
    await note(tx, clock, call, "case-handed-over", row, {
      fromStaff: row.ownerId,
      toStaff: to.id,
    });
    return { ownerId: to.id };
  });

export const closeCase = (
  deps: ServiceDeskDeps,
  { params: { caseId }, body: { revision } }: ParsedInput<"closeServiceCase">,
  call: Call,
): Promise<Written | Refusal> =>
  changeCase(deps, { caseId, revision }, call, async (tx, row) => {
    await note(tx, deps.clock, call, "case-closed", row, {});
    return { closedAt: deps.clock(), closedBy: staffOf(call) };
  });

type Row = typeof serviceCases.$inferSelect;
type Change = Partial<Pick<Row, "dueAt" | "ownerId" | "closedAt" | "closedBy">>;

const isPast = (clock: Clock, dueAt: string): boolean => new Date(dueAt) <= clock();

/** Locks the case and rejects a revision that the caller has not read. The refusal names the current owner. */
const changeCase = (
  { db, sealer }: ServiceDeskDeps,
  { caseId, revision }: { readonly caseId: string; readonly revision: number },
  call: Call,
  change: (tx: Transaction, row: Row) => Promise<Change | Refusal>,
): Promise<Written | Refusal> =>
  inTransaction(db, async (tx) => {
    const [locked] = await tx
      .select({ row: serviceCases })
      .from(serviceCases)
      .innerJoin(collections, eq(collections.id, serviceCases.collectionId))
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(and(eq(serviceCases.id, caseId), isProjectVisibleTo(call)))
      .for("update", { of: serviceCases });
    if (!locked) return refuse("not-found", {});
    const { row } = locked;
    if (row.closedAt !== null) return refuse("case-closed", {});
    if (row.revision !== revision)
      return refuse("case-changed-meanwhile", { owner: await nameOf(tx, sealer, row.ownerId) });
    const changed = await change(tx, row);
    if (isRefusal(changed)) return changed;
    const next = row.revision + 1;
    await tx
      .update(serviceCases)
      .set({ ...changed, revision: next })
      .where(eq(serviceCases.id, caseId));
    return { caseId, revision: next };
  });

async function nameOf(tx: Transaction, sealer: Sealer, id: string): Promise<string> {
  const [person] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, id));
  return person ? sealer.open(person.name, { column: "staff.name", rowId: id }) : id;
}

/** Records the change in the audit log without its texts. */
const note = (
  tx: Transaction,
  clock: Clock,
  call: Call,
  action: AuditAction,
  { id, collectionId }: Pick<Row, "id" | "collectionId">,
  details: Readonly<Record<string, string>>,
): Promise<void> =>
  appendAudit(tx, clock, auditActor(call), action, `collection:${collectionId}`, {
    case: id,
    ...details,
  });
