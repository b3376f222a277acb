/** `gradphoto check`: would the photo be accepted? Nothing is written. */
import type { Bilingual, PhotoSpec, Report } from "@gradphoto/domain/photo-standard";
import { standardize } from "@gradphoto/engine";
import { loadEngine } from "@gradphoto/engine/node";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { readPhoto } from "./read-photo.ts";
import { countOf, leftToAPerson, summarize } from "./summary.ts";

export async function checkPhoto(path: string, spec: PhotoSpec, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const source = await readPhoto(path);
  if (!source.ok) {
    terminal.note(source.problem);
    return exitCode.unreadable;
  }
  const { kind, report } = await standardize(source.bytes, spec, await loadEngine({ heic: true }));
  if (json) {
    terminal.print(JSON.stringify(report, null, 2));
    return exitCode[kind];
  }
  terminal.print(kind === "unreadable" ? unopened[terminal.language] : headline(report)[terminal.language]);
  for (const block of summarize(report.findings, terminal.language)) terminal.print(block);
  return exitCode[kind];
}

const unopened: Bilingual = { zh: "照片无法打开。", en: "The photo cannot be opened." };

function headline({ findings }: Report): Bilingual {
  const failed = countOf(findings, "fail");
  if (failed > 0)
    return { zh: `不能提交：${failed} 项不符合要求。`, en: `It cannot be submitted. Not accepted: ${failed}.` };
  const left = leftToAPerson(findings);
  return left
    ? { zh: `可以提交：${left.zh}。`, en: `It can be submitted: ${left.en}.` }
    : { zh: "可以提交，各项检查通过。", en: "It can be submitted; every check passed." };
}
