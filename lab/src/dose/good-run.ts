/** The good photos made and judged: which are refused or warned of, by which checks, for whom. */
import { readFileSync } from "node:fs";
import type { Finding, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { EnginePool } from "../../../packages/engine/src/node/index.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { type CutOutPerson, cutPerson } from "./cut-person.ts";
import { goodPhoto, whyNotGood } from "./good-photos.ts";
import { judgeInTurn, type MadePhoto } from "./judge-in-turn.ts";
import { isGoodButForWall, isLabelled, type Person } from "./people.ts";
import { plainWalls } from "./plain-walls.ts";
import { readSubject } from "./read-subject.ts";

export interface GoodSettings {
  readonly spec: PhotoSpec;
  readonly engine: Engine;
  readonly pool: EnginePool;
  /** Workers of the pool. */
  readonly jobs: number;
  readonly count: number;
  /** Told of every photo made, so that somebody may look at it; nothing is written otherwise. */
  readonly look?: (name: string, bytes: Uint8Array) => void;
  readonly progress: (line: string) => void;
}

export interface GoodPhoto {
  readonly person: Person;
  readonly name: string;
}

/** A finding on a photo that should have none. */
export interface GoodFinding extends Pick<Finding, "id" | "value"> {
  readonly level: "warn" | "fail";
  /** The labels of the person leave it open, or name it: it counts neither way. */
  readonly labelled: boolean;
}

export interface JudgedGood extends GoodPhoto {
  readonly findings: readonly GoodFinding[];
}

export interface GoodRun {
  readonly photos: readonly JudgedGood[];
  /** People left out, each with the rule that says so. */
  readonly leftOut: readonly { readonly person: Person; readonly why: string }[];
}

export async function runGood(people: readonly Person[], settings: GoodSettings): Promise<GoodRun> {
  const { spec, engine, pool, jobs, progress } = settings;
  const cuts: { person: Person; cut: CutOutPerson }[] = [];
  const leftOut: { person: Person; why: string }[] = [];
  for (const person of people.filter(isGoodButForWall)) {
    const subject = await readSubject(readFileSync(person.path), spec, engine);
    const cut = subject && (await cutPerson(subject, spec, engine));
    const why = cut ? whyNotGood(cut) : "no face is found";
    if (why !== null) leftOut.push({ person, why });
    else if (cut) cuts.push({ person, cut });
  }
  progress(`${cuts.length} people, ${leftOut.length} left out by rule`);
  const photos: JudgedGood[] = [];
  await judgeInTurn(makeGood(cuts, settings), { pool, spec, atOnce: jobs }, (made, findings) => {
    photos.push({ ...made, findings: findingsOn(made.person, findings) });
    if (photos.length % 20 === 0) progress(`${photos.length} of ${settings.count} good photos judged`);
  });
  return { photos: photos.sort((a, b) => a.name.localeCompare(b.name)), leftOut };
}

/** In rounds over all people, each round before another wall, until there are enough. */
async function* makeGood(
  cuts: readonly { person: Person; cut: CutOutPerson }[],
  { count, look }: GoodSettings,
): AsyncGenerator<MadePhoto<GoodPhoto>> {
  let made = 0;
  for (let round = 0; made < count; round++) {
    const previous = made;
    for (const [i, { person, cut }] of cuts.entries()) {
      if (made === count) return;
      const wall = plainWalls[(round + i) % plainWalls.length]!;
      const bytes = await goodPhoto(cut, wall, 1000 * round + i);
      if (!bytes) continue;
      made++;
      const name = `${person.file} ${round + 1}, ${wall.name}`;
      look?.(name, bytes);
      yield { made: { person, name }, bytes };
    }
    if (made === previous) return;
  }
}

const findingsOn = (person: Person, findings: readonly Finding[]): GoodFinding[] =>
  findings.flatMap(({ id, value, verdict }) =>
    verdict === "fail" || verdict === "warn" ? [{ id, value, level: verdict, labelled: isLabelled(person, id) }] : [],
  );
