/** Complete processing of one photo: read, find the person, judge, cut out, compose, encode, measure again. */
import {
  type EngineFacts,
  type Finding,
  type Geometry,
  type MakingStep,
  type Operation,
  type OutputFile,
  type PhotoSpec,
  type Report,
  reportVerdict,
  reportVersion,
  type SourceFacts,
} from "@gradphoto/domain/photo-standard";
import type { MattingKernel } from "@gradphoto/matting";
import { checks } from "./checks/index.ts";
import { runChecks, type Subjects } from "./checks/run-checks.ts";
import type { Models } from "./models/models.ts";
import type { Outcome } from "./outcome.ts";
import type { Clock, ImageCodec } from "./ports.ts";
import { compose } from "./steps/compose.ts";
import { cutOut } from "./steps/cut-out.ts";
import { type EncodedPhoto, encode } from "./steps/encode.ts";
import { findFaces } from "./steps/find-face.ts";
import { finerPartOf } from "./steps/finer-part.ts";
import { measureResult } from "./steps/measure-result.ts";
import { operationsOf } from "./steps/operations.ts";
import { processingMark } from "./steps/processing-mark.ts";
import { readPerson } from "./steps/read-person.ts";
import { readSource } from "./steps/read-source.ts";
import { isLawful, reframe } from "./steps/reframe.ts";
import { type Stopwatch, startStopwatch } from "./stopwatch.ts";
import {
  type EarlierUse,
  type Framing,
  mainFaceOf,
  type PersonSubject,
  type ResultSubject,
} from "./subject/subject.ts";

/** Returns the geometry for the report, from the measurements of the finished photo. */
export function geometryOf(result: ResultSubject | null): Geometry | null {
  if (!result?.measured) return null;
  const { headHeightPx: _, ...geometry } = result.measured;
  return geometry;
}

export interface Engine {
  readonly codec: ImageCodec;
  readonly models: Models;
  readonly kernel: MattingKernel;
  readonly facts: EngineFacts;
  readonly clock: Clock;
}

/** Called as each step begins. Processing steps repeat when a photo is processed again. */
export type OnStep = (step: MakingStep) => void;

export interface Around {
  readonly onStep?: OnStep;
  readonly seenBefore?: EarlierUse | null;
}

/** Turns one uploaded photo into the photo that `spec` requires, or reports with numbers why it cannot be accepted. */
export async function standardize(
  bytes: Uint8Array,
  spec: PhotoSpec,
  engine: Engine,
  { onStep = () => {}, seenBefore = null }: Around = {},
): Promise<Outcome> {
  const { codec, models } = engine;
  onStep("read-photo");
  const watch = startStopwatch(engine.clock);
  const [sourceSha256, source] = await Promise.all([
    sha256Hex(bytes),
    readSource(bytes, codec, watch),
  ]);
  if (!source.ok) {
    const { problem } = source;
    const megapixels = problem.code === "too-many-pixels" ? problem.megapixels : 0;
    const subjects = {
      intake: { spec, problem, megapixels, seenBefore },
      picture: null,
      person: null,
      result: null,
    };
    const facts = {
      sha256: sourceSha256,
      width: 0,
      height: 0,
      format: "unknown",
      exifOrientation: 1,
    };
    const findings = runChecks(checks, subjects, spec);
    const report = reportOf(spec, engine, findings, facts, null, null, [], watch.readings());
    return { kind: "unreadable", report, photo: null };
  }
  onStep("find-face");
  const picture = await findFaces(spec, source.value, models, watch);
  const main = mainFaceOf(picture.faces);
  const person = main ? await readPerson(picture, main, models, watch) : null;
  const framed = person && person.framing.blockedBy !== "scale" ? person : null;
  const made = framed ? await makePhoto(bytes, framed, spec, engine, { watch, onStep }) : null;
  const subjects: Subjects = {
    intake: { ...picture, seenBefore },
    picture,
    person: person && { ...person, framing: made?.framing ?? person.framing },
    result: made?.result ?? null,
  };
  const findings = watch.timeSync("checks", () => runChecks(checks, subjects, spec));
  const { header } = source.value;
  const facts: SourceFacts = {
    sha256: sourceSha256,
    width: header.width,
    height: header.height,
    format: header.format,
    exifOrientation: header.exifOrientation,
  };
  const output = made ? await outputFacts(made.encoded, spec) : null;
  const operations = made
    ? operationsOf(header, made.framing.crop, picture.sourceScale, made.encoded, spec)
    : [];
  const report = reportOf(
    spec,
    engine,
    findings,
    facts,
    geometryOf(made?.result ?? null),
    output,
    operations,
    watch.readings(),
  );
  return {
    kind: report.verdict === "refused" ? "refused" : "made",
    report,
    photo: made?.encoded.bytes ?? null,
  };
}

