/** Measures a finished photo made by anyone against a spec. */
import {
  type Bilingual,
  type Finding,
  type Geometry,
  type PhotoSpec,
  type ReportVerdict,
  reportVerdict,
} from "@gradphoto/domain/photo-standard";
import type { Check } from "./checks/check.ts";
import { edgeFringe } from "./checks/edge-fringe.ts";
import { faceCount } from "./checks/face-count.ts";
import { checks } from "./checks/index.ts";
import { noFace } from "./checks/no-face.ts";
import { runEachCheck, type Subjects } from "./checks/run-checks.ts";
import { geometryOf } from "./geometry-of.ts";
import type { Models } from "./models/models.ts";
import type { Clock, ReadProblem, SourceHeader } from "./ports.ts";
import type { Engine } from "./standardize.ts";
import { findFaces } from "./steps/find-face.ts";
import { measureResult } from "./steps/measure-result.ts";
import { startStopwatch } from "./stopwatch.ts";
import type { PictureSubject, ResultSubject } from "./subject/subject.ts";

export interface Verification {
  readonly kind: "measured" | "unreadable";
  readonly spec: string;
  readonly verdict: ReportVerdict;
  readonly findings: readonly Finding[];
  readonly geometry: Geometry | null;
}

/** Of a picture's checks, those that a finished photo must pass too. */
const facesCounted = [noFace, faceCount];
/** Behind the one person of a finished photo is nobody, however small. */
const oneFace = { "face-count": { fail: { max: 0 } } } as const;
/** The rim is measured along our own alpha, which a file made elsewhere has none of. */
const fileMeasured = checks.filter(({ stage, id }) => (stage === "file" || stage === "result") && id !== edgeFringe.id);

/** Runs the checks of file and result, and counts the faces. `unreadable` when the bytes are no picture we open; a PNG is one, but fails `file-type`. */
export async function verifyPhoto(
  bytes: Uint8Array,
  spec: PhotoSpec,
  { codec, models, clock }: Engine,
): Promise<Verification> {
  const header = await codec.inspect(bytes);
  const result = header.ok ? await measureResult(bytes, spec, codec, models) : null;
  const notJpeg: ReadProblem = { code: "not-jpeg" };
  const problem = header.ok ? (result ? null : notJpeg) : header.problem;
  const megapixels = header.ok ? (header.value.width * header.value.height) / 1e6 : 0;
  const picture = header.ok && result ? await pictureOf(result, header.value, spec, models, clock) : null;
  const subjects = { intake: { spec, problem, megapixels }, picture, person: null, result };
  // Apart: another face in the file takes nothing from what is measured on it.
  const counted = judgeFinished(facesCounted, subjects, { ...spec, limits: { ...spec.limits, ...oneFace } });
  const findings = [...counted, ...judgeFinished(fileMeasured, subjects, spec)];
  return {
    kind: header.ok ? "measured" : "unreadable",
    spec: spec.id,
    verdict: reportVerdict(findings),
    findings,
    geometry: geometryOf(result),
  };
}

/** Every number stands for itself, and nobody can be asked to comb the hair of a finished file. */
const judgeFinished = (checks: readonly Check[], subjects: Subjects, spec: PhotoSpec): Finding[] =>
  runEachCheck(checks, subjects, spec).map((finding) => ({ ...finding, advice: makeAgain }));

const makeAgain: Bilingual = {
  zh: "请用本系统从原照片重新制作标准照",
  en: "Make the standard photo again from the original with this system",
};

const pictureOf = (
  { decoded }: ResultSubject,
  header: SourceHeader,
  spec: PhotoSpec,
  models: Models,
  clock: Clock,
): Promise<PictureSubject> =>
  findFaces(spec, { header, raster: decoded, sourceScale: 1 }, models, startStopwatch(clock));
