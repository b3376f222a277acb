/** `gradphoto eval`: the engine's findings scored against a folder of labelled photos. */
import { dirname } from "node:path";
import { type Bilingual, defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import type { Command } from "commander";
import { ZodError, z } from "zod";
import { eachAtATime } from "../each-at-a-time.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { jobsOption, languageOption } from "../options.ts";
import { defaultJobs, openPool } from "../photo/open-pool.ts";
import { startProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { makeFolder, writeWhole } from "../write-file.ts";
import { type Evaluation, evaluate } from "./evaluation.ts";
import { evaluationPage } from "./html/page.ts";
import { picturesOf } from "./html/pictures.ts";
import { type JudgedPhoto, judgePhotos } from "./judge-photos.ts";
import { type LabelledPhoto, readLabels } from "./labelled-photos.ts";
import { printEvaluation } from "./print-evaluation.ts";

/** A folder that is never committed: the page holds photos. */
const defaultPage = "out/eval.html";

interface EvalOptions {
  readonly json: boolean;
  readonly html?: string | true;
  readonly jobs: number;
}

export function addEvalCommand(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const { language } = terminal;
  program
    .command("eval <folders...>")
    .description(
      {
        zh: "用带 index.json 的标注照片文件夹给检查打分，可给多个文件夹",
        en: "score the checks against labelled photos; each folder holds some and an index.json",
      }[language],
    )
    .option("--json", { zh: "以一个 JSON 输出全部数字", en: "print all figures as one JSON object" }[language], false)
    .option(
      "--html [file]",
      {
        zh: `写一个含每张照片与每项测量的网页（${defaultPage}）`,
        en: `write a page with every photo and measure (${defaultPage})`,
      }[language],
    )
    .addOption(jobsOption(language, defaultJobs))
    .addOption(languageOption(language))
    .action(async (folders: string[], options: EvalOptions) => end(await evalFolders(folders, options, terminal)));
}

async function evalFolders(folders: readonly string[], options: EvalOptions, terminal: Terminal): Promise<ExitCode> {
  const labels = await labelsOf(folders);
  if ("problem" in labels) {
    terminal.note(labels.problem);
    return exitCode.unreadable;
  }
  const page = options.html === true ? defaultPage : options.html;
  const noFolder = page === undefined ? null : await makeFolder(dirname(page));
  if (noFolder) {
    terminal.note(noFolder);
    return exitCode.usage;
  }
  const spec = findPhotoSpec(defaultPhotoSpecId)!;
  const pool = await openPool(options.jobs);
  const progress = startProgress(labels.length, terminal.language);
  try {
    const judging = { spec, jobs: options.jobs, onDone: progress.step };
    const judged = await judgePhotos(labels, pool, judging);
    const evaluation = evaluate(judged, spec);
    progress.stop();
    terminal.print(options.json ? JSON.stringify(evaluation, null, 2) : printEvaluation(evaluation, terminal.language));
    if (page !== undefined) await writePage(page, evaluation, judged, terminal);
    return exitCode.made;
  } finally {
    progress.stop();
    await pool.close();
  }
}

async function writePage(
  path: string,
  evaluation: Evaluation,
  judged: readonly JudgedPhoto[],
  terminal: Terminal,
): Promise<void> {
  const codec = createSharpCodec({ heic: true });
  const shown = await eachAtATime([...judged.entries()], 1, async ([at, photo]) => ({
    judged: photo,
    row: evaluation.photos[at]!,
    pictures: await picturesOf(photo, codec),
  }));
  await writeWhole(path, evaluationPage(evaluation, shown, terminal.language));
  terminal.note({ zh: `已写 ${path}，其中有照片，请勿公开。`, en: `Wrote ${path}; it holds photos, keep it private.` });
}

/** The labels, or why there are none and what an index.json must hold. */
async function labelsOf(folders: readonly string[]): Promise<LabelledPhoto[] | { readonly problem: Bilingual }> {
  try {
    return await readLabels(folders);
  } catch (error) {
    const why = error instanceof ZodError ? z.prettifyError(error) : whyUnread(error);
    const named = typeof why === "string" ? { zh: why, en: why } : why;
    return {
      problem: {
        zh: `${folders.join("、")} 中没有可用的 index.json：${named.zh}\n${indexHolds.zh}`,
        en: `${folders.join(", ")}: no usable index.json: ${named.en}\n${indexHolds.en}`,
      },
    };
  }
}

const example = '[{ "file": "a.jpg", "expected": ["blur"], "debatable": [], "facts": {} }]';
const indexHolds: Bilingual = {
  zh: `index.json 是一个列表，每张照片一项：文件名、应找到的问题（没有问题写 "pass"）、可算可不算的问题、人物说明。例如 ${example}`,
  en: `index.json is a list with one entry per photo: its file, the faults to be found ("pass" when there are none), the faults people differ about, facts on the person. For example ${example}`,
};

function whyUnread(error: unknown): Bilingual | string {
  if (error instanceof SyntaxError) {
    return { zh: `不是 JSON（${error.message}）`, en: `it is not JSON (${error.message})` };
  }
  if (!(error instanceof Error)) return String(error);
  const isMissing = "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
  return isMissing ? { zh: "没有这个文件", en: "there is no such file" } : error.message;
}
