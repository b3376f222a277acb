/** Every series made of every person and judged: the curves of all checks. */
import { findPhotoSpec, type PhotoSpec, type Verdict } from "@gradphoto/domain/photo-standard";
import type { EnginePool } from "../../node/index.ts";
import type { Engine } from "../../standardize.ts";
import type { DosePoint } from "./curves.ts";
import { encodeDosed } from "./encode-dosed.ts";
import { judgeInTurn, type MadePhoto } from "./judge-in-turn.ts";
import type { Person } from "./people.ts";
import { readOthers, readStands } from "./read-stands.ts";
import { harmless } from "./series/harmless.ts";
import type { Series } from "./series/series.ts";
import { typologyDeg } from "./skin-tone.ts";

export interface DoseSettings {
  readonly spec: PhotoSpec;
  readonly engine: Engine;
  readonly pool: EnginePool;
  /** Workers of the pool. */
  readonly jobs: number;
  readonly people: number;
  readonly series: readonly Series[];
  readonly progress: (line: string) => void;
}

/** One person in one series: by check, the points in the order of the doses that could be made. */
export interface PersonCurves {
  readonly person: number;
  readonly byCheck: ReadonlyMap<string, readonly DosePoint[]>;
}

export interface DoseRun {
  /** Without names: only the number of a person leaves the run. */
  readonly people: readonly { readonly toneDeg: number }[];
  readonly photos: number;
  readonly bySeries: ReadonlyMap<string, readonly PersonCurves[]>;
}

interface Dosed {
  readonly person: number;
  readonly series: Series;
  readonly dose: number;
}

type Judged = Dosed & { readonly findings: readonly { id: string; value: number | null; verdict: Verdict }[] };

export async function runDoses(people: readonly Person[], settings: DoseSettings): Promise<DoseRun> {
  const { spec, pool, jobs, progress } = settings;
  const tones: { toneDeg: number }[] = [];
  const judged: Judged[] = [];
  await judgeInTurn(makeDosed(people, settings, tones), { pool, spec, atOnce: jobs }, (made, findings) => {
    judged.push({ ...made, findings: findings.map(({ id, value, verdict }) => ({ id, value, verdict })) });
    if (judged.length % 100 === 0) progress(`${judged.length} photos judged, ${tones.length} people`);
  });
  const bySeries = new Map<string, PersonCurves[]>();
  for (const series of [harmless, ...settings.series]) {
    const own = judged.filter((photo) => photo.series === series);
    const persons = [...new Set(own.map(({ person }) => person))].sort((a, b) => a - b);
    bySeries.set(
      series.id,
      persons.map((person) => ({ person, byCheck: curvesOf(own.filter((photo) => photo.person === person)) })),
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
  for await (const stand of readStands(people, count, others, spec, engine)) {
    const person = tones.length;
    tones.push({ toneDeg: typologyDeg(stand.subject.skin) });
    for (const series of [harmless, ...chosen]) {
      const own = series.specId === undefined ? undefined : findPhotoSpec(series.specId);
      for (const dose of series.doses) {
        const raster = await series.make(stand, dose);
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
