/** Options that several commands share. */
import { defaultPhotoSpecId, findPhotoSpec, languages, type PhotoSpec, photoSpecs } from "@gradphoto/contract";
import { InvalidArgumentError, Option } from "commander";
import { languageOf } from "./terminal.ts";

/** `--spec`, parsed into the spec itself. */
export const specOption = (): Option =>
  new Option("--spec <id>", "photo spec; see gradphoto specs")
    .argParser(readSpec)
    .default(findPhotoSpec(defaultPhotoSpecId), defaultPhotoSpecId);

function readSpec(id: string): PhotoSpec {
  const spec = findPhotoSpec(id);
  if (spec) return spec;
  throw new InvalidArgumentError(`Known specs: ${photoSpecs.map((known) => known.id).join(", ")}.`);
}

export const languageOption = (): Option =>
  new Option("--lang <language>", "language of the words")
    .choices(languages)
    .default(languageOf(process.env.LANG), "zh when LANG starts with zh, else en");

/** Reads a whole number of at least one. */
export function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("It must be a whole number of at least 1.");
}
