/** People whom the fake camera films: the labelled photos of several folders. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Person {
  readonly file: string;
  readonly path: string;
  /** Reasons for which a careful labeller would refuse the photo; empty for a photo labelled pass. */
  readonly expected: readonly string[];
  /** Reasons on which careful people disagree. They count neither as right nor as wrong. */
  readonly debatable: readonly string[];
}

/** Reasons that disappear with another wall, or that concern only the number of pixels. */
const wallReasons: readonly string[] = ["background-busy", "background-shadow", "low-resolution"];

/** Labels of objects that are cut out together with the person. Whether they are visible depends on the frame. */
const comesAlong: readonly string[] = ["hand-in-frame", "headwear"];

/**
 * Reads the labelled photos in the order of their index, without photos derived from others. Throws when a folder has
 * no readable index.json.
 */
export const readPeople = (folders: readonly string[]): Person[] =>
  folders.flatMap((folder) => {
    const labels: unknown = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
    if (!Array.isArray(labels))
      throw new Error(`${folder}/index.json is no list of labelled photos`);
    return labels.flatMap((label: unknown) => personOf(folder, label) ?? []);
  });

const derived = /DERIVED from/;

/** Reads a person; returns null for a photo derived from another one. */
function personOf(folder: string, label: unknown): Person | null {
  if (
    typeof label !== "object" ||
    label === null ||
    !("file" in label) ||
    typeof label.file !== "string"
  ) {
    throw new Error(`${folder}/index.json holds a label without a file`);
  }
  const { file } = label;
  const expected = "expected" in label && label.expected !== "pass" ? label.expected : [];
  const debatable = "debatable" in label ? label.debatable : [];
  if (!isReasons(expected) || !isReasons(debatable))
    throw new Error(`${file}: its reasons are no list of words`);
  const facts = "facts" in label && typeof label.facts === "object" ? label.facts : null;
  const note = facts && "note" in facts ? String(facts.note) : "";
  if (derived.test(note)) return null;
  return { file, path: join(folder, file), expected, debatable };
}

const isReasons = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((reason) => typeof reason === "string");

/**
 * Returns true if the photo is good, except perhaps for its wall or number of pixels, and no hand or headwear would be
 * cut out with the person.
 */
export const isGoodButForWall = ({ expected, debatable }: Person): boolean =>
  expected.every((reason) => wallReasons.includes(reason)) &&
  !debatable.some((reason) => comesAlong.includes(reason));
