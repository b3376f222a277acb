/** `gradphoto batch`: processes every photo of a folder and resumes an interrupted run. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Bilingual, Language, PhotoSpec } from "@gradphoto/domain/photo-standard";
import { createEnginePool, engineFacts } from "@gradphoto/engine/node";
import type { Command } from "commander";
import { jobsOption, languageOption, specOption } from "../options.ts";
import { reviewerLooks } from "../photo/summarize.ts";
import { type Column, table } from "../table.ts";
import { type ExitCode, exitCode, type Terminal } from "../terminal.ts";
import { isTemporary, makeFolder, writeAtomically } from "../write-atomically.ts";
import { openJournal } from "./journal.ts";
import { type BatchPhoto, listPhotos } from "./list-photos.ts";
import { type Processed, processPhoto, sha256Of } from "./process-photo.ts";
import { startProgress } from "./progress.ts";

/**
 * Runs `work` on up to `atOnce` items in parallel. Results have the order of the items; the first error rejects the
 * call.
 */
export async function eachAtATime<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [at, item] of waiting) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return results;
}

const head = [
  "file",
  "verdict",
  "output",
  "sha256",
  "bytes",
  "failing",
  "warnings",
  "spec",
  "engine",
  "source_sha256",
];

/**
 * Writes the manifest as CSV (RFC 4180). Several ids in one cell are separated by spaces. A photo whose processing
 * failed has the verdict `broken`.
 */
export function manifestCsv(processed: readonly Processed[]): string {
  return [head, ...processed.map(rowOf)]
    .map((cells) => `${cells.map(quoted).join(",")}\r\n`)
    .join("");
}

