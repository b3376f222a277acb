/** Options that several commands share. */
import { availableParallelism } from "node:os";
import {
  defaultPhotoSpecId,
  findPhotoSpec,
  type Language,
  languages,
  type PhotoSpec,
  photoSpecs,
} from "@gradphoto/domain/photo-standard";
import { InvalidArgumentError, Option } from "commander";

/** `--spec`, parsed into a photo spec. */
export const specOption = (language: Language): Option =>
  new Option(
    "--spec <id>",
    { zh: "照片规格，见 gradphoto specs", en: "photo spec; see gradphoto specs" }[language],
  )
    .argParser((id) => readSpec(id, language))
    .default(findPhotoSpec(defaultPhotoSpecId), defaultPhotoSpecId);

function readSpec(id: string, language: Language): PhotoSpec {
  const spec = findPhotoSpec(id);
  if (spec) return spec;
  const knownIds = photoSpecs.map((each) => each.id).join(", ");
  throw new InvalidArgumentError(
    { zh: `可用的规格：${knownIds}。`, en: `Known specs: ${knownIds}.` }[language],
  );
}

/** `--lang`. The terminal already uses that language when the arguments are parsed. */
export const languageOption = (language: Language): Option =>
  new Option("--lang <language>", { zh: "文字的语言", en: "language of the words" }[language])
    .choices(languages)
    .default(
      language,
      { zh: "LANG 以 zh 开头时为 zh，否则为 en", en: "zh when LANG starts with zh, else en" }[
        language
      ],
    );

/** `--jobs`: number of photos processed in parallel. */
export const jobsOption = (language: Language): Option =>
  new Option("--jobs <n>", { zh: "同时处理的照片数", en: "photos at once" }[language])
    .argParser((text) => readCount(text, language))
    .default(availableParallelism());

/** Parses an integer of at least one. */
function readCount(text: string, language: Language): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError(
    { zh: "应为不小于 1 的整数。", en: "It must be a whole number of at least 1." }[language],
  );
}
