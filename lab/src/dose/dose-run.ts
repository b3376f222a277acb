/** Makes every series of every person and judges the photos. The result is the curves of all checks. */
import { readFileSync } from "node:fs";
import { findPhotoSpec, type PhotoSpec, type Verdict } from "@gradphoto/domain/photo-standard";
import { clipRect } from "../../../packages/engine/src/maths/plane.ts";
import { personClass } from "../../../packages/engine/src/models/person-classes.ts";
import type { EnginePool } from "../../../packages/engine/src/node/index.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import type { PersonSubject } from "../../../packages/engine/src/subject/subject.ts";
import { classWeights } from "./class-weights.ts";
import type { DosePoint } from "./curves.ts";
import { cutPerson } from "./cut-person.ts";
import { judgeInTurn, type MadePhoto } from "./judge-in-turn.ts";
import { type OperatingPoint, type OtherPeople, readOperatingPoint } from "./operating-point.ts";
import type { Layer } from "./paste.ts";
import { isFrontal, isGoodButForWall, type Person } from "./people.ts";
import { encodeDosed, readSubject } from "./read-subject.ts";
import { harmless } from "./series/harmless.ts";
import type { Series } from "./series/series.ts";
import { typologyDeg } from "./skin-tone.ts";

/** Minimum probability of a hand that may be drawn into other people's photos. */
const surePresence = 0.9;
/** Share of the box by which it is enlarged, because fingers extend beyond the box of the landmarks. */
const reach = 0.15;
/** Share of the box that must be hand pixels. */
const minShare = 0.2;
const smallestPx = 60;

/** Cuts out the most certain hand of this person. Returns null when no hand is certain enough. */
function cutHand({
  hands,
  classes,
  pyramid: [picture],
  head,
  faceWidthPx,
}: PersonSubject): Layer | null {
  const [hand] = hands
    .filter(({ presence }) => presence >= surePresence)
    .sort((a, b) => b.presence - a.presence);
  if (!hand) return null;
  const { left, top, width, height } = hand.box;
  const rect = clipRect(
    {
      left: Math.round(left - (reach * width) / 2),
      top: Math.round(top - (reach * height) / 2),
      width: Math.round(width * (1 + reach)),
      height: Math.round(height * (1 + reach)),
    },
    picture.width,
    picture.height,
  );
  // A hand at the face would also contain skin of the face.
  const atFace = Math.abs(left + width / 2 - head.faceCentreX) < faceWidthPx && top < head.chinY;
  if (atFace || Math.min(rect.width, rect.height) < smallestPx) return null;
  const weights = classWeights(classes, picture, [personClass.bodySkin]);
  const alpha = new Float32Array(rect.width * rect.height);
  const foreground = new Uint8Array(3 * alpha.length);
  for (let y = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      const from = (rect.top + y) * picture.width + rect.left + x;
      const i = y * rect.width + x;
      alpha[i] = Math.min(1, Math.max(0, 2 * weights[from]! - 0.5));
      for (let c = 0; c < 3; c++) foreground[3 * i + c] = picture.data[3 * from + c]!;
    }
  }
  const share = alpha.reduce((sum, a) => sum + a, 0) / alpha.length;
  return share >= minShare ? { width: rect.width, height: rect.height, alpha, foreground } : null;
}

/** Number of heads and hands that are cut out for use in other people's photos. */
const lent = { heads: 6, hands: 6 };

/** Cuts heads and hands out of the labelled photos. They are drawn into other people's photos. */
async function readOthers(
  people: readonly Person[],
  spec: PhotoSpec,
  engine: Engine,
): Promise<OtherPeople> {
  const heads = await firstOf(people.filter(isGoodButForWall), lent.heads, async (person) => {
    const subject = await readSubject(readFileSync(person.path), spec, engine);
    const cut = subject && (await cutPerson(subject, spec, engine));
    return cut && !cut.ends.top ? cut : null;
  });
  const withHands = people.filter(({ expected }) => expected.includes("hand-in-frame"));
  const hands = await firstOf(withHands, lent.hands, async (person) => {
    const subject = await readSubject(readFileSync(person.path), spec, engine);
    return subject && cutHand(subject);
  });
  return { heads, hands };
}

async function firstOf<T>(
  people: readonly Person[],
  count: number,
  read: (person: Person) => Promise<T | null>,
) {
  const matches: T[] = [];
  for (const person of people) {
    if (matches.length === count) break;
    const one = await read(person);
    if (one) matches.push(one);
  }
  return matches;
}

