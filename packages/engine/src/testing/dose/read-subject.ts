/** What the engine reads from a photo before it judges it, for the series that are drawn on face and person. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Engine } from "../../standardize.ts";
import { findFaces } from "../../steps/find-face.ts";
import { readPerson } from "../../steps/read-person.ts";
import { readSource } from "../../steps/read-source.ts";
import { startStopwatch } from "../../stopwatch.ts";
import { mainFaceOf } from "../../subject/main-face.ts";
import type { PersonSubject } from "../../subject/subject.ts";

/** null when the photo cannot be read or shows no face. */
export async function readSubject(bytes: Uint8Array, spec: PhotoSpec, engine: Engine): Promise<PersonSubject | null> {
  const watch = startStopwatch(engine.clock);
  const source = await readSource(bytes, engine.codec, watch);
  if (!source.ok) return null;
  const picture = await findFaces(spec, source.value, engine.models, watch);
  const main = mainFaceOf(picture.faces);
  return main ? readPerson(picture, main, engine.models, watch) : null;
}
