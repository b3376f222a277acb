/** Notes of customer service: sealed, visible only to staff, deleted with the person. */

import { allServiceMacros, type Bilingual, isAddedAnswer, serviceMacros } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { readSetWords } from "../core/configuration/read-configuration.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { serviceNotes } from "../infra/db/schema/index.ts";
import type { ServiceDeskDeps } from "./deps.ts";

type Answer = RouteAnswer<"readServiceMacros">;

/** Canned answers: the built-in ones with their current texts, then those operators added, without retired ones. */
export async function readServiceMacros(db: Database): Promise<Answer> {
  const set = await readSetWords(db, "service-answer");
  const offered = (
    code: string,
    label: Bilingual | undefined,
    initial?: Bilingual,
  ): Answer["macros"] => {
    const note = set.get(code) ?? initial;
    if (!note || !label || set.get(code)?.retired) return [];
    return [{ code, label, text: { zh: note.zh, en: note.en } }];
  };
  const own = allServiceMacros.flatMap((code) =>
    offered(code, serviceMacros[code].label, serviceMacros[code].text),
  );
  const added = [...set].flatMap(([code, { title }]) =>
    isAddedAnswer(code) ? offered(code, title) : [],
  );
  return {
    macros: [
      ...own,
      ...added.sort((one, other) => one.label.zh.localeCompare(other.label.zh, "zh")),
    ],
  };
}

export const noteAt = (rowId: string) => ({ column: "service_notes.note", rowId });

/** A repeated request within this window is treated as a retry and returns the first note. */
const sameWithinMs = 60_000;

export async function addServiceNote(
  { db, clock, ids, sealer }: ServiceDeskDeps,
  { params: { collectionId }, body: { note } }: ParsedInput<"addServiceNote">,
  call: Call,
): Promise<RouteAnswer<"addServiceNote"> | Refusal> {
  const writtenBy = staffOf(call);
  return inTransaction(db, async (tx) => {
    if (!(await lockCollection(tx, collectionId))) return refuse("not-found", {});
    const now = clock();
    const since = new Date(now.getTime() - sameWithinMs);
    const [latest] = await latestOf(tx, { collectionId, writtenBy, since });
    if (latest && sealer.open(latest.note, noteAt(latest.id)) === note)
      return { noteId: latest.id, at: latest.at.toISOString() };
    const id = ids();
    await tx
      .insert(serviceNotes)
      .values({ id, collectionId, note: sealer.seal(note, noteAt(id)), writtenBy, at: now });
    await appendAudit(
      tx,
      clock,
      auditActor(call),
      "service-note-added",
      `collection:${collectionId}`,
      { note: id },
    );
    return { noteId: id, at: now.toISOString() };
  });
}

const latestOf = (
  tx: Transaction,
  { collectionId, writtenBy, since }: { collectionId: string; writtenBy: string; since: Date },
) =>
  tx
    .select()
    .from(serviceNotes)
    .where(
      and(
        eq(serviceNotes.collectionId, collectionId),
        eq(serviceNotes.writtenBy, writtenBy),
        gt(serviceNotes.at, since),
      ),
    )
    .orderBy(desc(serviceNotes.at))
    .limit(1);