function rowOf(photo: Processed): string[] {
  if (photo.how === "broken") return [photo.file, "broken", ...head.slice(2).map(() => "")];
  const { file, verdict, output, failing, warnings, spec, engine, sourceSha256 } = photo.entry;
  const written = output ? [output.file, output.sha256, `${output.bytes}`] : ["", "", ""];
  return [
    file,
    verdict,
    ...written,
    failing.join(" "),
    warnings.join(" "),
    spec,
    engine,
    sourceSha256,
  ];
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Much longer than the one or two seconds that a photo takes on a slow machine. */
const photoTimeoutMs = 60_000;

interface CountRow {
  readonly label: string;
  readonly count: number;
}

const verdictNames: Readonly<Record<string, Bilingual>> = {
  pass: { zh: "已制作，机器检查没有发现问题", en: "made, the machine found nothing wrong" },
  review: { zh: "已制作，需人工查看", en: "made, to be looked at by a person" },
  refused: { zh: "不符合要求，未制作", en: "not accepted, not made" },
  unreadable: { zh: "无法打开", en: "cannot be opened" },
  broken: { zh: "处理出错，下次重试", en: "broke, tried again next time" },
};

/** Summarises a batch in two short tables. */
function batchSummary(processed: readonly Processed[], language: Language): string {
  const verdicts = processed.map((photo) =>
    photo.how === "broken" ? "broken" : photo.entry.verdict,
  );
  const outcomes = Object.entries(verdictNames).map(([verdict, name]) => ({
    label: name[language],
    count: verdicts.filter((each) => each === verdict).length,
  }));
  const start = processed.filter(({ how }) => how === "done-before").length;
  const earlier = {
    label: { zh: "　其中先前已完成", en: "  of these done before" }[language],
    count: start,
  };
  const failing = processed.flatMap((photo) => (photo.how === "broken" ? [] : photo.entry.failing));
  const reasons = [...new Set(failing)]
    .map((id) => ({ label: id, count: failing.filter((each) => each === id).length }))
    .sort((a, b) => b.count - a.count);
  const rows = outcomes.filter(({ count }) => count > 0);
  const summary = table(
    columns({ zh: "结果", en: "outcome" }),
    start ? [...rows, earlier] : rows,
    language,
  );
  const failed = table(columns({ zh: "不符合的检查", en: "checks not met" }), reasons, language);
  return [summary, ...(reasons.length === 0 ? [] : [failed]), reviewerLooks[language]].join("\n\n");
}

const columns = (head: Bilingual): readonly Column<CountRow>[] => [
  { head, cell: ({ label }) => label },
  { head: { zh: "照片", en: "photos" }, cell: ({ count }) => `${count}`, right: true },
];

interface BatchOptions {
  readonly out: string;
  readonly spec: PhotoSpec;
  readonly jobs: number;
}

export const journalName = ".gradphoto-journal.jsonl";

export function addBatchCommand(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const { language } = terminal;
  program
    .command("batch <folder>")
    .description(
      {
        zh: "制作整个文件夹的标准照；中断后再运行即接着做",
        en: "make the certificate photos of a whole folder; run again to go on after an interruption",
      }[language],
    )
    .requiredOption(
      "--out <folder>",
      { zh: "存放标准照和 manifest.csv 的文件夹", en: "where the photos and manifest.csv go" }[
        language
      ],
    )
    .addOption(specOption(language))
    .addOption(jobsOption(language))
    .addOption(languageOption(language))
    .action(async (folder: string, options: BatchOptions) =>
      end(await batchFolder(folder, options, terminal)),
    );
}

async function batchFolder(
  folder: string,
  options: BatchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const photos = await photosOf(folder, terminal);
  if (photos === null) return exitCode.unreadable;
  if (!(await preparedOut(folder, options.out, terminal))) return exitCode.usage;
  const { jobs } = options;
  // Each job submits its next photo when the previous one is done, so no photo waits long.
  const pool = await createEnginePool({
    workers: jobs,
    timeoutMs: photoTimeoutMs,
    maxWaiting: jobs,
    heic: true,
  });
  const journal = await openJournal(join(options.out, journalName));
  const progress = startProgress(photos.length, terminal.language);
  try {
    const { out: outFolder, spec } = options;
    const batch = { folder, outFolder, spec, madeBy: makerOf(spec), pool, journal };
    const processed = await eachAtATime(photos, options.jobs, async (photo) => {
      const one = await processPhoto(photo, batch);
      progress.step();
      return one;
    });
    progress.stop();
    await writeAtomically(join(outFolder, "manifest.csv"), manifestCsv(processed));
    for (const photo of processed) {
      if (photo.how === "broken")
        terminal.note({
          zh: `${photo.file}：${photo.reason.zh}`,
          en: `${photo.file}: ${photo.reason.en}`,
        });
    }
    terminal.print(batchSummary(processed, terminal.language));
    return exitCodeOf(processed);
  } finally {
    progress.stop();
    await journal.close();
    await pool.close();
  }
}

/** Digest of what decides the results besides the source. */
const makerOf = (spec: PhotoSpec): string => sha256Of(JSON.stringify([spec, engineFacts]));

async function photosOf(folder: string, terminal: Terminal): Promise<BatchPhoto[] | null> {
  const photos = await listPhotos(folder).catch(() => null);
  if (photos === null) {
    terminal.note({
      zh: `无法读取文件夹 ${folder}。请核对路径。`,
      en: `The folder ${folder} cannot be read. Check the path.`,
    });
  } else if (photos.length === 0) {
    terminal.note({
      zh: `${folder} 中没有照片（jpg、png、webp、heic、avif）。`,
      en: `There are no photos in ${folder} (jpg, png, webp, heic, avif).`,
    });
  }
  return photos?.length ? photos : null;
}

/**
 * Prepares the output folder. It must not be the folder of the photos, because the next run would read the results as
 * photos. Temporary files of a killed run are deleted.
 */
async function preparedOut(folder: string, out: string, terminal: Terminal): Promise<boolean> {
  const there = await stat(out).catch(() => null);
  const source = await stat(folder);
  if (there && !there.isDirectory()) {
    terminal.note({ zh: `${out} 不是文件夹。`, en: `${out} is not a folder; name another.` });
    return false;
  }
  if (there && there.ino === source.ino && there.dev === source.dev) {
    terminal.note({
      zh: "--out 不能是照片所在的文件夹。",
      en: "--out is the folder of the photos; name another.",
    });
    return false;
  }
  const noFolder = await makeFolder(out);
  if (noFolder) {
    terminal.note(noFolder);
    return false;
  }
  for (const name of (await readdir(out)).filter(isTemporary))
    await rm(join(out, name), { force: true });
  return true;
}

function exitCodeOf(processed: readonly Processed[]): ExitCode {
  const broken = processed.filter((photo) => photo.how === "broken");
  if (broken.length > 0)
    return broken.every(({ unwritten }) => unwritten) ? exitCode.unwritable : exitCode.broken;
  const made = processed.every((photo) => photo.how !== "broken" && photo.entry.output !== null);
  return made ? exitCode.made : exitCode.refused;
}
