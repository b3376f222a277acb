/** Reads and validates the labels of a folder of test photos (index.json). */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Cleanness, cutOutLabels } from "./cut-out-labels.ts";
import { correctLabels } from "./label-corrections.ts";

export interface LabelledPhoto {
  /** File name, unique among all folders. */
  readonly file: string;
  readonly folder: string;
  /** Reasons for which a careful person would refuse the photo; empty for a photo labelled pass. */
  readonly expected: readonly string[];
  /** Reasons on which careful people disagree. They count neither as right nor as wrong. */
  readonly debatable: readonly string[];
  readonly wearsGlasses: boolean;
  /** True if hair or anything else hides both ears. */
  readonly earsHidden: boolean;
  readonly longHair: boolean;
  /** Description of the person, such as "east-asian woman, 20s". */
  readonly apparent: string;
  /** File stem of the photo from which this one was derived; null for an original. */
  readonly derivedFrom: string | null;
  /** Of the product's cut-out; null for a photo that was not made. */
  readonly cutOut: Cleanness | null;
}

const reasons = z.array(z.string());
const entry = z.object({
  file: z.string().min(1),
  expected: z.union([z.literal("pass"), reasons]),
  debatable: reasons,
  facts: z.object({
    glasses: z.string().default("none"),
    ears: z.string().default(""),
    apparent: z.string().default(""),
    note: z.string().default(""),
  }),
});
const index = z.array(entry);

const longHair = /\blong (\w+ )?hair/i;
const derivation = /DERIVED from ([\w-]+)/;

/** Parses labels. Throws a ZodError that names the invalid ones. */
export const parseLabels = (input: unknown, folder = ""): LabelledPhoto[] =>
  index.parse(input).map(({ file, expected, debatable, facts }) => ({
    file,
    folder,
    expected: expected === "pass" ? [] : expected,
    debatable,
    wearsGlasses: facts.glasses !== "none",
    earsHidden: facts.ears === "hidden",
    longHair: longHair.test(facts.note),
    apparent: facts.apparent,
    derivedFrom: derivation.exec(facts.note)?.[1] ?? null,
    cutOut: cutOutLabels.get(file) ?? null,
  }));

/**
 * Reads all labels and applies the corrections. Throws when a folder has no readable index.json, or when two folders
 * contain a file of the same name.
 */
export async function readLabels(folders: readonly string[]): Promise<LabelledPhoto[]> {
  const read = await Promise.all(
    folders.map(async (folder) =>
      parseLabels(JSON.parse(await readFile(join(folder, "index.json"), "utf8")), folder),
    ),
  );
  const photos = read.flat();
  const twice = photos.find(
    ({ file }, at) => photos.findIndex((other) => other.file === file) !== at,
  );
  if (twice) throw new Error(`${twice.file} is in two folders or listed twice`);
  return photos.map(correctLabels);
}
