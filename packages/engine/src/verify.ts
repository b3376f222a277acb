/** Measures a finished photo from any source against a spec. */
import {
  checkWords,
  type Finding,
  type Geometry,
  type PhotoSpec,
  type ReportVerdict,
  reportVerdict,
} from "@gradphoto/domain/photo-standard";
import type { Check } from "./checks/check.ts";
import { edgeFringe } from "./checks/edge-fringe.ts";
import { faceCount, noFace } from "./checks/face.ts";
import { checks } from "./checks/index.ts";
import { seenBefore } from "./checks/origin.ts";
import { runEachCheck, type Subjects } from "./checks/run-checks.ts";
import type { ImageCodec, ReadProblem, SourceHeader } from "./ports.ts";
import type { Engine } from "./standardize.ts";
import { geometryOf } from "./standardize.ts";
import { findFaces } from "./steps/find-face.ts";
import { measureResult } from "./steps/measure-result.ts";
import type { Source } from "./steps/read-source.ts";
import { startStopwatch } from "./stopwatch.ts";
import type { ResultSubject } from "./subject/subject.ts";

export interface Verification {
  readonly kind: "measured" | "unreadable";
  readonly spec: string;
  readonly verdict: ReportVerdict;
  readonly findings: readonly Finding[];
  readonly geometry: Geometry | null;
}

/** Checks of a picture that a finished photo must pass too. */
const facesCounted = [noFace, faceCount];
/** A finished photo permits no second face, however small. */
const oneFace = { "face-count": { fail: { max: 0 } } } as const;
/**
 * Checks that apply only to our own processing. The rim check needs our own alpha, which a file from elsewhere lacks,
 * and a finished file is not an upload that could be a duplicate.
 */
const ofProcessingOnly: readonly string[] = [edgeFringe.id, seenBefore.id];
const fileMeasured = checks.filter(
  ({ stage, id }) => (stage === "file" || stage === "result") && !ofProcessingOnly.includes(id),
);

/**
 * Runs the checks of file and result, and counts the faces. Returns `unreadable` when the bytes are not a supported
 * picture; a PNG is one, but fails `file-type`.
 */
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
  const source = header.ok && result ? sourceOf(bytes, header.value, result, codec) : null;
  const picture = source && (await findFaces(spec, source, models, startStopwatch(clock)));
  const subjects = {
    intake: { spec, problem, megapixels, seenBefore: null },
    picture,
    person: null,
    result,
  };
  // The faces are judged separately, because another face in the file does not invalidate the measurements.
  const counted = judgeFinished(facesCounted, subjects, {
    ...spec,
    limits: { ...spec.limits, ...oneFace },
  });
  const findings = [...counted, ...judgeFinished(fileMeasured, subjects, spec)];
  return {
    kind: header.ok ? "measured" : "unreadable",
    spec: spec.id,
    verdict: reportVerdict(findings),
    findings,
    geometry: geometryOf(result),
  };
}

/**
 * Judges the finished file. Consequences of another finding are kept, because every number of a finished file is asked
 * for, and all have one advice: make the photo again.
 */
const judgeFinished = (checks: readonly Check[], subjects: Subjects, spec: PhotoSpec): Finding[] =>
  runEachCheck(checks, subjects, spec).map((finding) => ({
    ...finding,
    advice: checkWords["file-type"].adviceWhen.finished,
  }));

const sourceOf = (
  bytes: Uint8Array,
  header: SourceHeader,
  { decoded }: ResultSubject,
  codec: ImageCodec,
): Source => ({
  header,
  marks: codec.readMarks(bytes, header.format),
  raster: decoded,
  sourceScale: 1,
});
