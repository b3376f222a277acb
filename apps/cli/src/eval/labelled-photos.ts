/** The labels of a folder of test photos: its index.json, checked where it comes in. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export interface LabelledPhoto {
  readonly file: string;
  /** Reasons a careful person would refuse for; empty for a photo labelled pass. */
  readonly expected: readonly string[];
  /** Reasons careful people differ about; they count neither way. */
  readonly debatable: readonly string[];
  readonly wearsGlasses: boolean;
  /** Whether hair or anything else hides both ears. */
  readonly earsHidden: boolean;
  /** Words about the person, such as "east-asian woman, 20s". */
  readonly apparent: string;
  /** Stem of the photo this one was derived from, null for an own photo. */
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

const derivation = /DERIVED from ([\w-]+)/;

/** Throws a ZodError that names what is wrong with the labels. */
export const parseLabels = (input: unknown): LabelledPhoto[] =>
  index.parse(input).map(({ file, expected, debatable, facts }) => ({
    file,
    expected: expected === "pass" ? [] : expected,
    debatable,
    wearsGlasses: facts.glasses !== "none",
    earsHidden: facts.ears === "hidden",
    apparent: facts.apparent,
    derivedFrom: derivation.exec(facts.note)?.[1] ?? null,
  }));

/** Throws when there is no readable index.json in the folder. */
export async function readLabels(folder: string): Promise<LabelledPhoto[]> {
  return parseLabels(JSON.parse(await readFile(join(folder, "index.json"), "utf8")));
}
