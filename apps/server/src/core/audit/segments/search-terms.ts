/** Search terms for audit entries, shared by the database's index of segments and by each entry. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { AuditRow } from "../audit-chain.ts";

/** Search terms. An entry matches when it has every provided field; of a list, one value is enough. */
export interface AuditSearch {
  readonly role?: string | undefined;
  readonly actorIds?: readonly string[];
  readonly actions?: readonly string[];
  /** Subjects such as "collection:…". */
  readonly subjects?: readonly string[];
  /** Id of a retention run. */
  readonly runId?: string;
  readonly exportIds?: readonly string[];
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
}

type Reported = Pick<AuditRow, "at" | "actor" | "action" | "subject" | "details">;

const ofDetails = z.object({ run: z.string().optional(), export: z.string().optional() }).catch({});

/** Returns the marks of an entry for the index. An entry can be found only by its marks. */
export function marksOf({ actor, action, subject, details }: Reported): readonly string[] {
  const [role = "", actorId = ""] = actor.split(":");
  const { run, export: exportId } = ofDetails.parse(details);
  return [
    ...[`role:${role}`, `actor:${actorId}`, `action:${action}`, `subject:${subject}`],
    ...(run === undefined ? [] : [`run:${run}`]),
    ...(exportId === undefined ? [] : [`export:${exportId}`]),
  ];
}

/** Returns the marks of a query. A match has at least one mark of each list. */
export function searchMarks({ role, actorIds, actions, subjects, runId, exportIds }: AuditSearch) {
  const lists: readonly (readonly string[] | undefined)[] = [
    role === undefined ? undefined : [`role:${role}`],
    actorIds?.map((actorId) => `actor:${actorId}`),
    actions?.map((action) => `action:${action}`),
    subjects?.map((subject) => `subject:${subject}`),
    runId === undefined ? undefined : [`run:${runId}`],
    exportIds?.map((id) => `export:${id}`),
  ];
  return lists.filter((list) => list !== undefined);
}

export function matchesSearch(search: AuditSearch): (entry: Reported) => boolean {
  const lists = searchMarks(search).map((list) => new Set(list));
  const { from, until } = search;
  return (entry) => {
    if ((from && entry.at < from) || (until && entry.at >= until)) return false;
    const marks = marksOf(entry);
    return lists.every((list) => marks.some((mark) => list.has(mark)));
  };
}

/** Filters a raw JSON line before parsing. Returns false only where `matchesSearch` would. */
export function mayMatchSearch({
  actions,
  subjects,
  runId,
  exportIds,
}: AuditSearch): (text: string) => boolean {
  const fields = {
    action: actions,
    subject: subjects,
    run: runId === undefined ? undefined : [runId],
    export: exportIds,
  };
  const lists = Object.entries(fields).flatMap(([name, words]) =>
    words === undefined ? [] : [words.map((word) => `"${name}":${JSON.stringify(word)}`)],
  );
  return (text) => lists.every((list) => list.some((words) => text.includes(words)));
}

/** Reduces a mark to 64 bits. A collision only opens a segment unnecessarily. */
export const markNumber = (mark: string): bigint =>
  createHash("sha256").update(mark).digest().readBigInt64BE();