interface MadePhoto {
  readonly framing: Framing;
  readonly encoded: EncodedPhoto;
  readonly result: ResultSubject;
}

interface Progress {
  readonly watch: Stopwatch;
  readonly onStep: OnStep;
}

/** Maximum number of additional rounds for a photo that was measured outside a window. */
const maxRounds = 2;

/** Makes the photo, even when a check of the source fails, so that the student sees it next to its findings. */
async function makePhoto(
  bytes: Uint8Array,
  person: PersonSubject,
  spec: PhotoSpec,
  engine: Engine,
  progress: Progress,
): Promise<MadePhoto | null> {
  const first = await photoOfFraming(bytes, person, person.framing, spec, engine, progress);
  let made = first;
  for (let round = 0; made?.result.measured && round < maxRounds; round++) {
    const reframed = reframe(person, made.framing, made.result.measured, spec);
    if (!reframed) break;
    made = await photoOfFraming(bytes, person, reframed, spec, engine, progress);
    if (made?.result.measured && isLawful(made.result.measured, spec)) return made;
  }
  return first;
}

async function photoOfFraming(
  bytes: Uint8Array,
  person: PersonSubject,
  framing: Framing,
  spec: PhotoSpec,
  { codec, kernel, models, facts }: Engine,
  { watch, onStep }: Progress,
): Promise<MadePhoto | null> {
  const { crop } = framing;
  onStep("cut-out");
  const finer = await watch.time("decode", () => finerPartOf(bytes, person, crop, codec));
  const cut = await watch.time("cut-out", () => cutOut(person, crop, finer, spec, codec, kernel));
  const raster = watch.timeSync("compose", () => compose(cut, spec.background));
  onStep("encode");
  const mark = spec.marksProcessing ? processingMark(spec, facts.version) : null;
  const encoded = await watch.time("encode", () => encode(raster, spec, codec, mark));
  onStep("check");
  const result = await watch.time("measure-result", () =>
    measureResult(encoded.bytes, spec, codec, models),
  );
  return result ? { framing, encoded, result: { ...result, cut } } : null;
}

async function outputFacts({ bytes, quality }: EncodedPhoto, spec: PhotoSpec): Promise<OutputFile> {
  return {
    file: null,
    width: spec.widthPx,
    height: spec.heightPx,
    bytes: bytes.length,
    quality,
    dpi: spec.dpi,
    sha256: await sha256Hex(bytes),
  };
}

function reportOf(
  spec: PhotoSpec,
  engine: Engine,
  findings: readonly Finding[],
  source: SourceFacts,
  geometry: Geometry | null,
  output: OutputFile | null,
  operations: readonly Operation[],
  timingsMs: Report["timingsMs"],
): Report {
  const verdict = reportVerdict(findings);
  return {
    version: reportVersion,
    spec: spec.id,
    verdict,
    preview: verdict === "refused" && output !== null,
    findings,
    geometry,
    output,
    operations,
    source,
    engine: engine.facts,
    timingsMs,
  };
}

/** Returns the SHA-256, through Web Crypto, which Node and browsers share. */
async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