/** Yields up to `count` people who look into the lens, spread evenly over the labelled photos. */
async function* readOperatingPoints(
  people: readonly Person[],
  count: number,
  others: OtherPeople,
  spec: PhotoSpec,
  engine: Engine,
): AsyncGenerator<OperatingPoint> {
  const frontal = people.filter(isFrontal);
  let match = 0;
  for (const [i, person] of spread(frontal).entries()) {
    if (match === count) return;
    const point = await readOperatingPoint(person, i, others, spec, engine);
    if (!point) continue;
    match++;
    yield point;
  }
}

/**
 * Reorders the list so that its first n items are spread over the entire list, for any n. The order is a golden-ratio
 * sequence.
 */
function spread<T>(list: readonly T[]): T[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  return list
    .map((one, i) => ({ one, at: (i * golden) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

export interface DoseSettings {
  readonly spec: PhotoSpec;
  readonly engine: Engine;
  readonly pool: EnginePool;
  /** Number of workers of the pool. */
  readonly jobs: number;
  readonly people: number;
  readonly series: readonly Series[];
  readonly progress: (line: string) => void;
}

/** Curves of one person in one series: per check, its points by ascending dose, without doses whose photo failed. */
export interface PersonCurves {
  readonly person: number;
  readonly byCheck: ReadonlyMap<string, readonly DosePoint[]>;
}

export interface DoseRun {
  /** Contains no names: people are identified only by their index. */
  readonly people: readonly { readonly toneDeg: number }[];
  readonly photos: number;
  readonly bySeries: ReadonlyMap<string, readonly PersonCurves[]>;
}

interface Dosed {
  readonly person: number;
  readonly series: Series;
  readonly dose: number;
}

type Judged = Dosed & {
  readonly findings: readonly { id: string; value: number | null; verdict: Verdict }[];
};

export async function runDoses(
  people: readonly Person[],
  settings: DoseSettings,
): Promise<DoseRun> {
  const { spec, pool, jobs, progress } = settings;
  const tones: { toneDeg: number }[] = [];
  const judged: Judged[] = [];
  await judgeInTurn(
    makeDosed(people, settings, tones),
    { pool, spec, atOnce: jobs },
    (made, findings) => {
      judged.push({
        ...made,
        findings: findings.map(({ id, value, verdict }) => ({ id, value, verdict })),
      });
      if (judged.length % 100 === 0)
        progress(`${judged.length} photos judged, ${tones.length} people`);
    },
  );
  const bySeries = new Map<string, PersonCurves[]>();
  for (const series of [harmless, ...settings.series]) {
    const own = judged.filter((photo) => photo.series === series);
    const persons = [...new Set(own.map(({ person }) => person))].sort((a, b) => a - b);
    bySeries.set(
      series.id,
      persons.map((person) => ({
        person,
        byCheck: curvesOf(own.filter((photo) => photo.person === person)),
      })),
    );
  }
  return { people: tones, photos: judged.length, bySeries };
}

async function* makeDosed(
  people: readonly Person[],
  { spec, engine, people: count, series: chosen }: DoseSettings,
  tones: { toneDeg: number }[],
): AsyncGenerator<MadePhoto<Dosed>> {
  const others = await readOthers(people, spec, engine);
  for await (const point of readOperatingPoints(people, count, others, spec, engine)) {
    const person = tones.length;
    tones.push({ toneDeg: typologyDeg(point.subject.skin) });
    for (const series of [harmless, ...chosen]) {
      const own = series.specId === undefined ? undefined : findPhotoSpec(series.specId);
      for (const dose of series.doses) {
        const raster = await series.make(point, dose);
        if (!raster) continue;
        const bytes = await encodeDosed(raster, series.qualityOf?.(dose));
        yield { made: { person, series, dose }, bytes, ...(own && { spec: own }) };
      }
    }
  }
}

function curvesOf(photos: readonly Judged[]): Map<string, DosePoint[]> {
  const byCheck = new Map<string, DosePoint[]>();
  for (const { dose, findings } of [...photos].sort((a, b) => a.dose - b.dose)) {
    for (const { id, value, verdict } of findings) {
      byCheck.set(id, [...(byCheck.get(id) ?? []), { dose, value, verdict }]);
    }
  }
  return byCheck;
}
