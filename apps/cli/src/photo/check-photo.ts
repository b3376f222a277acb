/** `gradphoto check`: would the photo be accepted? Nothing is written. */
import type { Bilingual, PhotoSpec, Report } from "@gradphoto/domain/photo-standard";
import { standardize } from "@gradphoto/engine";
import { loadEngine } from "@gradphoto/engine/decoder";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { readPhoto } from "./read-photo.ts";
import { countOf, leftToAPerson, reviewerLooks, summarize, toChange } from "./summary.ts";

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
  if (countOf(findings, "fail") > 0) {
    const { zh, en } = toChange(findings);
    return { zh: `还不能提交：${zh}。`, en: `It cannot be submitted yet: ${en}.` };
  }
  const { zh, en } = leftToAPerson(findings) ?? {
    zh: "机器检查没有发现问题",
    en: "the machine found nothing wrong",
  };
  return {
    zh: `可以提交：${zh}。${reviewerLooks.zh}`,
    en: `It can be submitted: ${en}. ${reviewerLooks.en}`,
  };
}
