/** Commands for one photo: standardize, check, verify, rules and specs. */
import {
  allClauseJudges,
  type Bilingual,
  clauseJudges,
  clausesJudgedBy,
  type NamedPhotoSpec,
  type PhotoSpec,
  photoSpecs,
  type Report,
  type Window,
} from "@gradphoto/domain/photo-standard";
import { standardize, type Verification, verifyPhoto } from "@gradphoto/engine";
import { loadEngine } from "@gradphoto/engine/decoder";
import type { Command } from "commander";
import { languageOption, specOption } from "../options.ts";
import { type Column, table } from "../table.ts";
import { type ExitCode, exitCode, type Terminal } from "../terminal.ts";
import { readPhoto } from "./read-photo.ts";
import { standardizePhoto } from "./standardize-photo.ts";
import { countOf, leftToAPerson, reviewerLooks, summarize, toChange } from "./summarize.ts";

/** `gradphoto verify`: measures a finished photo from any source against a spec. */
async function verifyFile(
  path: string,
  spec: PhotoSpec,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const source = await readPhoto(path);
  if (!source.ok) {
    terminal.note(source.problem);
    return exitCode.unreadable;
  }
  const verification = await verifyPhoto(source.bytes, spec, await loadEngine({ heic: true }));
  if (json) terminal.print(JSON.stringify(verification, null, 2));
  else {
    terminal.print(verifyHeadline(verification)[terminal.language]);
    const measured = geometryLine(verification);
    if (measured) terminal.print(measured[terminal.language]);
    for (const block of summarize(verification.findings, terminal.language)) terminal.print(block);
  }
  if (verification.kind === "unreadable") return exitCode.unreadable;
  return verification.verdict === "refused" ? exitCode.refused : exitCode.made;
}

function verifyHeadline({ kind, spec, findings }: Verification): Bilingual {
  if (kind === "unreadable") return { zh: "照片无法打开。", en: "The photo cannot be opened." };
  if (countOf(findings, "fail") > 0) {
    const { zh, en } = toChange(findings);
    return { zh: `不符合规格 ${spec}：${zh}。`, en: `It does not meet ${spec}: ${en}.` };
  }
  const manualChecks = leftToAPerson(findings);
  return manualChecks
    ? {
        zh: `未发现不符合 ${spec} 之处：${manualChecks.zh}。${scopeText.zh}`,
        en: `No violation of ${spec} found: ${manualChecks.en}. ${scopeText.en}`,
      }
    : { zh: `符合规格 ${spec}。${scopeText.zh}`, en: `It meets ${spec}. ${scopeText.en}` };
}

const scopeText: Bilingual = {
  zh: "这里只量文件与版面；姿态、衣着、光线等要看原照片（gradphoto check 原照片）。",
  en: "Only file and layout are measured here; pose, clothes and light are judged on the original (gradphoto check).",
};

function geometryLine({ geometry }: Verification): Bilingual | null {
  if (!geometry) return null;
  const [hair, eyes, face, centre] = [
    geometry.hairTopPx,
    geometry.eyeLinePx,
    geometry.faceWidthPx,
    geometry.faceCentreXPx,
  ].map((px) => px.toFixed(0));
  return {
    zh: `头顶距上边 ${hair}，眼睛距上边 ${eyes}，脸宽 ${face}，脸部中线 x = ${centre}（像素）`,
    en: `Hair top ${hair}, eye line ${eyes}, face width ${face}, face centre x = ${centre} (px)`,
  };
}

/** `gradphoto check`: reports whether the photo would be accepted. Writes nothing. */
async function checkPhoto(
  path: string,
  spec: PhotoSpec,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
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
  terminal.print(
    kind === "unreadable"
      ? unreadableText[terminal.language]
      : checkHeadline(report)[terminal.language],
  );
  for (const block of summarize(report.findings, terminal.language)) terminal.print(block);
  return exitCode[kind];
}

const unreadableText: Bilingual = { zh: "照片无法打开。", en: "The photo cannot be opened." };

