/** Rewrites the golden tables; the diff is to be read by a person. */
import { existsSync, writeFileSync } from "node:fs";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../node/decoder.ts";
import { formatGolden, measureGolden, readPackagePhotos } from "./golden.ts";
import { labelledPhotos, photosFolder } from "./photos.ts";

const spec = findPhotoSpec(defaultPhotoSpecId);
if (!spec) throw new Error("the default spec is missing");
const engine = await loadEngine({ heic: true });
const table = (name: string) => new URL(`../../golden/${name}.csv`, import.meta.url);
writeFileSync(table("packages"), formatGolden(await measureGolden(readPackagePhotos(), spec, engine)));
const folder = photosFolder();
const labelled = existsSync(folder);
if (labelled) writeFileSync(table("labelled"), formatGolden(await measureGolden(labelledPhotos(folder), spec, engine)));
process.stdout.write(`${JSON.stringify({ golden: labelled ? ["packages", "labelled"] : ["packages"] })}\n`);
