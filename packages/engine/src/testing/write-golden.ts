/** Rewrites the golden tables of this kind of processor. A person must review the diff. */
import { existsSync, writeFileSync } from "node:fs";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../node/decoder.ts";
import { formatGolden, goldenFile, goldenKindHere, measureGolden } from "./golden.ts";
import { photosFolder, readLabelledPhotos, readPackagePhotos } from "./photos.ts";

const spec = findPhotoSpec(defaultPhotoSpecId);
if (!spec) throw new Error("the default spec is missing");
const engine = await loadEngine({ heic: true });
const kind = goldenKindHere();
writeFileSync(
  goldenFile("packages", kind),
  formatGolden(await measureGolden(readPackagePhotos(), spec, engine)),
);
const folder = photosFolder();
const labelled = existsSync(folder);
if (labelled)
  writeFileSync(
    goldenFile("labelled", kind),
    formatGolden(await measureGolden(readLabelledPhotos(folder), spec, engine)),
  );
process.stdout.write(
  `${JSON.stringify({ golden: labelled ? ["packages", "labelled"] : ["packages"], kind })}\n`,
);
