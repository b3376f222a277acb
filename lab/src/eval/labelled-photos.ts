/** The labels of a folder of test photos: its index.json, checked where it comes in. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { correctLabels } from "./label-corrections.ts";

export interface LabelledPhoto {
  /** Name of the file, its own among all folders. */
  readonly file: string;
  readonly folder: string;
  /** Reasons a careful person would refuse for; empty for a photo labelled pass. */
  readonly expected: readonly string[];
  /** Reasons careful people differ about; they count neither way. */
  readonly debatable: readonly string[];
  readonly wearsGlasses: boolean;
  /** Whether hair or anything else hides both ears. */
  readonly earsHidden: boolean;
  readonly longHair: boolean;
  /** Words about the person, such as "east-asian woman, 20s". */
  readonly apparent: string;
  /** File stem of the photo this one was derived from; null for an original. */
  readonly derivedFrom: string | null;
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

/** Throws a ZodError that names what is wrong with the labels. */
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
  }));

/** Wrong labels corrected. Throws when a folder has no readable index.json, or two folders hold a file of one name. */
export async function readLabels(folders: readonly string[]): Promise<LabelledPhoto[]> {
  const read = await Promise.all(
    folders.map(async (folder) => parseLabels(JSON.parse(await readFile(join(folder, "index.json"), "utf8")), folder)),
  );
  const photos = read.flat();
  const twice = photos.find(({ file }, at) => photos.findIndex((other) => other.file === file) !== at);
  if (twice) throw new Error(`${twice.file} is in two folders or listed twice`);
  return photos.map(correctLabels);
}