function checkHeadline({ findings }: Report): Bilingual {
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

/** `gradphoto specs`: prints the requirements of every spec as a table. */
function printSpecs(json: boolean, terminal: Terminal): ExitCode {
  terminal.print(
    json ? JSON.stringify(photoSpecs, null, 2) : table(columns, photoSpecs, terminal.language),
  );
  return exitCode.made;
}

/** `gradphoto rules`: prints every clause of the photo rules, grouped by who judges it: a machine or a person. */
function printRules({ print, language }: Terminal): ExitCode {
  const groups = allClauseJudges.map((judge) => {
    const clauses = clausesJudgedBy(judge);
    const lines = clauses.map(({ rule }) => `  · ${rule.text[language]}`);
    return [`${clauseJudges[judge][language]} (${clauses.length})`, ...lines].join("\n");
  });
  print(groups.join("\n\n"));
  return exitCode.made;
}

const range = (window: Window | undefined): string =>
  window ? `${window.min ?? ""}–${window.max ?? ""}` : "";
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)}`;

const columns: readonly Column<NamedPhotoSpec>[] = [
  { head: { zh: "规格", en: "spec" }, cell: ({ id }) => id },
  { head: { zh: "名称", en: "name" }, cell: ({ name }, language) => name[language] },
  { head: { zh: "像素", en: "pixels" }, cell: ({ widthPx, heightPx }) => `${widthPx}×${heightPx}` },
  { head: { zh: "dpi", en: "dpi" }, cell: ({ dpi }) => `${dpi}`, right: true },
  {
    head: { zh: "背景 RGB", en: "background" },
    cell: ({ background: { r, g, b } }) => `${r},${g},${b}`,
  },
  {
    head: { zh: "KB", en: "KB" },
    cell: ({ file }) => `${kilobytes(file.minBytes)}–${kilobytes(file.maxBytes)}`,
  },
  { head: { zh: "品质≥", en: "quality≥" }, cell: ({ file }) => `${file.minQuality}`, right: true },
  { head: { zh: "头顶", en: "hair top" }, cell: ({ geometry }) => range(geometry.hairTopPx) },
  { head: { zh: "眼线", en: "eye line" }, cell: ({ geometry }) => range(geometry.eyeLinePx) },
  { head: { zh: "脸宽", en: "face width" }, cell: ({ geometry }) => range(geometry.faceWidthPx) },
  { head: { zh: "中线", en: "centre x" }, cell: ({ geometry }) => range(geometry.faceCentreXPx) },
  { head: { zh: "头高", en: "head" }, cell: ({ geometry }) => range(geometry.headHeightPx) },
  { head: { zh: "眼距", en: "eyes" }, cell: ({ geometry }) => range(geometry.interEyePx) },
  { head: { zh: "出处", en: "source" }, cell: ({ source }, language) => source[language] },
];

interface JsonOption {
  readonly json?: boolean;
}

interface CheckOptions extends JsonOption {
  readonly spec: PhotoSpec;
}

interface StandardizeOptions {
  readonly spec: PhotoSpec;
  readonly out: string;
  readonly report?: string;
  readonly preview?: boolean;
}

export function addPhotoCommands(
  program: Command,
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): void {
  const { language } = terminal;
  program
    .command("standardize <photo>")
    .description(
      {
        zh: "制作标准照；有检查不通过就不写文件",
        en: "make the certificate photo, when no check refuses it",
      }[language],
    )
    .addOption(specOption(language))
    .requiredOption("--out <file>", { zh: "要写的 JPEG 文件", en: "the JPEG to write" }[language])
    .option(
      "--report <file>",
      { zh: "把完整报告写成 JSON", en: "write the complete report as JSON" }[language],
    )
    .option(
      "--preview",
      {
        zh: "检查不通过也写出照片，仅供查看",
        en: "write the photo for preview even if a check refuses it",
      }[language],
    )
    .addOption(languageOption(language))
    .action(async (photo: string, { out, report, spec, preview = false }: StandardizeOptions) => {
      const files = { photo, out, ...(report === undefined ? {} : { report }) };
      exit(await standardizePhoto(files, spec, preview, terminal));
    });
  program
    .command("check <photo>")
    .description(
      {
        zh: "检查照片能否通过，不写文件",
        en: "check whether the photo would be accepted, without writing a file",
      }[language],
    )
    .addOption(specOption(language))
    .option(
      "--json",
      { zh: "以 JSON 输出报告，不输出文字", en: "print the report as JSON instead of text" }[
        language
      ],
    )
    .addOption(languageOption(language))
    .action(async (photo: string, { spec, json = false }: CheckOptions) =>
      exit(await checkPhoto(photo, spec, json, terminal)),
    );
  program
    .command("verify <file>")
    .description(
      { zh: "量任何人做好的标准照", en: "measure a finished photo made by anyone" }[language],
    )
    .addOption(specOption(language))
    .option(
      "--json",
      {
        zh: "以 JSON 输出量到的结果，不输出文字",
        en: "print the measurements as JSON instead of text",
      }[language],
    )
    .addOption(languageOption(language))
    .action(async (file: string, { spec, json = false }: CheckOptions) =>
      exit(await verifyFile(file, spec, json, terminal)),
    );
  program
    .command("rules")
    .description(
      {
        zh: "列出全部照片细则：哪些由机器检查，哪些由审核员看",
        en: "list every clause of the photo rules: what the machine checks, what a reviewer looks at",
      }[language],
    )
    .addOption(languageOption(language))
    .action(() => exit(printRules(terminal)));
  program
    .command("specs")
    .description({ zh: "列出全部照片规格", en: "list the photo specs" }[language])
    .option("--json", { zh: "以 JSON 输出", en: "print them as JSON" }[language])
    .addOption(languageOption(language))
    .action(({ json = false }: JsonOption) => exit(printSpecs(json, terminal)));
}
