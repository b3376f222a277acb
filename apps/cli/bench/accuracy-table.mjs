/**
 * `npx gradphoto eval <folders> --json | npm run accuracy:table`: writes docs/accuracy/README.md and the figures that the
 * product reads, domain/src/photo-standard/check-accuracy.ts. Ends with one JSON object.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { accuracyPage, countsOf, withCounts } = await import("../src/eval/accuracy-table.ts");
const { findPhotoSpec } = await import("@gradphoto/domain/photo-standard");

const fromRoot = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const figures = fromRoot("packages/domain/src/photo-standard/check-accuracy.ts");
const page = fromRoot("docs/accuracy/README.md");

const evaluation = JSON.parse(readFileSync(0, "utf8"));
writeFileSync(figures, withCounts(readFileSync(figures, "utf8"), countsOf(evaluation)));
writeFileSync(page, accuracyPage(evaluation, findPhotoSpec(evaluation.spec)));
process.stdout.write(`${JSON.stringify({ table: "accuracy", photos: evaluation.totals.photos })}\n`);
