/** Changes of the configuration as the console displays them, with proposer and decider. */
import {
  configurationLabel,
  configurationStates,
  configurationValueWords,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { byTime, readPage } from "../core/page.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { configurationChanges, staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export type ChangeRow = typeof configurationChanges.$inferSelect;

const proposer = alias(staff, "proposer");
const decider = alias(staff, "decider");

/** Selects changes with the names of the proposer and, if there is one, the decider. */
export const selectChanges = (from: Database | Transaction) =>
  from
    .select({
      change: configurationChanges,
      proposedBy: staffNameColumns(proposer),
      decidedBy: staffNameColumns(decider),
    })
    .from(configurationChanges)
    .innerJoin(proposer, eq(proposer.id, configurationChanges.proposedBy))
    .leftJoin(decider, eq(decider.id, configurationChanges.decidedBy));

export type StoredChange = Awaited<ReturnType<typeof selectChanges>>[number];

const placeOf = (rowId: string) => ({ column: "configuration_changes.why", rowId });

export const sealWhy = (sealer: Sealer, rowId: string, why: string) =>
  sealer.seal(why, placeOf(rowId));

export const openWhy = (sealer: Sealer, { id, why }: ChangeRow): string =>
  sealer.open(why, placeOf(id));

const declinedPlaceOf = (rowId: string) => ({
  column: "configuration_changes.declined_why",
  rowId,
});

export const sealDeclinedWhy = (sealer: Sealer, rowId: string, why: string) =>
  sealer.seal(why, declinedPlaceOf(rowId));

export function presentChange(
  { change, proposedBy, decidedBy }: StoredChange,
  sealer: Sealer,
): RouteAnswer<"confirmConfiguration"> {
  const {
    id,
    item,
    subject,
    before: previous,
    value,
    state,
    proposedAt,
    decidedAt,
    declinedWhy,
  } = change;
  const { label, tone } = configurationStates[state];
  return {
    changeId: id,
    item,
    subject,
    label: configurationLabel(item, subject, value),
    before: configurationValueWords(item, subject, previous),
    after: configurationValueWords(item, subject, value),
    state,
    stateLabel: label,
    tone,
    proposedBy: staffName(sealer, proposedBy),
    proposedAt: proposedAt.toISOString(),
    decidedBy: decidedBy && staffName(sealer, decidedBy),
    decidedAt: decidedAt?.toISOString() ?? null,
    why: openWhy(sealer, change),
    declinedWhy: declinedWhy && sealer.open(declinedWhy, declinedPlaceOf(id)),
  };
}

/** Reads one change. Throws an Error when there is none. */
export async function readChange(tx: Transaction, sealer: Sealer, id: string) {
  const [row] = await selectChanges(tx).where(eq(configurationChanges.id, id));
  if (!row) throw new Error("A change of the configuration is gone in the middle of its decision");
  return presentChange(row, sealer);
}

/** Lists the history of the configuration, latest first, page by page. */
export async function listChanges(
  { db, sealer }: Pick<ServiceDeps, "db" | "sealer">,
  { item, state, ...page }: ParsedInput<"listConfigurationChanges">["query"],
): Promise<RouteAnswer<"listConfigurationChanges">> {
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", configurationChanges.proposedAt, configurationChanges.id),
    select: ({ whereNext, order, limit }) =>
      selectChanges(db)
        .where(
          and(
            item && eq(configurationChanges.item, item),
            state && eq(configurationChanges.state, state),
            whereNext,
          ),
        )
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ change }) => ({ at: change.proposedAt, id: change.id }),
  });
  return { changes: rows.map((row) => presentChange(row, sealer)), next };
}
