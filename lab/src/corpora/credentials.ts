/** Compares the verdict on content credentials (C2PA) with what the manifests in public test pictures say. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sniffFormat } from "@gradphoto/engine/node";
import { provenanceOf } from "../../../packages/engine/src/checks/origin.ts";
import { createSharpCodec } from "../../../packages/engine/src/node/sharp-codec.ts";
import type { FileMarks } from "../../../packages/engine/src/ports.ts";

export interface Measured {
  readonly tried: number;
  readonly right: number;
  readonly wrong: readonly string[];
}

type Verdict = "none" | "untouched" | "edited" | "generated";

const testFiles = "image/jpeg/";
const identity = "sdk/src/identity/tests/fixtures/";
const fixtures = "sdk/tests/fixtures/";
const inFixtures = (names: string): string[] => names.split(" ").map((name) => fixtures + name);

/**
 * Verdicts by path, or by folder for its other pictures, in github.com/c2pa-org/public-testfiles (first, from
 * manifest_store.json next to each picture) and github.com/contentauth/c2pa-rs (its manifests, decoded by a separate
 * program in December 2026). A manifest without a source type states no capture, so it counts as edited.
 */
const facts: Readonly<Record<Verdict, readonly string[]>> = {
  none: [
    ...["A", "I"].map((name) => `${testFiles}adobe-20220124-${name}.jpg`),
    ...[
      "cli/sample/image.jpg",
      "cli/tests/fixtures/earth_apollo17.jpg",
      "cli/tests/fixtures/libpng-test.png",
    ],
    ...inFixtures(
      "IMG_0003.jpg P1000827.jpg cloud.jpg cloudx.jpg earth_apollo17.jpg libpng-test.png",
    ),
    ...inFixtures(
      "libpng-test_with_url.png mars.webp no_manifest.jpg sample1.avif sample1.heic sample1.png",
    ),
    ...inFixtures("sample1.webp test.webp test_lossless.webp test_xmp.webp thumbnail.jpg"),
  ],
  untouched: ["cli/tests/fixtures/C_with_CAWG_data.jpg", `${fixtures}C_with_CAWG_data.jpg`],
  edited: [
    ...[
      testFiles,
      "cli/sample/C.jpg",
      "cli/tests/fixtures/C.jpg",
      "cli/tests/fixtures/verify.jpeg",
    ],
    ...[
      "claim_aggregation/adobe_connected_identities.jpg",
      "claim_aggregation/ica_validation/",
      "validation_method/",
    ].map((path) => identity + path),
    ...inFixtures(
      "CA.jpg CACA.jpg CA_ct.jpg E-sig-CA.jpg XCA.jpg adobe-20220124-E-clm-CAICAI.jpg boxhash.jpg",
    ),
    ...inFixtures(
      "legacy_ingredient_hash.jpg no_alg.jpg ocsp_with_assertion.jpg prerelease.jpg update_manifest.jpg",
    ),
  ],
  generated: [
    `${identity}claim_aggregation/ims_multiple_manifests.jpg`,
    ...inFixtures("C.jpg CACAE-uri-CA.jpg CIE-sig-CA.jpg ocsp.jpg"),
  ],
};

export async function measureCredentials(folder: string): Promise<Measured> {
  const { readMarks } = createSharpCodec({ heic: true });
  const verdicts = new Map(
    Object.entries(facts).flatMap(([verdict, paths]) => paths.map((path) => [path, verdict])),
  );
  let right = 0;
  const wrong: string[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const expected =
      verdicts.get(path) ?? (/\.jpe?g$/.test(path) ? verdicts.get(`${dirname(path)}/`) : undefined);
    if (expected === undefined) continue;
    const bytes = readFileSync(join(folder, path));
    const format = sniffFormat(bytes);
    const read = format === null ? "no picture" : verdictOn(readMarks(bytes, format));
    if (read === expected) right += 1;
    else wrong.push(`${path}: ${read}, its manifest says ${expected}`);
  }
  return { tried: right + wrong.length, right, wrong };
}

/** Other marks, such as programs in EXIF, are not what a manifest says. */
function verdictOn(marks: FileMarks): Verdict {
  if (marks.credentialActions === null) return "none";
  const { generated, edited } = provenanceOf({ ...marks, aigc: [], software: [] });
  if (generated.length > 0) return "generated";
  return edited.length > 0 ? "edited" : "untouched";
}
