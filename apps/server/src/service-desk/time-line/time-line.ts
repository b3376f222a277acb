/** The whole story of a collection in one list, newest first. */
import { contacts, corrected, notes } from "./contacts.ts";
import { type Entry, mostRows, type Source, type SourceDeps } from "./entry.ts";
import { payments, repayments } from "./money.ts";
import { moves } from "./moves.ts";
import { phoneUses } from "./phone-uses.ts";
import { looks, photos } from "./photos.ts";

/** Of two lines of the same moment, the one whose source stands first is shown above. */
const sources: readonly Source[] = [notes, contacts, photos, moves, corrected, repayments, payments, phoneUses, looks];

export interface TimeLine {
  readonly timeLine: Entry[];
  /** A source had as many rows as are read: there may be more. */
  readonly timeLineCut: boolean;
}

export async function readTimeLine(deps: SourceDeps, collectionId: string): Promise<TimeLine> {
  const parts = await Promise.all(sources.map((source) => source(deps, collectionId)));
  const timeLine = parts.flat().sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  return { timeLine, timeLineCut: parts.some(({ length }) => length >= mostRows) };
}
