/** Photo just before it is encoded, and its person, for tests and benchmarks of single steps. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../ports.ts";
import type { Engine } from "../standardize.ts";
import { compose } from "../steps/compose.ts";
import { cutOut } from "../steps/cut-out.ts";
import { findFaces } from "../steps/find-face.ts";
import { readPerson } from "../steps/read-person.ts";
import { readSource } from "../steps/read-source.ts";
import { startStopwatch } from "../stopwatch.ts";
import { mainFaceOf, type PersonSubject } from "../subject/subject.ts";

export interface ComposedFrame {
  readonly person: PersonSubject;
  readonly frame: Raster;
}

/** Returns the frame; null when nobody can be framed. */
export async function composedFrame(
  bytes: Uint8Array,
  spec: PhotoSpec,
  { codec, models, kernel, clock }: Engine,
): Promise<ComposedFrame | null> {
  const watch = startStopwatch(clock);
  const source = await readSource(bytes, codec, watch);
  if (!source.ok) return null;
  const picture = await findFaces(spec, source.value, models, watch);
  const main = mainFaceOf(picture.faces);
  if (!main) return null;
  const person = await readPerson(picture, main, models, watch);
  if (person.framing.blockedBy === "scale") return null;
  const cut = await cutOut(person, person.framing.crop, null, spec, codec, kernel);
  return { person, frame: compose(cut, spec.background) };
}
