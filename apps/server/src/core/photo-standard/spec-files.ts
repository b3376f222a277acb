/** An operator's own photo specs: one JSON file each, in the folder of GRADPHOTO_SPECS. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  allPhotoSpecIds,
  type Bilingual,
  type StoredPhotoSpec,
  shippedSpecIdOf,
  specFault,
  storedOwnSpec,
} from "@gradphoto/domain";
import { photoSpecFileSchema } from "@gradphoto/domain/routes";
import { z } from "zod";

export interface SpecFileFault {
  readonly file: string;
  /** Path of the field, such as `geometry.hairTopPx`; null: the file as a whole. */
  readonly field: string | null;
  readonly text: Bilingual;
}

export interface SpecFiles {
  readonly specs: readonly StoredPhotoSpec[];
  readonly faults: readonly SpecFileFault[];
}

export const specFileFaultText = ({ file, field, text }: SpecFileFault): Bilingual => ({
  zh: `${file}${field === null ? "" : ` 的 ${field}`}：${text.zh}`,
  en: `${file}${field === null ? "" : `, ${field}`}: ${text.en}`,
});

const idText: Bilingual = {
  zh: `必须是系统自带规格的编号、一点和一个 UUID；系统自带的有 ${allPhotoSpecIds.join("、")}`,
  en: `must be the id of a shipped spec, a dot and a UUID; shipped are ${allPhotoSpecIds.join(", ")}`,
};
const [enErrors, zhErrors] = [z.locales.en(), z.locales.zhCN()];

/** Reads the folder. A broken file is reported and does not affect the others. `folder` null: there is none. */
export function readSpecFiles(folder: string | null): SpecFiles {
  const specs: StoredPhotoSpec[] = [];
  const faults: SpecFileFault[] = [];
  for (const file of folder === null ? [] : listFiles(folder, faults)) {
    const read = readSpecFile(file);
    if (Array.isArray(read)) faults.push(...read);
    else if (specs.some(({ spec }) => spec.id === read.spec.id))
      faults.push({
        file,
        field: "id",
        text: { zh: "另一个文件也用了这个编号", en: "another file has the same id" },
      });
    else specs.push(read);
  }
  return { specs, faults };
}

function listFiles(folder: string, faults: SpecFileFault[]): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => join(folder, name));
  } catch {
    const text = { zh: "没有这个文件夹，或读不到它", en: "there is no such folder to read" };
    faults.push({ file: folder, field: null, text });
    return [];
  }
}

function readSpecFile(file: string): StoredPhotoSpec | SpecFileFault[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return [
      { file, field: null, text: { zh: "读不到，或不是 JSON", en: "cannot be read as JSON" } },
    ];
  }
  const parse = ({ localeError: error }: typeof enErrors) =>
    photoSpecFileSchema.safeParse(json, { error });
  const [parsed, inChinese] = [parse(enErrors), parse(zhErrors)];
  if (!parsed.success)
    return parsed.error.issues.map((issue, index) => ({
      file,
      field: fieldOf(issue),
      text:
        issue.path[0] === "id"
          ? idText
          : { zh: inChinese.error?.issues[index]?.message ?? issue.message, en: issue.message },
    }));
  const { id, ...own } = parsed.data;
  const shipped = shippedSpecIdOf(id);
  const fault = shipped && specFault(own, shipped);
  return fault ? [{ file, ...fault }] : storedOwnSpec(id, own);
}

/** Names an unknown key too, which is not part of the path. */
const fieldOf = (issue: z.core.$ZodIssue): string | null =>
  [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])].join(
    ".",
  ) || null;
