/** People of the series and good photos: labelled photos of several folders with their labels. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { familyOf } from "@gradphoto/domain/photo-standard";

export interface Person {
  readonly file: string;
  readonly path: string;
  /** Reasons a careful labeller would refuse the photo for; empty for a photo labelled pass. */
  readonly expected: readonly string[];
  /** Reasons careful people differ about; they count neither way. */
  readonly debatable: readonly string[];
  /** Who always wears glasses may. */
  readonly wearsGlasses: boolean;
}

/** What another wall mends, or what stands for the number of pixels alone. */
const wallReasons: readonly string[] = ["background-busy", "background-shadow", "low-resolution"];

/** With one of these labels there is no one living, uncovered face that looks into the lens. */
const notFrontalReasons: readonly string[] = [
  "no-face",
  "face-count",
  "not-a-person",
  "not-frontal",
  "grayscale",
  "photo-of-screen",
  "sunglasses",
  "mask",
  "hand-in-frame",
  "blur",
  "dark",
  "overexposed",
];

/** What is in the picture beside the person and comes along with a cut-out: nobody knows whether the frame will show it. */
const comesAlong: readonly string[] = ["hand-in-frame", "headwear"];

/** Labelled photos in the order of their index, without those derived from another of them. Throws when a folder has no readable index.json. */
export const readPeople = (folders: readonly string[]): Person[] =>
  folders.flatMap((folder) => {
    const labels: unknown = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
    if (!Array.isArray(labels)) throw new Error(`${folder}/index.json is no list of labelled photos`);
    return labels.flatMap((label: unknown) => personOf(folder, label) ?? []);
  });

const derived = /DERIVED from/;

/** null for a photo derived from another one. */
function personOf(folder: string, label: unknown): Person | null {
  if (typeof label !== "object" || label === null || !("file" in label) || typeof label.file !== "string") {
    throw new Error(`${folder}/index.json holds a label without a file`);
  }
  const { file } = label;
  const expected = "expected" in label && label.expected !== "pass" ? label.expected : [];
  const debatable = "debatable" in label ? label.debatable : [];
  if (!isReasons(expected) || !isReasons(debatable)) throw new Error(`${file}: its reasons are no list of words`);
  const facts = "facts" in label && typeof label.facts === "object" ? label.facts : null;
  const note = facts && "note" in facts ? String(facts.note) : "";
  if (derived.test(note)) return null;
  const glasses = facts && "glasses" in facts ? facts.glasses : "none";
  return { file, path: join(folder, file), expected, debatable, wearsGlasses: glasses !== "none" };
}

const isReasons = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((reason) => typeof reason === "string");

/** Good, but perhaps for the wall and the number of pixels, and with nothing beside the person that would come along. */
export const isGoodButForWall = ({ expected, debatable }: Person): boolean =>
  expected.every((reason) => wallReasons.includes(reason)) && !debatable.some((reason) => comesAlong.includes(reason));

/** Photos that are good except for faults that another wall removes. */
export const isBeyondDoubt = (person: Person): boolean =>
  isGoodButForWall(person) && person.debatable.every((reason) => wallReasons.includes(reason));

/** Whether a finding of that check says what the labels of this person leave open, or say themselves. */
export const isLabelled = ({ expected, debatable, wearsGlasses }: Person, checkId: string): boolean =>
  (checkId === "glasses" && wearsGlasses) ||
  familyOf(checkId).some((id) => debatable.includes(id) || expected.includes(id));

export const isFrontal = ({ expected }: Person): boolean =>
  expected.every((reason) => !notFrontalReasons.includes(reason));
