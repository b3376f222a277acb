/** The command line: commands, arguments, options and their help. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { z } from "zod";
import { addBatchCommand } from "./batch/batch-command.ts";
import { chineseHelp, inChinese } from "./chinese-usage.ts";
import { addEvalCommand } from "./eval/eval-command.ts";
import type { ExitCode } from "./exit-code.ts";
import { languageOption } from "./options.ts";
import { addPhotoCommands } from "./photo/photo-commands.ts";
import { addSheetCommand } from "./sheet/sheet-command.ts";
import type { Terminal } from "./terminal.ts";

const packageJson = z.object({ version: z.string() });

/** Builds the parser; a command that ran hands its exit code to `end`. Wrong usage is thrown as a CommanderError. */
export function buildProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const zh = terminal.language === "zh";
  const { version } = packageJson.parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));
  const program = new Command("gradphoto")
    .description(zh ? "毕业证照：制作、检查、打印。" : "Certificate photos: make them, check them, print them.")
    .exitOverride()
    .version(version, "-V, --version", zh ? "显示版本" : "show the version")
    .addOption(languageOption(terminal.language))
    .helpOption("-h, --help", zh ? "显示帮助" : "show help")
    .helpCommand("help [command]", zh ? "显示某个命令的帮助" : "show the help of a command")
    .showHelpAfterError(zh ? "（gradphoto --help 显示全部命令）" : "(gradphoto --help shows all commands)")
    .addHelpText(
      "after",
      zh
        ? "\n退出码：0 已制作，2 检查不通过，3 照片无法读取，64 用法不对，70 程序自身出错，73 文件写不进去。"
        : "\nExit codes: 0 made, 2 refused by checks, 3 photo unreadable, 64 wrong usage, 70 the command itself broke, 73 a file cannot be written.",
    );
  if (zh) {
    program.configureHelp(chineseHelp).configureOutput({ outputError: (message, write) => write(inChinese(message)) });
  }
  addPhotoCommands(program, terminal, end);
  addSheetCommand(program, terminal, end);
  addBatchCommand(program, terminal, end);
  addEvalCommand(program, terminal, end);
  return program;
}
