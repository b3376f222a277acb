/** `gradphoto eval`: the engine's findings scored against a folder of labelled photos. */
import { defaultPhotoSpecId, findPhotoSpec, type Language } from "@gradphoto/contract";
import { createSharpCodec } from "@gradphoto/engine/node";
import type { Command } from "commander";
import { ZodError, z } from "zod";
import { eachAtATime } from "../each-at-a-time.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { languageOption, readCount } from "../options.ts";
import { defaultJobs, openPool } from "../photo/open-pool.ts";
import { startProgress } from "../progress.ts";
import { openTerminal, type Terminal } from "../terminal.ts";
import { writeWhole } from "../write-file.ts";
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
  readonly folds: number;
  readonly jobs: number;
  readonly lang: Language;
}

export function addEvalCommand(program: Command, end: (code: ExitCode) => void): void {
  program
    .command("eval <folder>")
    .description("score the checks against labelled photos; the folder holds them and an index.json")
    .option("--json", "print all figures as one JSON object", false)
    .option("--html [file]", `write a page with every photo and measure (${defaultPage})`)
    .option("--folds <k>", "also report the totals per fold", readCount, 1)
    .option("--jobs <n>", "photos at once", readCount, defaultJobs)
    .addOption(languageOption())
    .action(async (folder: string, options: EvalOptions) =>
      end(await evalFolder(folder, options, openTerminal(options.lang))),
    );
}

async function evalFolder(folder: string, options: EvalOptions, terminal: Terminal): Promise<ExitCode> {
  const labels = await labelsOf(folder);
  if (typeof labels === "string") {
    terminal.note({
      zh: `${folder} 中没有可用的 index.json：${labels}`,
      en: `${folder} has no usable index.json: ${labels}`,
    });
    return exitCode.unreadable;
  }
  const spec = findPhotoSpec(defaultPhotoSpecId)!;
  const pool = await openPool(options.jobs);
  const progress = startProgress(labels.length, options.lang);
  try {
    const judging = { folder, spec, jobs: options.jobs, onDone: progress.step };
    const judged = await judgePhotos(labels, pool, judging);
    const evaluation = evaluate(judged, spec, options.folds);
    progress.stop();
    terminal.print(options.json ? JSON.stringify(evaluation, null, 2) : printEvaluation(evaluation, terminal.language));
    if (options.html) {
      const page = options.html === true ? defaultPage : options.html;
      await writePage(page, evaluation, judged, folder, terminal);
    }
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
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const codec = createSharpCodec({ heic: true });
  const shown = await eachAtATime([...judged.entries()], 1, async ([at, photo]) => ({
    judged: photo,
    row: evaluation.photos[at]!,
    pictures: await picturesOf(photo, folder, codec),
  }));
  await writeWhole(path, evaluationPage(evaluation, shown, terminal.language));
  terminal.note({ zh: `已写 ${path}，其中有照片，请勿公开。`, en: `Wrote ${path}; it holds photos, keep it private.` });
}

/** The labels, or why there are none. */
async function labelsOf(folder: string): Promise<LabelledPhoto[] | string> {
  try {
    return await readLabels(folder);
  } catch (error) {
    if (error instanceof ZodError) return z.prettifyError(error);
    return error instanceof Error ? error.message : String(error);
  }
}
