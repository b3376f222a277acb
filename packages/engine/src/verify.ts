/** Measures a finished photo made by anyone against a spec. */
import { type Finding, type Geometry, type PhotoSpec, type ReportVerdict, reportVerdict } from "@gradphoto/contract";
import { checks } from "./checks/index.ts";
import { runChecks } from "./checks/run-checks.ts";
import { geometryOf } from "./geometry-of.ts";
import type { ReadProblem } from "./ports.ts";
import type { Engine } from "./standardize.ts";
import { measureResult } from "./steps/measure-result.ts";

export interface Verification {
  readonly kind: "measured" | "unreadable";
  readonly spec: string;
  readonly verdict: ReportVerdict;
  readonly findings: readonly Finding[];
  readonly geometry: Geometry | null;
}

/** Runs the checks of file and result. `unreadable` when the bytes are no picture we open; a PNG is one, but fails `pixels`. */
export async function verifyPhoto(
  bytes: Uint8Array,
  spec: PhotoSpec,
  { codec, models }: Engine,
): Promise<Verification> {
  const header = await codec.inspect(bytes);
  const result = header.ok ? await measureResult(bytes, spec, codec, models) : null;
  const notJpeg: ReadProblem = { code: "file-type", detail: "a finished photo is a JPEG file" };
  const problem = header.ok ? (result ? null : notJpeg) : header.problem;
  const megapixels = header.ok ? (header.value.width * header.value.height) / 1e6 : 0;
  const ran = checks.filter(({ stage }) => stage === "file" || stage === "result");
  const subjects = { intake: { spec, problem, megapixels }, picture: null, person: null, result };
  const findings = runChecks(ran, subjects, spec);
  return {
    kind: header.ok ? "measured" : "unreadable",
    spec: spec.id,
    verdict: reportVerdict(findings),
    findings,
    geometry: geometryOf(result),
  };
}
