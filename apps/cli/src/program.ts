/** Definition of the command line: commands, arguments, options and their help. */
import { readFileSync } from "node:fs";
import { Command, type HelpConfiguration } from "commander";
import { z } from "zod";
import { addBatchCommand } from "./batch/batch-command.ts";
import { languageOption } from "./options.ts";
import { addPhotoCommands } from "./photo/photo-commands.ts";
import { addSheetCommand } from "./sheet/sheet-command.ts";
import { displayWidth } from "./table.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

const titles: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
};

const placeholders = (text: string): string =>
  text.replace("[options]", "[选项]").replace("[command]", "[命令]");

/** Chinese help texts, because the parser supports only English. */
const chineseHelp: HelpConfiguration = {
  displayWidth,
  styleTitle: (title) => titles[title] ?? title,
  styleUsage: placeholders,
  styleSubcommandTerm: placeholders,
  styleOptionDescription: (text) =>
    text.replace("(choices: ", "(可选 ").replace(/([(\s])default: /, "$1默认 "),
};

/** Chinese texts of usage errors. */
const sentences: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^error: missing required argument '(.+)'/, "缺少参数 $1"],
  [/^error: option '(.+)' argument missing/, "选项 $1 后面缺少它的值"],
  [/^error: required option '(.+)' not specified/, "缺少选项 $1"],
  [/^error: unknown option '(.+)'/, "没有选项 $1"],
  [/^error: unknown command '(.+)'/, "没有命令 $1"],
  [
    /^error: too many arguments(?: for '(.+)')?\. Expected (\d+) arguments? but got (\d+)[.:]/,
    "参数太多：应为 $2 个，给了 $3 个",
  ],
  [/^error: option '(.+?)' argument '(.*)' is invalid\. ?/, "选项 $1 的值“$2”不可用。"],
  [/Allowed choices are (.+)\./, "可选：$1。"],
  [/\(Did you mean (?:one of )?(.+)\?\)/, "（是否想用 $1？）"],
];

/** Translates a usage error of the parser. A sentence without a translation stays unchanged. */
const inChinese = (message: string): string =>
  sentences.reduce((words, [english, chinese]) => words.replace(english, chinese), message);

const packageJson = z.object({ version: z.string() });

/** Builds the parser. `end` receives the exit code of a command. Throws a CommanderError for wrong usage. */
export function buildProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const zh = terminal.language === "zh";
  const { version } = packageJson.parse(
    JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")),
  );
  const program = new Command("gradphoto")
    .description(
      zh
        ? "毕业证照：制作、检查、打印。"
        : "Certificate photos: make them, check them, print them.",
    )
    .exitOverride()
    .version(version, "-V, --version", zh ? "显示版本" : "show the version")
    .addOption(languageOption(terminal.language))
    .helpOption("-h, --help", zh ? "显示帮助" : "show help")
    .helpCommand("help [command]", zh ? "显示某个命令的帮助" : "show the help of a command")
    .showHelpAfterError(
      zh ? "（gradphoto --help 显示全部命令）" : "(gradphoto --help shows all commands)",
    )
    .addHelpText(
      "after",
      zh
        ? "\n退出码：0 已制作，2 检查不通过，3 照片无法读取，64 用法不对，70 程序自身出错，73 文件写不进去。"
        : "\nExit codes: 0 made, 2 refused by checks, 3 photo unreadable, 64 wrong usage, 70 the command itself broke, 73 a file cannot be written.",
    );
  if (zh) {
    program
      .configureHelp(chineseHelp)
      .configureOutput({ outputError: (message, write) => write(inChinese(message)) });
  }
  addPhotoCommands(program, terminal, end);
  addSheetCommand(program, terminal, end);
  addBatchCommand(program, terminal, end);
  return program;
}
