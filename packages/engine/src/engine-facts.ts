/** What decides a result besides the photo and its spec: version and weights of the engine. */
import type { EngineFacts } from "@gradphoto/domain/photo-standard";
import { weightFiles } from "@gradphoto/networks";
import { engineVersion } from "./engine-version.ts";

export const engineFacts: EngineFacts = {
  version: engineVersion,
  models: weightFiles.map(({ id, sha256 }) => ({ name: id, sha256 })),
};
