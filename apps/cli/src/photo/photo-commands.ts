/** The commands about one photo: standardize, check, verify, and the rules and specs they go by. */
import { allClauseJudges, clauseJudges, clausesJudgedBy, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Command } from "commander";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { languageOption, specOption } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { checkPhoto } from "./check-photo.ts";
import { printSpecs } from "./print-specs.ts";
import { standardizePhoto } from "./standardize-photo.ts";
import { verifyFile } from "./verify-file.ts";

interface Jsonable {
  readonly json?: boolean;
}

interface Judging extends Jsonable {
  readonly spec: PhotoSpec;
}

interface Making {
  readonly spec: PhotoSpec;
  readonly out: string;
  readonly report?: string;
  readonly preview?: boolean;
}

export function addPhotoCommands(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const { language } = terminal;
  program
    .command("standardize <photo>")
    .description(
      { zh: "制作标准照；有检查不通过就不写文件", en: "make the certificate photo, when no check refuses it" }[
        language
      ],
    )
    .addOption(specOption(language))
    .requiredOption("--out <file>", { zh: "要写的 JPEG 文件", en: "the JPEG to write" }[language])
    .option("--report <file>", { zh: "把完整报告写成 JSON", en: "write the whole report as JSON" }[language])
    .option(
      "--preview",
      {
        zh: "检查不通过也写出照片，仅供查看",
        en: "write the photo even when a check refuses it, to be looked at only",
      }[language],
    )
    .addOption(languageOption(language))
    .action(async (photo: string, { out, report, spec, preview = false }: Making) => {
      const files = { photo, out, ...(report === undefined ? {} : { report }) };
      end(await standardizePhoto(files, spec, preview, terminal));
    });
  program
    .command("check <photo>")
    .description(
      {
        zh: "检查照片能否通过，不写文件",
        en: "say whether the photo would be accepted; writes nothing",
      }[language],
    )
    .addOption(specOption(language))
    .option("--json", { zh: "以 JSON 输出报告，不输出文字", en: "print the report as JSON instead of words" }[language])
    .addOption(languageOption(language))
    .action(async (photo: string, { spec, json = false }: Judging) =>
      end(await checkPhoto(photo, spec, json, terminal)),
    );
  program
    .command("verify <file>")
    .description({ zh: "量任何人做好的标准照", en: "measure a finished photo made by anyone" }[language])
    .addOption(specOption(language))
    .option(
      "--json",
      { zh: "以 JSON 输出量到的结果，不输出文字", en: "print what was measured as JSON instead of words" }[language],
    )
    .addOption(languageOption(language))
    .action(async (file: string, { spec, json = false }: Judging) => end(await verifyFile(file, spec, json, terminal)));
  program
    .command("rules")
    .description(
      {
        zh: "列出全部照片细则：哪些由机器检查，哪些由审核员看",
        en: "list every clause of the photo rules: what the machine checks, what a reviewer looks at",
      }[language],
    )
    .addOption(languageOption(language))
    .action(() => end(printRules(terminal)));
  program
    .command("specs")
    .description({ zh: "列出全部照片规格", en: "list the photo specs" }[language])
    .option("--json", { zh: "以 JSON 输出", en: "print them as JSON" }[language])
    .addOption(languageOption(language))
    .action(({ json = false }: Jsonable) => end(printSpecs(json, terminal)));
}

/** `gradphoto rules`: every clause of the photo rules, by who judges it. */
function printRules({ print, language }: Terminal): ExitCode {
  const groups = allClauseJudges.map((judge) => {
    const clauses = clausesJudgedBy(judge);
    const lines = clauses.map(({ rule }) => `  · ${rule.text[language]}`);
    return [`${clauseJudges[judge][language]} (${clauses.length})`, ...lines].join("\n");
  });
  print(groups.join("\n\n"));
  return exitCode.made;
}
