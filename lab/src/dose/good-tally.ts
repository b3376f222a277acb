/** Counts of refusals and warnings on good photos, and their report. */
import type { GoodFinding, GoodRun, JudgedGood } from "./good-run.ts";
import { isBeyondDoubt } from "./people.ts";

/** Results for the good photos: counts of refusals and warnings, in total and per check. */
interface GoodTally {
  readonly good: number;
  readonly people: number;
  readonly refused: number;
  readonly warned: number;
  /** Photos refused only for faults that the person's labels mention or leave open. */
  readonly refusedAsLabelled: number;
  readonly byCheck: Readonly<Record<string, { readonly refused: number; readonly warned: number }>>;
}

const isRefusal = ({ level }: GoodFinding): boolean => level === "fail";

/** Findings that the person's labels mention or leave open count neither as right nor as wrong. */
export function tallyGood(photos: readonly JudgedGood[]): GoodTally {
  const byCheck: Record<string, { refused: number; warned: number }> = {};
  let [refused, warned, refusedAsLabelled] = [0, 0, 0];
  for (const { findings } of photos) {
    const counted = findings.filter(({ labelled }) => !labelled);
    if (counted.some(isRefusal)) refused++;
    else if (counted.length > 0) warned++;
    if (!counted.some(isRefusal) && findings.some(isRefusal)) refusedAsLabelled++;
    for (const { id, level } of counted) {
      byCheck[id] ??= { refused: 0, warned: 0 };
      byCheck[id][level === "fail" ? "refused" : "warned"]++;
    }
  }
  return {
    good: photos.length,
    people: new Set(photos.map(({ person }) => person.file)).size,
    refused,
    warned,
    refusedAsLabelled,
    byCheck,
  };
}

/** Selects the photos of people whose labels leave no doubt. */
export const beyondDoubt = (photos: readonly JudgedGood[]): JudgedGood[] =>
  photos.filter(({ person }) => isBeyondDoubt(person));

/** Returns a report for a reader: all findings on photos that should have none, refusals first. */
export function goodLines({ photos, leftOut }: GoodRun): string[] {
  const line = ({ name, findings }: JudgedGood): string =>
    `  ${name}: ${findings.map(({ id, value, level, labelled }) => `${id} ${level} ${value}${labelled ? " (labelled)" : ""}`).join(", ")}`;
  const level = ({ findings }: JudgedGood): string => {
    const counted = findings.filter(({ labelled }) => !labelled);
    if (counted.some(isRefusal)) return "refused";
    return counted.length > 0 ? "warned" : findings.length > 0 ? "labelled alone" : "nothing";
  };
  return [
    ...leftOut.map(({ person, why }) => `left out: ${person.file}: ${why}`),
    ...["refused", "warned", "labelled alone"].flatMap((kind) => {
      const those = photos.filter((photo) => level(photo) === kind);
      return [`${kind}: ${those.length}`, ...those.map(line)];
    }),
  ];
}
