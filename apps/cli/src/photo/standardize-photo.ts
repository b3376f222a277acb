/** `gradphoto standardize`: makes the certificate photo of one photo, and its report. */
import { basename } from "node:path";
import type { Bilingual, PhotoSpec, Report } from "@gradphoto/domain/photo-standard";
import { type Outcome, standardize } from "@gradphoto/engine";
import { loadEngine } from "@gradphoto/engine/decoder";
import { type ExitCode, exitCode, type Terminal } from "../terminal.ts";
import { writeAtomically } from "../write-atomically.ts";
import { readPhoto } from "./read-photo.ts";
import { leftToAPerson, reviewerLooks, summarize, toChange } from "./summarize.ts";
import { photoTargetProblem, targetProblem } from "./target-problem.ts";

export interface PhotoFiles {
  readonly photo: string;
  readonly out: string;
  readonly report?: string;
}

/** Standardizes the photo. With `preview`, a refused photo is also written if it could be framed. */
export async function standardizePhoto(
  files: PhotoFiles,
  spec: PhotoSpec,
  preview: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const source = await readPhoto(files.photo);
  if (!source.ok) {
    terminal.note(source.problem);
    return exitCode.unreadable;
  }
  const misnamed = await misnamedTarget(files);
  if (misnamed) {
    terminal.note(misnamed);
    return exitCode.usage;
  }
  const outcome = await standardize(source.bytes, spec, await loadEngine({ heic: true }));
  const written = outcome.kind === "made" || preview ? outcome.photo : null;
  if (written) await writeAtomically(files.out, written);
  const report = named(outcome.report, written ? basename(files.out) : null);
  if (files.report !== undefined)
    await writeAtomically(files.report, `${JSON.stringify(report, null, 2)}\n`);
  terminal.print(headline(outcome, written !== null, files.out)[terminal.language]);
  for (const block of summarize(report.findings, terminal.language)) terminal.print(block);
  return exitCode[outcome.kind];
}

async function misnamedTarget({ photo, out, report }: PhotoFiles): Promise<Bilingual | null> {
  const problem =
    (await photoTargetProblem(photo, out)) ??
    (report === undefined ? null : await targetProblem(photo, report));
  if (problem) return problem;
  return out === report
    ? {
        zh: "--out 与 --report 是同一个文件，请分开。",
        en: "--out and --report are the same file; name two.",
      }
    : null;
}

const named = (report: Report, file: string | null): Report => ({
  ...report,
  output: report.output && { ...report.output, file },
});

function headline({ kind, report }: Outcome, written: boolean, out: string): Bilingual {
  const { output, findings } = report;
  if (kind === "unreadable") return { zh: "照片无法打开。", en: "The photo cannot be opened." };
  const facts = output
    ? `${output.width}×${output.height} px, ${output.dpi} dpi, ${(output.bytes / 1024).toFixed(1)} KB, q${output.quality}`
    : "";
  if (kind === "made") {
    const { zh, en } = leftToAPerson(findings) ?? {
      zh: "机器检查没有发现问题",
      en: "the machine found nothing wrong",
    };
    return {
      zh: `已制作 ${out}（${facts}）：${zh}。${reviewerLooks.zh}`,
      en: `Made ${out} (${facts}): ${en}. ${reviewerLooks.en}`,
    };
  }
  const { zh, en } = toChange(findings);
  return written
    ? {
        zh: `${out} 仅供查看，不能提交：${zh}。`,
        en: `${out} is only to be looked at, not to be submitted: ${en}.`,
      }
    : { zh: `没有制作标准照：${zh}。`, en: `No photo was made: ${en}.` };
}
